import { describe, expect, it } from 'vitest';
import { biosChain, COMBOOT_NAME, PXELINUX_NAME } from '../../../shared/boot/esxi/bios-chain.ts';
import type { BiosStart } from '../../../shared/boot/esxi/script-lines.ts';
import {
  biosLines,
  bootifName,
  efiLines,
  mbootArgs,
  multibootArgs,
  pxelinuxConfig,
} from '../../../shared/boot/esxi/script-lines.ts';
import type { Mac } from '../../../shared/wire/address.ts';

const mac = '52:54:00:ab:cd:ef' as Mac;
const HTTP = 'http://10.77.0.1:8080';
const IMAGE = `${HTTP}/i/esxi`;
const start = {
  mac,
  loader: `${IMAGE}/efi/boot/bootx64.efi`,
  bootCfg: `${HTTP}/m/52-54-00-ab-cd-ef/boot.cfg`,
};
const MODULES = ['/vmkernel.gz', '/sys.vgz', '/cim.vgz', '/ienviron.vgz', '/install.vgz'];

const chainWith = (has: readonly string[], comboot?: boolean) =>
  biosChain({ has: (name) => has.includes(name), ...(comboot !== undefined && { comboot }) });

function lines(chain: ReturnType<typeof biosChain>, changes: Partial<BiosStart> = {}): string[] {
  if ('missing' in chain) throw new Error(chain.missing);
  return biosLines({
    chain,
    loader: `${IMAGE}/mboot.c32`,
    args: mbootArgs(start),
    firmware: (name) => `${HTTP}/fw/${name}`,
    pxelinuxConfig: `${HTTP}/m/52-54-00-ab-cd-ef/pxelinux.cfg`,
    ...changes,
  });
}

describe('UEFI', () => {
  it('names this machine’s boot.cfg and its card', () => {
    expect(efiLines(start)).toEqual([
      `chain ${IMAGE}/efi/boot/bootx64.efi -c ${HTTP}/m/52-54-00-ab-cd-ef/boot.cfg BOOTIF=01-52-54-00-ab-cd-ef || goto failed`,
    ]);
    expect(bootifName(mac)).toBe('01-52-54-00-ab-cd-ef');
  });

  it('lets no value begin a command or be expanded', () => {
    const evil = efiLines({ ...start, bootCfg: 'http://s/${net0/mac}\nshell' });
    expect(evil).toHaveLength(1);
    expect(evil[0]).not.toMatch(/\n|\$\{/);
  });
});

describe('the way to mboot.c32 on BIOS', () => {
  it('is PXELINUX where it is at hand, else an iPXE with COMBOOT', () => {
    expect(chainWith([PXELINUX_NAME, COMBOOT_NAME], true)).toEqual({ chain: 'pxelinux', file: 'pxelinux.0' });
    expect(chainWith([COMBOOT_NAME], true)).toEqual({ chain: 'ipxe-comboot' });
    expect(chainWith([COMBOOT_NAME], false)).toEqual({ chain: 'ipxe-comboot', file: 'comboot.kpxe' });
    expect(chainWith([], true)).toEqual({ chain: 'ipxe-comboot' });
  });

  it('is missing otherwise, and it is said where to get it', () => {
    expect(chainWith(['undionly.kpxe', 'ipxe.pxe'])).toEqual({
      missing: 'ESXi boots BIOS machines through pxelinux.0 of SYSLINUX 3.86, which is not at hand.',
      hint: expect.stringMatching(/kernel\.org.*syslinux|syslinux-3\.86\.tar\.gz/),
    });
  });

  it('through PXELINUX: its configuration and the folder of names by options 209 and 210', () => {
    expect(lines(chainWith([PXELINUX_NAME]))).toEqual([
      `set 209:string ${HTTP}/m/52-54-00-ab-cd-ef/pxelinux.cfg`,
      `set 210:string ${IMAGE}/`,
      `chain ${HTTP}/fw/pxelinux.0 || goto failed`,
    ]);
    expect(pxelinuxConfig(`${IMAGE}/MBOOT.C32`, mbootArgs(start))).toBe(
      `DEFAULT esxi\nLABEL esxi\n  COM32 ${IMAGE}/MBOOT.C32\n  APPEND -c ${start.bootCfg} BOOTIF=01-52-54-00-ab-cd-ef\n`,
    );
  });

  it('through an iPXE with COMBOOT: as a kernel, or by that iPXE first', () => {
    expect(lines(chainWith([], true))).toEqual([
      `kernel ${IMAGE}/mboot.c32 -c ${start.bootCfg} BOOTIF=01-52-54-00-ab-cd-ef || goto failed`,
      'boot || goto failed',
    ]);
    expect(lines(chainWith([COMBOOT_NAME]))).toEqual([`chain ${HTTP}/fw/comboot.kpxe || goto failed`]);
  });
});

describe('ESXi 4', () => {
  it('has everything on its command line, in order', () => {
    expect(
      multibootArgs({ mac, kernel: '/vmkboot.gz', args: ` ks=${HTTP}/m/x/ks.cfg `, modules: MODULES }),
    ).toBe(
      `vmkboot.gz ks=${HTTP}/m/x/ks.cfg BOOTIF=01-52-54-00-ab-cd-ef --- vmkernel.gz --- sys.vgz --- cim.vgz --- ienviron.vgz --- install.vgz`,
    );
    expect(multibootArgs({ mac, kernel: '/esxi/vmkernel.gz', args: '', modules: ['/esxi/binmod.tgz'] })).toBe(
      'vmkernel.gz BOOTIF=01-52-54-00-ab-cd-ef --- binmod.tgz',
    );
  });

  it('takes no line break, whatever the kernel is told', () => {
    const config = pxelinuxConfig(
      `${IMAGE}/mboot.c32`,
      multibootArgs({ mac, kernel: 'vmkboot.gz', args: 'a\r\nLOCALBOOT 0x80', modules: [] }),
    );
    expect(config).not.toContain('\r');
    expect(config.split('\n')).toHaveLength(5);
  });
});
