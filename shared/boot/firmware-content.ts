/** What a boot program is, read from its bytes: file names of boot loaders say little and are often wrong. */
import type { Cpu } from '../model/machine.ts';
import { latin1Text } from '../wire/bytes.ts';
import { decodeBzImage } from '../wire/bzimage.ts';
import { peMachine } from '../wire/pe.ts';

export interface FirmwareContent {
  /** CPU of an EFI program (PE/COFF). */
  readonly efi?: Cpu;
  /** A PXE network bootstrap program: 16-bit code entered at 0:7c00 (PXE 2.1 section 4.4.5). */
  readonly nbp: boolean;
  /** A Linux-style kernel (boot protocol header); wimboot is one and an EFI program at once. */
  readonly linux: boolean;
  readonly ipxe: boolean;
  /** The make target iPXE was built as, "snponly.efi". */
  readonly buildName?: string;
  /** PXELINUX says its version in plain text: "3.86". */
  readonly pxelinux?: string;
  /** "iPXE 1.21.1", "GRUB 2.06-13+deb12u2". */
  readonly version?: string;
}

/** Never throws: what cannot be read is not there. `bytes` may be the beginning of a larger file. */
export function readFirmware(bytes: Uint8Array): FirmwareContent {
  const efi = peMachine(bytes);
  return {
    ...(efi !== undefined && { efi }),
    nbp: isNbp(bytes),
    linux: decodeBzImage(bytes) !== undefined,
    ...programText(latin1Text(bytes)),
  };
}

/**
 * A far jump: iPXE and PXELINUX 4 and newer to 07c0:offset, PXELINUX 3 to 0000:7c05, which is the same place. iPXE 2.0
 * adds a magic number at offset 6, older ones have nothing else to know them by. GRUB (core.0) puts the number of a drive that
 * there is not into DL before.
 */
function isNbp(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xb2 && bytes[1] === 0x7f && bytes[2] === 0xea) return true;
  if (bytes[0] !== 0xea) return false;
  const segment = (bytes[3] ?? 0) | ((bytes[4] ?? 0) << 8);
  return segment === 0x07c0 || (segment === 0 && bytes[2] === 0x7c);
}

function programText(text: string): Pick<FirmwareContent, 'ipxe' | 'buildName' | 'version' | 'pxelinux'> {
  const pxelinux = /PXELINUX (\d+\.\d+)/.exec(text)?.[1];
  return pxelinux === undefined ? ipxeText(text) : { ipxe: false, pxelinux, version: `PXELINUX ${pxelinux}` };
}

/**
 * iPXE's EFI programs are not compressed: newer ones carry an SBAT line with build name and version, older ones the
 * banner and, as separate strings, build name and version. BIOS builds are compressed and tell nothing.
 */
function ipxeText(text: string): Pick<FirmwareContent, 'ipxe' | 'buildName' | 'version'> {
  const sbat = /\nipxe,\d+,iPXE,([^,\n]*),([^,\n]*),https:\/\/ipxe\.org/.exec(text);
  if (sbat?.[1] !== undefined && sbat[2] !== undefined)
    return { ipxe: true, buildName: sbat[1], version: `iPXE ${sbat[2]}` };
  if (!text.includes('Open Source Network Boot Firmware')) return { ipxe: false, ...grubVersion(text) };
  const buildName = /\0((?:ipxe|snponly|snp)[\w.-]*\.efi)\0/.exec(text)?.[1];
  const version = /\0(\d+\.\d+\.\d+[^\0\n]{0,60})\0/.exec(text)?.[1];
  return {
    ipxe: true,
    ...(buildName !== undefined && { buildName }),
    ...(version !== undefined && { version: `iPXE ${version}` }),
  };
}

/** Uncompressed in EFI programs: the banner, and its version among the strings after it. */
function grubVersion(text: string): { readonly version?: string } {
  const version = /\0GNU GRUB  version %s\0([\w.+~:-]{1,60})\0/.exec(text)?.[1];
  return version === undefined ? {} : { version: `GRUB ${version}` };
}
