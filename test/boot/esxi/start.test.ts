import { describe, expect, it } from 'vitest';
import type { EsxiEntry, EsxiStartContext } from '../../../shared/boot/esxi/start.ts';
import {
  efiLoader,
  esxiEntry,
  esxiPxelinuxConfig,
  esxiStart,
  newestEfiLoader,
} from '../../../shared/boot/esxi/start.ts';
import { bootScript } from '../../../shared/boot/ipxe-script.ts';
import type { Image } from '../../../shared/model/image.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import { esxi4Image, esxiImage } from '../image-samples.ts';

const mac = '52:54:00:ab:cd:ef' as Mac;
const http = 'http://10.77.0.1';
const esxi = esxiImage();
const context = (more: Partial<EsxiStartContext> = {}): EsxiStartContext => ({
  mac,
  http,
  images: [esxi],
  has: () => false,
  ...more,
});
const entryOf = (image: Image, platform: 'efi' | 'bios'): EsxiEntry =>
  esxiEntry(image, platform) as EsxiEntry;
const start = (image: Image, platform: 'efi' | 'bios', more: Partial<EsxiStartContext> = {}) =>
  esxiStart(entryOf(image, platform), image, context({ images: [image], ...more }));

describe('ESXi on UEFI', () => {
  it('starts by its own loader, which is told where its boot.cfg is and which card it came by', () => {
    expect(start(esxi, 'efi')).toEqual({
      lines: [
        `chain ${http}/i/esxi/EFI/BOOT/BOOTX64.EFI -c ${http}/m/52-54-00-ab-cd-ef/boot.cfg BOOTIF=01-52-54-00-ab-cd-ef || goto failed`,
      ],
      why: ['VMware ESXi 7.0 U3 UEFI', 'the loader on the image itself'],
    });
  });

  it('takes the newest loader in the library', () => {
    const newer = { ...esxiImage('8.0 U2'), id: 'esxi8', title: 'VMware ESXi 8.0 U2' };
    const started = start(esxi, 'efi', { images: [esxi, newer] });
    expect('lines' in started && started.lines[0]).toContain('chain http://10.77.0.1/i/esxi8/EFI/BOOT/');
    expect(efiLoader(esxi, [esxi, newer])).toMatchObject({ image: 'esxi8' });
    expect(newestEfiLoader([esxi, newer])).toMatchObject({ image: 'esxi8' });
    expect(newestEfiLoader([])).toBeUndefined();
  });

  it('of 5.5 waits and says what is missing, until a newer one is there', () => {
    const old = { ...esxiImage('5.5'), title: 'VMware ESXi 5.5' };
    const script = bootScript(
      { action: 'image', image: 'esxi', why: ['assigned'] },
      { mac, http, platform: 'efi', cpu: 'x86_64', image: old, images: [old] },
    );
    expect(script.does).toBe('wait');
    expect(script.why.join(' ')).toMatch(/only with the loader of ESXi 6.0 or newer/);
    const both = bootScript(
      { action: 'image', image: 'esxi', why: [] },
      {
        mac,
        http,
        platform: 'efi',
        cpu: 'x86_64',
        image: old,
        images: [old, { ...esxiImage('6.0'), id: 'six' }],
      },
    );
    expect(both.text).toContain('chain http://10.77.0.1/i/six/EFI/BOOT/BOOTX64.EFI -c ');
  });
});

describe('ESXi on BIOS', () => {
  it('waits without a way to its loader, and says where to get one', () => {
    const missing = start(esxi, 'bios');
    expect(missing).toMatchObject({ missing: expect.stringMatching(/SYSLINUX 3.86/) as string });
  });

  it('goes through PXELINUX, which is told its configuration', () => {
    const has = (name: string): boolean => name === 'pxelinux.0';
    expect(start(esxi, 'bios', { has })).toMatchObject({
      lines: [
        `set 209:string ${http}/m/52-54-00-ab-cd-ef/pxelinux.cfg`,
        `set 210:string ${http}/i/esxi/`,
        `chain ${http}/fw/pxelinux.0 || goto failed`,
      ],
    });
    const config = esxiPxelinuxConfig(entryOf(esxi, 'bios'), esxi, context());
    expect(config).toBe(
      `DEFAULT esxi\nLABEL esxi\n  COM32 ${http}/i/esxi/MBOOT.C32\n  APPEND -c ${http}/m/52-54-00-ab-cd-ef/boot.cfg BOOTIF=01-52-54-00-ab-cd-ef\n`,
    );
  });

  it('is started by an iPXE that can, and sends another one there once', () => {
    expect(start(esxi, 'bios', { comboot: true })).toMatchObject({
      lines: [
        `kernel ${http}/i/esxi/MBOOT.C32 -c ${http}/m/52-54-00-ab-cd-ef/boot.cfg BOOTIF=01-52-54-00-ab-cd-ef || goto failed`,
        'boot || goto failed',
      ],
    });
    const has = (name: string): boolean => name === 'comboot.kpxe';
    expect(start(esxi, 'bios', { has, comboot: false })).toMatchObject({
      lines: [`chain ${http}/fw/comboot.kpxe || goto failed`],
      toComboot: true,
    });
    expect(start(esxi, 'bios', { has, comboot: false, sentToComboot: true })).toMatchObject({
      missing: expect.stringMatching(/does not say that it can start COM32/) as string,
    });
  });

  it('of 4.1 has everything on one line, in the order of its menu, with its kickstart', () => {
    const old = esxi4Image();
    const ks = `${http}/m/52-54-00-ab-cd-ef/ks.cfg`;
    const started = start(old, 'bios', { comboot: true, ks, extra: 'debug' });
    expect('lines' in started && started.lines[0]).toBe(
      `kernel ${http}/i/esxi4/mboot.c32 vmkboot.gz ks=${ks} debug BOOTIF=01-52-54-00-ab-cd-ef --- vmkernel.gz --- sys.vgz --- cim.vgz --- ienviron.vgz --- install.vgz || goto failed`,
    );
    const entry = { ...entryOf(old, 'bios') };
    delete (entry as { loader?: string }).loader;
    expect(esxiStart(entry, old, context())).toMatchObject({
      missing: expect.stringMatching(/mboot.c32 is not on/) as string,
    });
  });
});
