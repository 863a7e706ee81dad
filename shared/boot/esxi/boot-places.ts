/**
 * The places where ESXi's loaders look for boot.cfg when nobody told them: the folder of the machine's MAC, then without
 * it, in the root of the server or beside the loader; which of them depends on the versions of loader and iPXE (facts,
 * esxi-loader.md). TFTP names come without a leading slash.
 */
import type { Mac } from '../../wire/address.ts';
import { parseMac } from '../../wire/address.ts';
import { imagePath } from '../boot-path.ts';

export interface BootCfgPlace {
  /** Of the folder it is in; absent: the one who asks is known by its address only. */
  readonly mac?: Mac;
  /** Where the loader takes itself to be, with a leading slash and none at the end; empty: the root. */
  readonly dir: string;
}

export const BOOT_CFG_NAME = 'boot.cfg';

/** Hardware type Ethernet and the MAC, in whatever case. */
const MAC_FOLDER = /^01(-[0-9a-f]{2}){6}$/i;

/** Undefined: not a place of boot.cfg. */
export function bootCfgPlace(asked: string): BootCfgPlace | undefined {
  const segments = asked
    .replaceAll('\\', '/')
    .split('/')
    .filter((one) => one !== '' && one !== '.');
  if (segments.includes('..') || asked.includes('\0')) return undefined;
  if (segments.pop()?.toLowerCase() !== BOOT_CFG_NAME) return undefined;
  const folder = segments.at(-1);
  const mac = folder !== undefined && MAC_FOLDER.test(folder) ? parseMac(folder) : undefined;
  if (mac) segments.pop();
  return { ...(mac && { mac }), dir: segments.map((one) => `/${one}`).join('') };
}

/**
 * `prefix` for one image. A loader that came by TFTP from the firmware speaks nothing else: it gets a path, and asks
 * for it by TFTP. @param http `http://10.77.0.1`, without a slash at the end
 */
export function bootCfgPrefix(image: string, http: string | undefined): string {
  return `${http ?? ''}${imagePath(image, '')}`.replace(/\/$/, '');
}
