/** The machine an EFI program or EFI-stub kernel is made for (Microsoft PE/COFF specification, sections 3.1 and 3.3). */
import { latin1Text, Reader } from './bytes.ts';

export type PeMachine = 'i386' | 'x86_64' | 'arm32' | 'arm64' | 'riscv64' | 'loongarch64' | 'other';

const MACHINES: Readonly<Record<number, PeMachine>> = {
  0x14c: 'i386',
  0x8664: 'x86_64',
  0x1c2: 'arm32',
  0x1c4: 'arm32',
  0xaa64: 'arm64',
  0x5064: 'riscv64',
  0x6264: 'loongarch64',
};
const E_LFANEW = 0x3c;

/** @param head the start of the file, a few kilobytes; undefined when it is no PE file */
export function peMachine(head: Uint8Array): PeMachine | undefined {
  if (head.length < E_LFANEW + 4 || latin1Text(head.subarray(0, 2)) !== 'MZ') return undefined;
  const at = new Reader(head.subarray(E_LFANEW)).u32Le('e_lfanew');
  if (at + 6 > head.length || latin1Text(head.subarray(at, at + 4)) !== 'PE\0\0') return undefined;
  return MACHINES[new Reader(head.subarray(at + 4)).u16Le('Machine')] ?? 'other';
}

/** IMAGE_SUBSYSTEM_EFI_APPLICATION, _BOOT_SERVICE_DRIVER, _RUNTIME_DRIVER, _ROM (section 3.4.2). */
const EFI_SUBSYSTEMS: readonly number[] = [10, 11, 12, 13];
/** From the signature: behind the COFF header, in PE32 and PE32+ alike. */
const SUBSYSTEM = 24 + 68;

/** False for programs of Windows, and for what is no PE file. */
export function isEfiProgram(head: Uint8Array): boolean {
  if (peMachine(head) === undefined) return false;
  const at = new Reader(head.subarray(E_LFANEW)).u32Le('e_lfanew') + SUBSYSTEM;
  return at + 2 <= head.length && EFI_SUBSYSTEMS.includes(new Reader(head.subarray(at)).u16Le('Subsystem'));
}
