import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFirmware } from '../../shared/boot/firmware-content.ts';
import {
  ARM64,
  IA32,
  X64,
  efiProgram,
  linuxKernel,
  oldBanner,
  pxeProgram,
  sbat,
} from '../services/firmware-samples.ts';

describe('what a boot program is', () => {
  it.each([
    ['x64', X64, 'x86_64'],
    ['ia32', IA32, 'i386'],
    ['arm64', ARM64, 'arm64'],
    ['thumb', 0x01c2, 'arm32'],
    ['risc-v', 0x5064, 'riscv64'],
    ['loongarch', 0x6264, 'loongarch64'],
    ['EBC, which no loader of ours is', 0x0ebc, 'other'],
  ])('PE machine %s', (_, machine, cpu) => {
    expect(readFirmware(efiProgram(machine))).toEqual({ efi: cpu, nbp: false, linux: false, ipxe: false });
  });

  it('reads name and version of iPXE 2.0 from its SBAT line', () => {
    expect(readFirmware(efiProgram(ARM64, sbat('snponly.efi', '2.0.0 (g12798)')))).toEqual({
      efi: 'arm64',
      nbp: false,
      linux: false,
      ipxe: true,
      buildName: 'snponly.efi',
      version: 'iPXE 2.0.0 (g12798)',
    });
  });

  it('reads name and version of older iPXE from its strings', () => {
    expect(readFirmware(efiProgram(X64, oldBanner('ipxe.efi', '1.21.1+ (g4e456)')))).toMatchObject({
      ipxe: true,
      buildName: 'ipxe.efi',
      version: 'iPXE 1.21.1+ (g4e456)',
    });
  });

  it('knows PXE programs and kernels', () => {
    expect(readFirmware(pxeProgram())).toEqual({ nbp: true, linux: false, ipxe: false });
    expect(readFirmware(linuxKernel())).toEqual({ nbp: false, linux: true, ipxe: false });
  });

  it('knows GRUB for network boot: an EFI program with its version in it, and core.0', () => {
    const banner = '\0GNU GRUB  version %s\x002.06-13+deb12u2\0';
    expect(readFirmware(efiProgram(X64, banner))).toMatchObject({
      ...{ efi: 'x86_64', ipxe: false, version: 'GRUB 2.06-13+deb12u2' },
    });
    // pxeboot.img of GRUB 2.06, its first bytes.
    expect(readFirmware(Uint8Array.of(0xb2, 0x7f, 0xea, 0x00, 0x82, 0x00, 0x00))).toMatchObject({
      nbp: true,
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['one byte', Uint8Array.of(0x4d)],
    ['a DOS program without PE header', new Uint8Array([0x4d, 0x5a, ...new Array<number>(100).fill(0)])],
    ['a PE header beyond the end', efiProgram(X64).subarray(0, 0x82)],
    [
      'a PE offset near 4 GiB',
      Uint8Array.from({ length: 64 }, (_, i) => (i === 0 ? 0x4d : i === 1 ? 0x5a : i >= 0x3c ? 0xff : 0)),
    ],
    ['text', Buffer.from('#!ipxe\nshell\n')],
  ])('takes %s for nothing bootable', (_, bytes) => {
    expect(readFirmware(bytes)).toEqual({ nbp: false, linux: false, ipxe: false });
  });

  it.skipIf(!existsSync('/usr/lib/ipxe/snponly.efi'))(
    "knows the system's own iPXE (skipped without the package ipxe)",
    () => {
      const real = readFirmware(readFileSync('/usr/lib/ipxe/snponly.efi'));
      expect(real).toMatchObject({ efi: 'x86_64', nbp: false, linux: false, ipxe: true });
      expect(real.version).toMatch(/^iPXE \d+\.\d+\.\d+/);
      expect(readFirmware(readFileSync('/usr/lib/ipxe/undionly.kpxe')).nbp).toBe(true);
    },
  );
});
