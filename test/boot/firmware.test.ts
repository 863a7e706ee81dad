import { describe, expect, it } from 'vitest';
import { readFirmware } from '../../shared/boot/firmware-content.ts';
import { FIRMWARE, loadersFor, misfit, missingLoaders, nameByContent } from '../../shared/boot/firmware.ts';
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

const slot = (name: string) => {
  const found = FIRMWARE.find((one) => one.name === name);
  if (!found) throw new Error(`no row ${name}`);
  return found;
};

describe('the table of boot firmware', () => {
  it('has every name once, and each name is its own first spelling', () => {
    expect(new Set(FIRMWARE.map((one) => one.name)).size).toBe(FIRMWARE.length);
    for (const { name, spellings } of FIRMWARE) expect(spellings[0]).toBe(name);
  });

  it("offers the firmware's own network driver first under UEFI", () => {
    expect(loadersFor('efi', 'x86_64')).toEqual(['snponly.efi', 'ipxe.efi']);
    expect(loadersFor('efi', 'arm64')).toEqual(['snponly-arm64.efi', 'ipxe-arm64.efi']);
    expect(loadersFor('bios', 'arm64')).toEqual([]);
  });

  it('says which machines lack a loader and what is used instead', () => {
    const have = ['ipxe.efi', 'undionly.kpxe', 'snponly-arm64.efi'];
    const missing = missingLoaders((name) => have.includes(name));
    expect(missing.slice(0, 2)).toEqual([
      { name: 'snponly.efi', platform: 'efi', cpu: 'x86_64', instead: 'ipxe.efi' },
      { name: 'snponly-i386.efi', platform: 'efi', cpu: 'i386' },
    ]);
    expect(missing.map((one) => one.cpu)).not.toContain('arm64');
  });
});

describe('the name a file is served under', () => {
  it.each([
    ['ipxe.efi', efiProgram(ARM64, sbat('ipxe.efi', '2.0.0')), 'ipxe-arm64.efi'],
    ['ipxe.efi', efiProgram(X64, sbat('snponly.efi', '2.0.0')), 'snponly.efi'],
    ['foo.efi', efiProgram(IA32, oldBanner('snp.efi', '1.0.0+')), 'snponly-i386.efi'],
    ['foo.efi', efiProgram(X64, oldBanner('ipxe.efi', '1.0.0+')), 'ipxe.efi'],
    ['foo.efi', efiProgram(0x0ebc, sbat('ipxe.efi', '2.0.0')), 'foo.efi'],
    ['grubx64.efi', efiProgram(X64), 'grubx64.efi'],
    ['undionly.kkpxe', pxeProgram(), 'undionly.kpxe'],
    ['undionly-1.21.1.kpxe', pxeProgram(), 'undionly.kpxe'],
    ['ipxe.kpxe', pxeProgram(), 'ipxe.pxe'],
    ['pxelinux.0', pxeProgram(), 'pxelinux.0'],
    ['IPXE.LKRN', linuxKernel(), 'ipxe.lkrn'],
    ['vmlinuz', linuxKernel(), 'vmlinuz'],
  ])('%s', (fileName, bytes, served) => {
    expect(nameByContent(fileName, readFirmware(bytes))).toBe(served);
  });
});

describe('a file that cannot be what its name promises', () => {
  it.each([
    ['ipxe.efi', efiProgram(ARM64), 'it is an EFI program for arm64, not x86_64'],
    ['ipxe.efi', pxeProgram(), 'it is no EFI program (a PXE program)'],
    ['undionly.kpxe', efiProgram(X64), 'it is no PXE program (an EFI program for x86_64)'],
    ['wimboot', new Uint8Array(600), 'it is no program a Linux loader could start (an unknown kind of file)'],
    ['ipxe.efi', efiProgram(X64), undefined],
    ['undionly.kpxe', pxeProgram(), undefined],
    ['ipxe.lkrn', linuxKernel(), undefined],
  ])('%s', (name, bytes, why) => {
    expect(misfit(slot(name), readFirmware(bytes))).toBe(why);
  });
});
