/** Disks that say on the console that they were booted, and power the machine off: what "boots its own disk" looks like. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configure } from './namespaces.ts';

export const DISK_BOOTED = 'RACKBOOT-LAB-BOOTED-FROM-DISK';

/** A master boot record for BIOS: prints to the first serial port, then halts. */
export function makeBiosDisk(directory: string): string {
  const disk = Buffer.alloc(1024 * 1024);
  const code = Buffer.from(
    [
      '31c0 8ed8', // xor ax,ax; mov ds,ax
      'be207c fc', // mov si,0x7c20; cld
      'ac 84c0 7406', // next: lodsb; test al,al; jz halt
      'baf803 ee', // mov dx,0x3f8; out dx,al
      'ebf5', // jmp next
      'f4 ebfd', // halt: hlt; jmp halt
    ]
      .join('')
      .replaceAll(' ', ''),
    'hex',
  );
  code.copy(disk, 0);
  disk.write(`\r\n${DISK_BOOTED}\r\n\0`, 0x20, 'latin1');
  disk.writeUInt16LE(0xaa55, 510);
  const path = join(directory, 'bios-disk.img');
  writeFileSync(path, disk);
  return path;
}

/** A FAT volume whose \EFI\BOOT\BOOTX64.EFI prints by the firmware's console and powers the machine off. */
export function makeEfiDisk(directory: string): string {
  return efiDisk(directory, 'efi-disk', printingProgram(`\r\n${DISK_BOOTED}\r\n`));
}

/** A FAT volume with this program where firmware looks for one. */
export function efiDisk(directory: string, name: string, program: Buffer): string {
  const file = join(directory, `${name}.efi`);
  writeFileSync(file, program);
  const path = join(directory, `${name}.img`);
  writeFileSync(path, Buffer.alloc(4 * 1024 * 1024));
  configure('mformat', '-i', path, '-v', 'LAB', '::');
  configure('mmd', '-i', path, '::/EFI', '::/EFI/BOOT');
  configure('mcopy', '-i', path, file, '::/EFI/BOOT/BOOTX64.EFI');
  return path;
}

const FILE_ALIGNMENT = 0x200;

function printingProgram(text: string): Buffer {
  const code = Buffer.from(
    [
      '4883ec28', // sub rsp,0x28
      '4889d3', // mov rbx,rdx: the EFI system table
      '488b4b40', // mov rcx,[rbx+0x40]: ConOut
      '488d15 20000000', // lea rdx,[text]: 0x20 bytes after the next instruction
      'ff5108', // call [rcx+8]: OutputString
      '488b4358', // mov rax,[rbx+0x58]: RuntimeServices
      'b902000000', // mov ecx,2: EfiResetShutdown
      '31d2', // xor edx,edx
      '4d31c0', // xor r8,r8
      '4d31c9', // xor r9,r9
      'ff5068', // call [rax+0x68]: ResetSystem
      'ebfe', // jmp here
    ]
      .join('')
      .replaceAll(' ', ''),
    'hex',
  );
  const textAt = 18 + 0x20;
  const section = Buffer.alloc(0x200);
  code.copy(section, 0);
  section.write(`${text}\0`, textAt, 'utf16le');
  return efiProgram(section);
}

/**
 * The smallest PE32+ EFI application: headers and one section of code and data at 0x1000, entered at its first byte
 * (PE/COFF specification, 3 and 4).
 */
export function efiProgram(content: Buffer): Buffer {
  const size = Math.ceil(content.length / FILE_ALIGNMENT) * FILE_ALIGNMENT;
  const section = Buffer.concat([content, Buffer.alloc(size - content.length)]);
  const headers = Buffer.alloc(0x200);
  const pe = 0x40;
  headers.write('MZ', 0, 'latin1');
  headers.writeUInt32LE(pe, 0x3c);
  headers.write('PE\0\0', pe, 'latin1');
  const coff = pe + 4;
  headers.writeUInt16LE(0x8664, coff); // x86-64
  headers.writeUInt16LE(1, coff + 2); // sections
  headers.writeUInt16LE(0xf0, coff + 16); // size of the optional header
  headers.writeUInt16LE(0x0022, coff + 18); // executable, large addresses
  const optional = coff + 20;
  headers.writeUInt16LE(0x20b, optional); // PE32+
  headers.writeUInt32LE(size, optional + 4); // size of code
  headers.writeUInt32LE(0x1000, optional + 16); // entry point
  headers.writeUInt32LE(0x1000, optional + 20); // base of code
  headers.writeUInt32LE(0x1000, optional + 32); // section alignment
  headers.writeUInt32LE(FILE_ALIGNMENT, optional + 36);
  // Size of image: whole pages.
  headers.writeUInt32LE(0x1000 + Math.ceil(size / 0x1000) * 0x1000, optional + 56);
  headers.writeUInt32LE(0x200, optional + 60); // size of headers
  headers.writeUInt16LE(10, optional + 68); // subsystem: EFI application
  headers.writeUInt32LE(16, optional + 108); // data directories, all empty
  const table = optional + 0xf0;
  headers.write('.text', table, 'latin1');
  headers.writeUInt32LE(size, table + 8); // virtual size
  headers.writeUInt32LE(0x1000, table + 12); // virtual address
  headers.writeUInt32LE(size, table + 16); // size in the file
  headers.writeUInt32LE(0x200, table + 20); // place in the file
  headers.writeUInt32LE(0x60000020, table + 36); // code, executable, readable
  return Buffer.concat([headers, section]);
}
