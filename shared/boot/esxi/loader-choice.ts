/**
 * Which image's mboot.efi starts an ESXi image on UEFI: the newest of all. VMware keeps newer loaders able to start
 * older versions, not the other way round (vmware/esx-boot, README), and those of ESXi 5 lack what netbooting needs:
 * network boot on UEFI began with 6.0, and 5.5 was seen to work with a loader of 6.0 or newer (seed 000).
 */
import type { Cpu } from '../../model/machine.ts';
import type { EsxiVersion } from './version.ts';
import { compareEsxiVersions, formatEsxiVersion } from './version.ts';

/** An image that has a loader for UEFI. */
export interface LoaderOffer {
  readonly image: string;
  readonly title: string;
  readonly cpu: Cpu;
  readonly version?: EsxiVersion;
  /** Path of bootx64.efi in that image. */
  readonly loader: string;
}

export type LoaderChoice =
  | { readonly image: string; readonly loader: string; readonly why: string }
  | { readonly missing: string; readonly hint: string };

const FIRST_FOR_NETWORK: EsxiVersion = { major: 6, minor: 0, update: 0 };

/** @param offers of all images, the wanted one's own among them */
export function chooseEsxiLoader(wanted: LoaderOffer, offers: readonly LoaderOffer[]): LoaderChoice {
  // What tells no version is its own image's last resort, and nobody else's.
  const fitting = offers.filter((one) => one.cpu === wanted.cpu && one.version !== undefined);
  const [newest] = [wanted, ...fitting].toSorted((a, b) => compareVersions(b.version, a.version));
  const isTooOld =
    newest?.version !== undefined && compareEsxiVersions(newest.version, FIRST_FOR_NETWORK) < 0;
  if (newest?.version === undefined || (isTooOld && wanted.version === undefined))
    return { image: wanted.image, loader: wanted.loader, why: 'the loader on the image itself' };
  if (isTooOld)
    return {
      missing: `${wanted.title} boots over the network on UEFI only with the loader of ESXi 6.0 or newer, and no such image is here.`,
      hint: 'Drop the ISO of any newer ESXi: its loader starts this one. Or switch the machine to BIOS boot.',
    };
  const own = compareVersions(newest.version, wanted.version) === 0;
  if (own) return { image: wanted.image, loader: wanted.loader, why: 'the loader on the image itself' };
  return {
    image: newest.image,
    loader: newest.loader,
    why: `the loader of ESXi ${formatEsxiVersion(newest.version)} (${newest.title}), the newest here: it starts older versions`,
  };
}

/** Unknown is older than everything. */
function compareVersions(a: EsxiVersion | undefined, b: EsxiVersion | undefined): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  return compareEsxiVersions(a, b);
}
