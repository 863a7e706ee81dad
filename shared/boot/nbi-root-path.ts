/** Where macOS finds the disk image of an NBI: the forms of RootPath in its plist, and of DHCP's root path option. */
import type { NbiRootPath } from '../model/nbi.ts';
import type { Ipv4 } from '../wire/address.ts';
import { parseIpv4 } from '../wire/address.ts';
import { imagePath } from './boot-path.ts';

/**
 * `NetInstall.dmg`; `10.0.0.5:/Library/NetBoot:Big/Big.dmg` with colons inside escaped as `\:`; `http://10.0.0.5/Big.dmg`.
 * Servers by address only: Apple's server resolves names, Apple's firmware does not.
 */
export function parseRootPath(text: string): NbiRootPath | { readonly why: string } {
  if (/^http:\/\//i.test(text)) return parseHttp(text);
  const [server, mount, image, ...more] = splitAtColons(text);
  if (mount === undefined) return parseInside(text);
  const address = parseIpv4(server ?? '');
  if (address === undefined) return { why: `"${server}" is no IPv4 address` };
  if (mount === '' || more.length > 0) return { why: 'it is not server:export or server:export:image' };
  return { in: 'nfs', server: address, export: mount, ...(image !== undefined && { image }) };
}

function parseHttp(url: string): NbiRootPath | { readonly why: string } {
  const match = /^http:\/\/(?:[^/:@]+:[^/@]*@)?([^/:@]+)(?::\d{1,5})?\/[!-~]+$/i.exec(url);
  if (match === null) return { why: 'it is not http://address/path with everything else %-escaped' };
  return parseIpv4(match[1] as string) ? { in: 'http', url } : { why: `"${match[1]}" is no IPv4 address` };
}

function parseInside(text: string): NbiRootPath | { readonly why: string } {
  const path = text.replace(/^(\.\/)+/, '');
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..') || path.includes('\0')) {
    return { why: 'it leads out of the image' };
  }
  return { in: 'folder', path };
}

/** At colons that no backslash precedes; the backslashes before the others are taken away. */
function splitAtColons(text: string): string[] {
  return text.split(/(?<!\\):/).map((part) => part.replaceAll('\\:', ':'));
}

export interface RootPathServer {
  /** `http://10.77.0.1` or with a port; no slash at the end. */
  readonly http: string;
  /** Id of the image in the library. */
  readonly image: string;
  /** An outside NFS server that exports the folder which holds `folder`; absent: macOS gets the image by HTTP. */
  readonly nfs?: { readonly server: Ipv4; readonly export: string; readonly folder: string };
}

/** The value of DHCP's root path option. */
export function formatRootPath(root: NbiRootPath, { http, image, nfs }: RootPathServer): string {
  if (root.in !== 'folder') return formatOutsideRoot(root);
  return nfs
    ? nfsRoot(nfs.server, nfs.export, `${nfs.folder}/${root.path}`)
    : `${http}${imagePath(image, root.path)}`;
}

/** For people and logs: without the password that a URL may carry. */
export function withoutPassword(rootPath: string): string {
  return rootPath.replace(/^(\w+:\/\/[^/:@]*):[^/@]*@/, '$1:…@');
}

/** The same of a disk image that an outside server has. */
export function formatOutsideRoot(root: Exclude<NbiRootPath, { in: 'folder' }>): string {
  return root.in === 'http' ? root.url : nfsRoot(root.server, root.export, root.image);
}

/** `nfs:<address>:<export>[:<image>]` (xnu netboot.c parse_netboot_path). */
function nfsRoot(server: Ipv4, exported: string, image: string | undefined): string {
  const parts = image === undefined ? [exported] : [exported, image];
  return ['nfs', server, ...parts.map((part) => part.replaceAll(':', '\\:'))].join(':');
}
