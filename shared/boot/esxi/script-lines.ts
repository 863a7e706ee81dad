/**
 * The iPXE lines that start ESXi's loader for one machine. `-c` with an absolute URL is understood by every loader from
 * 6.7 to 9.0 on every iPXE; where they look by themselves depends on both versions. BOOTIF is said because iPXE 2.0 and
 * newer hide the card's MAC from the loader; a second one is not added (mboot.c, ipappend_2).
 */
import type { Mac } from '../../wire/address.ts';
import { macDashes } from '../../wire/address.ts';
import { ipxeText } from '../ipxe-text.ts';
import type { BiosChain } from './bios-chain.ts';

/** URLs are absolute and percent-encoded. */
export interface MbootStart {
  readonly mac: Mac;
  /** bootx64.efi or mboot.c32. */
  readonly loader: string;
  /** This machine's boot.cfg. */
  readonly bootCfg: string;
}

/** ESXi 4 and older: the loader has its whole configuration on its command line. */
export interface MultibootStart {
  readonly mac: Mac;
  /** Paths in the image; all files lie in the loader's folder, and their names alone are said. */
  readonly kernel: string;
  /** Words for the kernel, `ks=` among them. */
  readonly args: string;
  /** In the order they are loaded. */
  readonly modules: readonly string[];
}

export interface BiosStart {
  readonly chain: Exclude<BiosChain, { missing: string }>;
  /** URL of mboot.c32. */
  readonly loader: string;
  /** Of `mbootArgs` or `multibootArgs`. */
  readonly args: string;
  /** URL of a boot firmware. */
  readonly firmware: (name: string) => string;
  /** URL of this machine's PXELINUX configuration, whose text is `pxelinuxConfig`. */
  readonly pxelinuxConfig: string;
}

/** `01-aa-bb-cc-dd-ee-ff`: hardware type Ethernet, as PXELINUX began to write it. */
export function bootifName(mac: Mac): string {
  return `01-${macDashes(mac)}`;
}

export function mbootArgs({ mac, bootCfg }: Pick<MbootStart, 'mac' | 'bootCfg'>): string {
  return `-c ${ipxeText(bootCfg)} BOOTIF=${bootifName(mac)}`;
}

/** `vmkboot.gz ks=… --- vmkernel.gz --- sys.vgz --- …`; the kernel's words end at the first dashes. */
export function multibootArgs({ mac, kernel, args, modules }: MultibootStart): string {
  const own = [nameOf(kernel), ...ipxeText(args).split(' '), `BOOTIF=${bootifName(mac)}`].filter(Boolean);
  return [own.join(' '), ...modules.map(nameOf)].join(' --- ');
}

/** UEFI: the loader is an EFI program. */
export function efiLines(start: MbootStart): string[] {
  return [`chain ${ipxeText(start.loader)} ${mbootArgs(start)} || goto failed`];
}

/**
 * BIOS. PXELINUX: option 209 is its configuration, 210 the folder names are relative to; it takes URLs for both when
 * iPXE started it, and then loads everything by iPXE's HTTP (run here: configuration, mboot.c32, kernel, modules). An
 * iPXE that starts COM32 modules itself looks for relative names beside the module.
 */
export function biosLines({ chain, loader, args, firmware, pxelinuxConfig: config }: BiosStart): string[] {
  if (chain.chain === 'pxelinux')
    return [
      `set 209:string ${ipxeText(config)}`,
      `set 210:string ${ipxeText(folderOf(loader))}`,
      `chain ${ipxeText(firmware(chain.file))} || goto failed`,
    ];
  // That iPXE does DHCP, lists COMBOOT and asks for its script anew.
  if (chain.file !== undefined) return [`chain ${ipxeText(firmware(chain.file))} || goto failed`];
  return [`kernel ${ipxeText(loader)} ${args} || goto failed`, 'boot || goto failed'];
}

/**
 * COM32 rather than KERNEL: plain ISO 9660 has MBOOT.C32, and what a file is shall not depend on the case of its name.
 * @param args of `mbootArgs` or `multibootArgs`
 */
export function pxelinuxConfig(loader: string, args: string): string {
  return `DEFAULT esxi\nLABEL esxi\n  COM32 ${ipxeText(loader)}\n  APPEND ${args}\n`;
}

function nameOf(path: string): string {
  return ipxeText(path.slice(path.lastIndexOf('/') + 1));
}

function folderOf(url: string): string {
  return url.slice(0, url.lastIndexOf('/') + 1);
}
