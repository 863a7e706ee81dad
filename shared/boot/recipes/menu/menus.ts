/** What the boot loaders on an image would start: their configuration files found, read with their includes, resolved. */
import type { ImageTree } from '../image-tree.ts';
import { ancestors, directoryOf } from '../image-tree.ts';
import { grubInclude, parseGrub } from './grub.ts';
import { parseLoaderEntry } from './loader-entry.ts';
import type { MenuItem } from './menu-item.ts';
import { parseSyslinux, syslinuxInclude } from './syslinux.ts';

type Parser = 'grub' | 'syslinux' | 'loader';

/** Where distributions keep them, relative to the root; the first ones win. */
const PLACES: readonly (readonly [Parser, string])[] = [
  ['grub', '/boot/grub/grub.cfg'],
  ['grub', '/boot/grub/loopback.cfg'],
  ['grub', '/boot/grub2/grub.cfg'],
  ['grub', '/grub/grub.cfg'],
  ['grub', '/EFI/BOOT/grub.cfg'],
  ['syslinux', '/isolinux/isolinux.cfg'],
  ['syslinux', '/boot/isolinux/isolinux.cfg'],
  ['syslinux', '/isolinux.cfg'],
  ['syslinux', '/syslinux/syslinux.cfg'],
  ['syslinux', '/boot/syslinux/syslinux.cfg'],
  ['syslinux', '/syslinux.cfg'],
  ['syslinux', '/pxelinux.cfg/default'],
  ['loader', '/loader/entries'],
];

/** Beside a kernel, as the Debian installer's netboot tree has them. */
const BESIDE_KERNEL: readonly (readonly [Parser, string])[] = [
  ['grub', 'grub/grub.cfg'],
  ['grub', 'grub.cfg'],
  ['syslinux', 'pxelinux.cfg/default'],
  ['syslinux', 'boot-screens/syslinux.cfg'],
  ['syslinux', 'isolinux.cfg'],
  ['syslinux', 'syslinux.cfg'],
];

const MAX_CONFIG_BYTES = 256 * 1024;
const MAX_FILES = 64;
const MAX_INCLUDE_DEPTH = 6;
const MAX_ITEMS = 500;

export interface Menu {
  /** The file it was read from. */
  readonly path: string;
  /** Kernel and initrds are paths in the image; items whose files are not there are left out. */
  readonly items: readonly MenuItem[];
}

/** Menus with at least one item, best first. @param kernelDirectory look beside this kernel first */
export async function readMenus(tree: ImageTree, kernelDirectory?: string): Promise<Menu[]> {
  const beside = BESIDE_KERNEL.map(([parser, name]) => [parser, `${kernelDirectory}/${name}`] as const);
  const menus: Menu[] = [];
  for (const [parser, path] of kernelDirectory === undefined ? PLACES : [...beside, ...PLACES]) {
    const parsed = parser === 'loader' ? await loaderItems(tree, path) : await parseFile(tree, parser, path);
    const items: MenuItem[] = [];
    for (const item of parsed.slice(0, MAX_ITEMS)) {
      const found = await resolve(tree, item, directoryOf(path));
      if (found) items.push(found);
    }
    if (items.length > 0) menus.push({ path, items });
  }
  return menus;
}

async function parseFile(tree: ImageTree, parser: 'grub' | 'syslinux', path: string): Promise<MenuItem[]> {
  const reading: Reading = { tree, parser, directory: directoryOf(path), filesLeft: MAX_FILES };
  const text = await withIncludes(reading, path, 0);
  return parser === 'grub' ? parseGrub(text, reading.directory) : parseSyslinux(text);
}

interface Reading {
  readonly tree: ImageTree;
  readonly parser: 'grub' | 'syslinux';
  /** Of the first file: included names are relative to it. */
  readonly directory: string;
  filesLeft: number;
}

async function withIncludes(reading: Reading, path: string, depth: number): Promise<string> {
  if (depth > MAX_INCLUDE_DEPTH || reading.filesLeft-- <= 0) return '';
  const text = await reading.tree.readText(path, MAX_CONFIG_BYTES);
  const lines: string[] = [];
  for (const line of (text ?? '').split('\n')) {
    const name = reading.parser === 'grub' ? grubInclude(line, reading.directory) : syslinuxInclude(line);
    const included = name === undefined ? undefined : await place(reading.tree, name, reading.directory);
    lines.push(included === undefined ? line : await withIncludes(reading, included, depth + 1));
  }
  return lines.join('\n');
}

async function loaderItems(tree: ImageTree, directory: string): Promise<MenuItem[]> {
  const items: MenuItem[] = [];
  for (const entry of (await tree.list(directory)).slice(0, MAX_FILES)) {
    if (entry.directory || !entry.name.toLowerCase().endsWith('.conf')) continue;
    const item = parseLoaderEntry((await tree.readText(entry.path, MAX_CONFIG_BYTES)) ?? '');
    if (item) items.push(item);
  }
  return items;
}

async function resolve(tree: ImageTree, item: MenuItem, directory: string): Promise<MenuItem | undefined> {
  const kernel = await place(tree, item.kernel, directory);
  const initrds: string[] = [];
  for (const name of item.initrds) {
    const initrd = await place(tree, name, directory);
    if (initrd === undefined) return undefined;
    initrds.push(initrd);
  }
  return kernel === undefined ? undefined : { ...item, kernel, initrds };
}

/**
 * Names in a configuration are relative to its directory or to the root, and the root a loader means may be a directory
 * of this image: a netboot tree packed below `/text` says `debian-installer/amd64/linux`.
 */
async function place(tree: ImageTree, name: string, directory: string): Promise<string | undefined> {
  const places = ancestors(directory);
  for (const base of name.startsWith('/') ? places.toReversed() : places) {
    const entry = await tree.stat(`${base}/${name}`);
    if (entry && !entry.directory) return entry.path;
  }
  return undefined;
}
