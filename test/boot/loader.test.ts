import { describe, expect, it } from 'vitest';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import { chooseLoader } from '../../shared/boot/loader.ts';
import type { BootPlan } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';

const mac = '52:54:00:00:00:01' as Mac;
const wait: BootPlan = { action: 'wait', why: ['unknown'] };
const all = { http: 'http://10.77.0.1:8080', has: () => true };
const pxe = (arch?: number): ClientIdentity => ({ mac, kind: 'pxe', ...(arch !== undefined && { arch }) });

describe('chooseLoader', () => {
  it.each([
    [0, 'undionly.kpxe'],
    [undefined, 'undionly.kpxe'],
    [6, 'snponly-i386.efi'],
    [7, 'snponly.efi'],
    [9, 'snponly.efi'],
    [11, 'snponly-arm64.efi'],
  ])('firmware of architecture %s loads %s by TFTP', (arch, file) => {
    expect(chooseLoader(pxe(arch), wait, all)).toMatchObject({ file, vendorClass: 'PXEClient', pxe: true });
  });

  it.each([
    [15, 'snponly-i386.efi'],
    [16, 'snponly.efi'],
    [19, 'snponly-arm64.efi'],
    [20, 'undionly.kpxe'],
  ])('UEFI HTTP boot of architecture %s gets a URL', (arch, file) => {
    const answer = chooseLoader({ mac, kind: 'http', arch }, wait, all);
    expect(answer).toMatchObject({ url: `http://10.77.0.1:8080/fw/${file}`, vendorClass: 'HTTPClient' });
    expect(answer?.file).toBeUndefined();
  });

  it('gives iPXE its script by HTTP, and an iPXE without HTTP our own loader', () => {
    expect(chooseLoader({ mac, kind: 'ipxe', arch: 7 }, wait, all)).toMatchObject({
      url: 'http://10.77.0.1:8080/m/52-54-00-00-00-01/boot.ipxe',
    });
    expect(chooseLoader({ mac, kind: 'ipxe', arch: 0, ipxeHttp: false }, wait, all)).toMatchObject({
      file: 'undionly.kpxe',
    });
  });

  it('offers no file for the own disk, to installers and to plain clients', () => {
    expect(chooseLoader(pxe(0), { action: 'local', why: ['done'] }, all)?.file).toBeUndefined();
    expect(chooseLoader(pxe(7), { action: 'local', why: ['done'] }, all)?.file).toBe('snponly.efi');
    expect(chooseLoader({ mac, kind: 'installer' }, wait, all)).toBeUndefined();
    expect(chooseLoader({ mac, kind: 'plain' }, wait, all)).toBeUndefined();
  });

  it('falls back, prefers what was chosen by hand, and says what is missing', () => {
    const only = (name: string) => ({ ...all, has: (one: string) => one === name });
    expect(chooseLoader(pxe(7), wait, only('ipxe.efi'))?.file).toBe('ipxe.efi');
    expect(chooseLoader(pxe(7), wait, { ...all, preferred: 'ipxe.efi' })?.file).toBe('ipxe.efi');
    const none = chooseLoader(pxe(11), wait, only('undionly.kpxe'));
    expect(none?.file).toBeUndefined();
    expect(none?.why.at(-1)).toBe('ARM 64-bit UEFI: snponly-arm64.efi or ipxe-arm64.efi is not at hand');
    expect(chooseLoader(pxe(33), wait, all)?.why.at(-1)).toBe('architecture 33: we know no loader for it');
  });
});
