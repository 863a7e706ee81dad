/**
 * Boot firmware by the names it is served under (`/fw/NAME`, and the bare NAME by TFTP), best first for each kind of
 * machine, with the places where distributions and the official release keep the same program.
 */
import type { Cpu, Platform } from '../model/machine.ts';
import { COMBOOT_NAME, PXELINUX_NAME } from './esxi/bios-chain.ts';
import type { FirmwareContent } from './firmware-content.ts';

/**
 * What a file must be to be handed out under a name: an EFI program, a PXE program (NBP), a Linux-style kernel, or the one
 * version of PXELINUX that ESXi's loader works with.
 */
export type FirmwareFormat = 'efi' | 'nbp' | 'linux' | 'pxelinux-3.86';

export interface FirmwareSlot {
  readonly name: string;
  /** Loaders are named in DHCP replies; tools are fetched later, by a script. */
  readonly role: 'loader' | 'tool';
  readonly platform: Platform;
  readonly cpu: Cpu;
  readonly format: FirmwareFormat;
  /** Paths under a firmware folder (/usr/lib/ipxe, /usr/share/ipxe, a release archive), looked for in this order. */
  readonly spellings: readonly string[];
}

function slot(
  role: FirmwareSlot['role'],
  platform: Platform,
  cpu: Cpu,
  format: FirmwareFormat,
  name: string,
  ...elsewhere: string[]
): FirmwareSlot {
  return { name, role, platform, cpu, format, spellings: [name, ...elsewhere] };
}

/**
 * Rows of one platform and CPU stand in the order they are offered. snponly.efi drives the card through the firmware's
 * own driver, the safe choice on Dell and HP; ipxe.efi brings drivers of its own. undionly.kpxe keeps the PXE ROM's.
 * Spellings: Debian and Ubuntu `ipxe`, Fedora and RHEL `ipxe-bootimgs-x86`/`-aarch64`, openSUSE `ipxe-bootimgs`, and
 * `ipxeboot.tar.gz` of the official release. That archive's own undionly.kpxe and ipxe.pxe at the top are links to the
 * 64-bit builds, which do not start on a 32-bit CPU: ours are the ones under i386/, which start on both.
 */
export const FIRMWARE: readonly FirmwareSlot[] = [
  slot('loader', 'bios', 'i386', 'nbp', 'undionly.kpxe', 'i386/undionly.kpxe'),
  slot('loader', 'bios', 'i386', 'nbp', 'ipxe.pxe', 'i386/ipxe.pxe'),
  slot(
    'loader',
    'efi',
    'x86_64',
    'efi',
    'snponly.efi',
    'x86_64/snponly.efi',
    'ipxe-snponly-x86_64.efi',
    'snp-x86_64.efi',
    'snponly-x86_64.efi',
  ),
  slot('loader', 'efi', 'x86_64', 'efi', 'ipxe.efi', 'x86_64/ipxe.efi', 'ipxe-x86_64.efi'),
  slot(
    'loader',
    'efi',
    'i386',
    'efi',
    'snponly-i386.efi',
    'i386/snponly.efi',
    'ipxe-snponly-i386.efi',
    'snp-i386.efi',
  ),
  slot('loader', 'efi', 'i386', 'efi', 'ipxe-i386.efi', 'i386/ipxe.efi'),
  slot(
    'loader',
    'efi',
    'arm64',
    'efi',
    'snponly-arm64.efi',
    'arm64/snponly.efi',
    'arm64-efi/snponly.efi',
    'snp-arm64.efi',
  ),
  slot('loader', 'efi', 'arm64', 'efi', 'ipxe-arm64.efi', 'arm64/ipxe.efi', 'arm64-efi/ipxe.efi'),
  slot('loader', 'efi', 'arm32', 'efi', 'snponly-arm32.efi', 'arm32/snponly.efi'),
  slot('loader', 'efi', 'arm32', 'efi', 'ipxe-arm32.efi', 'arm32/ipxe.efi'),
  slot('loader', 'efi', 'riscv64', 'efi', 'snponly-riscv64.efi', 'riscv64/snponly.efi'),
  slot('loader', 'efi', 'riscv64', 'efi', 'ipxe-riscv64.efi', 'riscv64/ipxe.efi'),
  slot('loader', 'efi', 'loongarch64', 'efi', 'snponly-loong64.efi', 'loong64/snponly.efi'),
  slot('loader', 'efi', 'loongarch64', 'efi', 'ipxe-loong64.efi', 'loong64/ipxe.efi'),
  slot('tool', 'bios', 'i386', 'pxelinux-3.86', PXELINUX_NAME),
  slot('tool', 'bios', 'i386', 'nbp', COMBOOT_NAME),
  slot('tool', 'bios', 'i386', 'linux', 'ipxe.lkrn'),
  slot('tool', 'efi', 'x86_64', 'linux', 'wimboot'),
  slot('tool', 'efi', 'i386', 'linux', 'wimboot.i386'),
];

