/**
 * Client system architecture (option 93) → what kind of firmware asks and by which transport it can load.
 * Numbers are the IANA registry "Processor Architecture Types" (RFC 5970 section 3.3 and later additions), NOT the table
 * printed in RFC 4578, which has 7 and 9 the other way round: in the field both mean x64 UEFI.
 */
import type { Cpu, Platform } from '../model/machine.ts';

export interface Arch {
  readonly platform: Platform | 'other';
  readonly cpu: Cpu;
  /** Loads by HTTP(S) URL instead of TFTP. */
  readonly http: boolean;
  readonly label: string;
}

const arch = (platform: Arch['platform'], cpu: Cpu, label: string, http = false): Arch => ({
  platform,
  cpu,
  http,
  label,
});

const ARCHITECTURES: Readonly<Record<number, Arch>> = {
  0: arch('bios', 'i386', 'x86 BIOS'),
  1: arch('other', 'other', 'NEC PC-98'),
  2: arch('efi', 'other', 'Itanium'),
  6: arch('efi', 'i386', 'x86 UEFI'),
  7: arch('efi', 'x86_64', 'x64 UEFI'),
  // Registry: EBC. Apple, Intel and many OEM ROMs send 9 for x64 (smee, pixiecore and dnsmasq all treat it so).
  9: arch('efi', 'x86_64', 'x64 UEFI'),
  10: arch('efi', 'arm32', 'ARM 32-bit UEFI'),
  11: arch('efi', 'arm64', 'ARM 64-bit UEFI'),
  15: arch('efi', 'i386', 'x86 UEFI HTTP', true),
  16: arch('efi', 'x86_64', 'x64 UEFI HTTP', true),
  17: arch('efi', 'x86_64', 'EBC UEFI HTTP', true),
  18: arch('efi', 'arm32', 'ARM 32-bit UEFI HTTP', true),
  19: arch('efi', 'arm64', 'ARM 64-bit UEFI HTTP', true),
  20: arch('bios', 'i386', 'x86 BIOS HTTP', true),
  21: arch('other', 'arm32', 'ARM U-Boot'),
  22: arch('other', 'arm64', 'ARM 64-bit U-Boot'),
  27: arch('efi', 'riscv64', 'RISC-V 64-bit UEFI'),
  28: arch('efi', 'riscv64', 'RISC-V 64-bit UEFI HTTP', true),
  39: arch('efi', 'loongarch64', 'LoongArch 64-bit UEFI'),
  40: arch('efi', 'loongarch64', 'LoongArch 64-bit UEFI HTTP', true),
  41: arch('other', 'arm64', 'Raspberry Pi boot'),
};

/** Unknown numbers are shown, never dropped (pixiecore #72 took 16 for something else and refused it). */
export function archOf(number: number): Arch {
  return ARCHITECTURES[number] ?? arch('other', 'other', `architecture ${number}`);
}
