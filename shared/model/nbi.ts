/**
 * An Apple NetBoot image, a folder `Name.nbi`: what its NBImageInfo.plist says. Keys and defaults are those of Apple's server
 * (NetBootImageInfo.h, nbimages.c); shared/boot/nb-image-info.ts reads it.
 */
import type { Ipv4, Mac } from '../wire/address.ts';

/** How macOS gets its disk image; `BootFileOnly` has none: an EFI program that boots something else. */
export type NbiType = 'NFS' | 'HTTP' | 'BootFileOnly';

export interface NbImageInfo {
  /** In the boot picker. */
  readonly name: string;
  /** Lower half of the image id, 1 to 65535. */
  readonly index: number;
  /** IMAGE_KIND, or a number up to 127. */
  readonly kind: number;
  readonly install: boolean;
  readonly type: NbiType;
  /** Name of the booter in each architecture's folder. */
  readonly bootFile: string;
  /** Absent for BootFileOnly. */
  readonly rootPath?: NbiRootPath;
  readonly enabled: boolean;
  readonly isDefault: boolean;
  /** Shown only to a Mac that asks for this kind of image. */
  readonly filterOnly: boolean;
  /** `ppc`, `i386`. */
  readonly architectures: readonly string[];
  /** Model identifiers; empty: every model. */
  readonly enabledModels: readonly string[];
  /** Not one of Apple's keys: its server ignores it, and imaging tools fill it with every model there is. */
  readonly disabledModels: readonly string[];
  /** Empty: every Mac. */
  readonly enabledMacs: readonly Mac[];
  readonly disabledMacs: readonly Mac[];
}

/** Where macOS finds the disk image. */
export type NbiRootPath =
  /** A file in the NBI's folder. */
  | { readonly in: 'folder'; readonly path: string }
  /** An export of an outside NFS server, and a disk image in it unless the export is the root itself. */
  | { readonly in: 'nfs'; readonly server: Ipv4; readonly export: string; readonly image?: string }
  /** A URL of an outside server: `http://[user:password@]address[:port]/path`. */
  | { readonly in: 'http'; readonly url: string };

/** What the library keeps of an NBI. */
export interface NbiContents {
  readonly info: NbImageInfo;
  /** Files that firmware, booter and macOS fetch, by their path in the folder: booters, kernels, the disk image. */
  readonly files: readonly string[];
}
