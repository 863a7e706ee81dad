/** The stable paths machines ask for, by TFTP and HTTP alike. Building and reading them is the same table. */
import type { Mac } from '../wire/address.ts';
import { macDashes, parseMac } from '../wire/address.ts';

export type BootPath =
  /** `/i/<image>/<path in the image>` */
  | { readonly kind: 'in-image'; readonly image: string; readonly path: string }
  /** `/i/<image>.iso` */
  | { readonly kind: 'image'; readonly image: string }
  /** `/m/<mac with dashes>/<name>`, and with the machine's token `/m/<mac>/<token>/<name>`, where the name may be empty. */
  | { readonly kind: 'machine'; readonly mac: Mac; readonly token?: string; readonly name: string }
  /** `/ks.cfg`, `/ks.php`, `/ks`: one address for all machines, as on servers that tell them apart by header or sender. */
  | { readonly kind: 'kickstart' }
  /** `/fw/<name>`, and the bare name, which is what DHCP's file field carries. */
  | { readonly kind: 'firmware'; readonly name: string }
  /** `…/grub.cfg` and `…/grub.cfg-01-<mac>`, wherever GRUB takes its folder to be; without a MAC it is of whoever asks. */
  | { readonly kind: 'grub-config'; readonly mac?: Mac }
  /** What GRUB looks for beside it, and does without: lists of modules, modules, fonts, languages. */
  | { readonly kind: 'grub-part' }
  /** `…/autoexec.ipxe`, wherever iPXE thinks it came from. */
  | { readonly kind: 'autoexec' };

export const SCRIPT_NAME = 'boot.ipxe';
/** `/m/<mac>/facts?serial=…`: what its iPXE says of the machine; an empty text. */
export const FACTS_NAME = 'facts';
export const AUTOEXEC_NAME = 'autoexec.ipxe';

export function scriptPath(mac: Mac): string {
  return machinePath(mac, SCRIPT_NAME);
}

export function machinePath(mac: Mac, name: string): string {
  return `/m/${macDashes(mac)}/${name}`;
}

/** Each segment percent-encoded: names inside ISOs may hold anything, and iPXE splits its command line at spaces. */
export function imagePath(image: string, path: string): string {
  return `/i/${encodeSegment(image)}/${path.split('/').filter(Boolean).map(encodeSegment).join('/')}`;
}

export function wholeImagePath(image: string): string {
  return `/i/${encodeSegment(image)}.iso`;
}

/** encodeURIComponent plus what iPXE's script parser treats specially. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Undefined for a path that names nothing of ours. Accepts what loaders really send: back-slashes (Apple and Windows
 * loaders), no leading slash, doubled slashes. `..` never leads anywhere.
 */
export function parseBootPath(asked: string): BootPath | undefined {
  const segments = withoutServerRoot(
    asked
      .replaceAll('\\', '/')
      .split('/')
      .filter((one) => one !== '' && one !== '.'),
  );
  if (segments.includes('..') || asked.includes('\0')) return undefined;
  const last = segments.at(-1);
  if (last === undefined) return undefined;
  if (last.toLowerCase() === AUTOEXEC_NAME) return { kind: 'autoexec' };
  const [root, second, ...rest] = segments;
  if (root === 'i' && second !== undefined) {
    if (rest.length > 0) return { kind: 'in-image', image: second, path: `/${rest.join('/')}` };
    return second.endsWith('.iso') ? { kind: 'image', image: second.slice(0, -'.iso'.length) } : undefined;
  }
  if (root === 'm' && second !== undefined) {
    const mac = parseMac(second);
    const [token, ...names] = rest;
    if (!mac || token === undefined) return undefined;
    if (LIKE_TOKEN.test(token)) return { kind: 'machine', mac, token, name: names.join('/') };
    return { kind: 'machine', mac, name: rest.join('/') };
  }
  if (segments.length === 1 && KICKSTART.test(last)) return { kind: 'kickstart' };
  const grub = root === 'fw' ? undefined : parseGrubName(last);
  if (grub) return grub;
  if (root === 'fw' && second !== undefined && rest.length === 0) return { kind: 'firmware', name: second };
  return segments.length === 1 ? { kind: 'firmware', name: last } : undefined;
}

/**
 * GRUB's own search (grub_net_search_config_file): the machine's UUID, `01-` and the MAC, the address in hex digits and less and
 * less of it, then the bare name. Of these the MAC and the bare name are answered.
 */
function parseGrubName(name: string): BootPath | undefined {
  const [, rest] = /^grub\.cfg(-.*)?$/i.exec(name) ?? [];
  if (/^grub\.cfg$/i.test(name)) return { kind: 'grub-config' };
  if (rest !== undefined) {
    const mac = parseMac(/^-01[-:](.+)$/.exec(rest)?.[1] ?? '');
    return mac ? { kind: 'grub-config', mac } : { kind: 'grub-part' };
  }
  return GRUB_PART.test(name) ? { kind: 'grub-part' } : undefined;
}

const GRUB_PART =
  /^(command|fs|crypto|terminal|partmap|parttool|video|moddep|fdt)\.lst$|\.mod$|\.pf2$|\.mo(\.gz)?$|\.gmo$|^grubenv$/i;

/** A token, right or wrong: nothing that a loader looks for is called like that. */
const LIKE_TOKEN = /^[0-9a-f]{16,}$/i;

const KICKSTART = /^ks(\.cfg|\.php)?$/i;

/** What other TFTP servers serve from: Macs keep such a path from Apple's server in NVRAM, and people copy recipes. */
const SERVER_ROOTS = [
  ['private', 'tftpboot'],
  ['tftpboot'],
  ['var', 'lib', 'tftpboot'],
  ['srv', 'tftp'],
] as const;

function withoutServerRoot(segments: readonly string[]): readonly string[] {
  const root = SERVER_ROOTS.find((one) => one.every((name, at) => segments[at] === name));
  return root ? segments.slice(root.length) : segments;
}
