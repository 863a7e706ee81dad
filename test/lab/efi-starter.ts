/**
 * An EFI program that starts another one as if that had come from the network card: what Apple's firmware does with a
 * loader it got by its own NetBoot protocol, and what snponly.efi needs, which drives no card but the one it came from.
 */
import { efiProgram } from './local-disk.ts';

/** GUIDs of EFI_SIMPLE_NETWORK_PROTOCOL and EFI_DEVICE_PATH_PROTOCOL (UEFI 2.10, 24.1 and 10.2). */
const SIMPLE_NETWORK = 'b93298a125acd3119a2d0090273fc14d';
const DEVICE_PATH = '916e57093f6dd2118e3900a0c969723b';

const GUIDS_AT = 0xe0;
const LOADER_AT = 0x100;

/** Boot services by their place in the table (UEFI 2.10, 4.4); arguments in rcx, rdx, r8, r9, then from [rsp+0x20] on. */
export function makeStarter(loader: Buffer): Buffer {
  const code = [
    '53 56 4881ec88000000', // push rbx; push rsi; sub rsp,0x88
    '4889ce 488b5a60', // mov rsi,rcx: this image; mov rbx,[rdx+0x60]: the boot services

    // LocateHandle(by protocol, SIMPLE_NETWORK, null, &size, handles), with room for eight
    '48c744244040000000', // mov qword [rsp+0x40],0x40
    '488d442448 4889442420', // lea rax,[rsp+0x48]; mov [rsp+0x20],rax
    '4c8d4c2440 4531c0', // lea r9,[rsp+0x40]; xor r8d,r8d
    '488d15ae000000 b902000000', // lea rdx,[SIMPLE_NETWORK]; mov ecx,2
    'ff93b0000000 4885c0 755b', // call [rbx+0xb0]; test rax,rax; jnz end

    // HandleProtocol(handles[0], DEVICE_PATH, &path)
    '488b4c2448 488d15a2000000', // mov rcx,[rsp+0x48]; lea rdx,[DEVICE_PATH]
    '4c8d442440', // lea r8,[rsp+0x40]
    'ff9398000000 4885c0 753f', // call [rbx+0x98]; test rax,rax; jnz end

    // LoadImage(false, this image, path, loader, its size, &started)
    '31c9 4889f2 4c8b442440', // xor ecx,ecx; mov rdx,rsi; mov r8,[rsp+0x40]
    '4c8d0d91000000', // lea r9,[loader]
    `48c7442420${number32(loader.length)}`, // mov qword [rsp+0x20],size
    '488d442448 4889442428', // lea rax,[rsp+0x48]; mov [rsp+0x28],rax
    'ff93c8000000 4885c0 7510', // call [rbx+0xc8]; test rax,rax; jnz end

    // StartImage(started, null, null)
    '488b4c2448 31d2 4531c0', // mov rcx,[rsp+0x48]; xor edx,edx; xor r8d,r8d
    'ff93d0000000', // call [rbx+0xd0]
    '4881c488000000 5e 5b c3', // end: add rsp,0x88; pop rsi; pop rbx; ret
  ];
  const head = Buffer.alloc(LOADER_AT);
  head.write(code.join('').replaceAll(' ', ''), 0, 'hex');
  head.write(SIMPLE_NETWORK + DEVICE_PATH, GUIDS_AT, 'hex');
  return efiProgram(Buffer.concat([head, loader]));
}

/** Little-endian, as hex. */
function number32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes.toString('hex');
}