/** Names of loaders for a kind of machine, best first; empty where we know none. */
export function loadersFor(platform: Platform | undefined, cpu: Cpu | undefined): readonly string[] {
  return FIRMWARE.filter((one) => one.role === 'loader' && one.platform === platform && one.cpu === cpu).map(
    (one) => one.name,
  );
}

/** Why this file cannot be what the name promises; undefined when it can. */
export function misfit(wanted: FirmwareSlot, content: FirmwareContent): string | undefined {
  switch (wanted.format) {
    case 'efi':
      if (content.efi === undefined) return `it is no EFI program (${describeContent(content)})`;
      return content.efi === wanted.cpu
        ? undefined
        : `it is an EFI program for ${content.efi}, not ${wanted.cpu}`;
    case 'nbp':
      return content.nbp ? undefined : `it is no PXE program (${describeContent(content)})`;
    case 'pxelinux-3.86':
      if (content.pxelinux === undefined) return `it is no PXELINUX (${describeContent(content)})`;
      return content.pxelinux === '3.86'
        ? undefined
        : `it is PXELINUX ${content.pxelinux}, and ESXi's loader works with 3.86 only`;
    case 'linux':
      return content.linux
        ? undefined
        : `it is no program a Linux loader could start (${describeContent(content)})`;
  }
}

export function describeContent(content: FirmwareContent): string {
  if (content.linux) return 'a Linux-style kernel';
  if (content.efi !== undefined) return `an EFI program for ${content.efi}`;
  return content.nbp ? 'a PXE program' : 'an unknown kind of file';
}

/**
 * The name a file is served under: what it is decides, not what it is called. An arm64 program called ipxe.efi becomes
 * ipxe-arm64.efi; a program that is not iPXE keeps its own name.
 */
export function nameByContent(fileName: string, content: FirmwareContent): string {
  if (content.pxelinux !== undefined) return PXELINUX_NAME;
  const called = (content.buildName ?? fileName).toLowerCase();
  if (content.efi !== undefined && !content.linux && content.ipxe) {
    const names = loadersFor('efi', content.efi);
    return names.find((name) => name.startsWith('snponly') === called.startsWith('snp')) ?? fileName;
  }
  if (content.nbp && /undionly.*\.k{0,2}pxe$/.test(called)) return 'undionly.kpxe';
  if (content.nbp && /^ipxe.*\.k{0,2}pxe$/.test(called)) return 'ipxe.pxe';
  if (content.linux && /^ipxe.*\.lkrn$/.test(called)) return 'ipxe.lkrn';
  return fileName;
}

export interface MissingLoaders {
  /** The loader that would be offered first. */
  readonly name: string;
  readonly platform: Platform;
  readonly cpu: Cpu;
  /** The loader that is offered instead, when one is at hand. */
  readonly instead?: string;
}

/** Kinds of machines whose best loader is not at hand, in the table's order. */
export function missingLoaders(has: (name: string) => boolean): readonly MissingLoaders[] {
  const missing: MissingLoaders[] = [];
  for (const { name, platform, cpu, role } of FIRMWARE) {
    const names = loadersFor(platform, cpu);
    if (role !== 'loader' || names[0] !== name || has(name)) continue;
    const instead = names.find(has);
    missing.push({ name, platform, cpu, ...(instead !== undefined && { instead }) });
  }
  return missing;
}
