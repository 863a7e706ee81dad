/**
 * ESXi before boot.cfg: mboot.c32 gets kernel and modules on its command line. Two kinds: the installer of 4.x, and the
 * files of stateless ESXi 3i and 4 that people took out of its installation image (seed 002, 2008). BIOS only.
 */
import type { BootEntry, Recipe } from '../../model/image.ts';
import { parseFileList } from '../esxi/boot-cfg.ts';
import { withoutKickstart, words } from '../esxi/kernel-options.ts';
import { releaseTitle } from '../esxi/release.ts';
import { formatEsxiVersion } from '../esxi/version.ts';
import { cpuTitle } from './entry-title.ts';
import { readEsxiRelease } from './esxi-release.ts';
import type { ImageTree } from './image-tree.ts';
import { directoryOf } from './image-tree.ts';
import { ownSpelling } from './own-spelling.ts';

/** vmkboot.gz is started and finds the others by their order (seed 003). */
const INSTALLER = ['vmkboot.gz', 'vmkernel.gz', 'sys.vgz', 'cim.vgz', 'ienviron.vgz', 'install.vgz'];
/** The four of the article in its order; 3i has no vmkboot.gz and starts vmkernel.gz itself. */
const STATELESS = ['binmod.tgz', 'environ.tgz', 'cim.tgz', 'oem.tgz'];
/** Behind them where they are there: the licence, and what the article's own host configuration comes in. */
const STATELESS_MORE = ['license.tgz', 'lance.tgz'];
const MAX_MENU_BYTES = 8 * 1024;
/** They are in the root or in a folder of it; every image is searched for them. */
const WALK = { maxDepth: 2, maxEntries: 500 } as const;
/** The only version that is known to have these files. */
const INSTALLER_VERSION = { major: 4, minor: 1, update: 0 } as const;

export async function esxi4(tree: ImageTree): Promise<Recipe | undefined> {
  return (await installer(tree)) ?? (await stateless(tree));
}

async function installer(tree: ImageTree): Promise<Recipe | undefined> {
  const files = await filesAt(tree, '', INSTALLER);
  if (!files) return undefined;
  const found = await readEsxiRelease(tree);
  const version = found.version ?? INSTALLER_VERSION;
  const title = `${releaseTitle({ ...found, version })} installer`;
  const menu = await menuOf(tree);
  const ordered = menu?.files ?? files;
  const image = await tree.stat('/imagedd.bz2');
  return {
    family: 'esxi',
    version: formatEsxiVersion(version),
    ...(found.build !== undefined && { build: found.build }),
    title,
    entries: [await multiboot(tree, title, '', ordered, menu?.args ?? '')],
    answer: 'esxi-kickstart',
    notes: [
      'This version boots on BIOS only.',
      ...(image
        ? [
            'Its installer fetches imagedd.bz2 from where the kickstart says ("install url …"); without a kickstart it looks for its CD and does not find it.',
          ]
        : []),
    ],
    why: [
      `${files.join(', ')} side by side`,
      ...(menu ? ['their order from the menu on the image'] : []),
      found.why,
    ],
  };
}

/** What the image's own menu gives mboot.c32: it knows about files that a maker of servers has added. */
async function menuOf(tree: ImageTree): Promise<{ files: string[]; args: string } | undefined> {
  for (const path of ['/isolinux.cfg', '/syslinux.cfg']) {
    const text = await tree.readText(path, MAX_MENU_BYTES);
    const line = /^\s*append\s+(\S+)([^\r\n]*?)\s---\s([^\r\n]+)/im.exec(text ?? '');
    const [, kernel, said = '', rest = ''] = line ?? [];
    if (kernel === undefined || !/^vmkboot\.gz$/i.test(kernel)) continue;
    const modules = parseFileList(rest).map(({ file }) => file);
    const files = await filesAt(tree, '', [kernel, ...modules]);
    if (files) return { files, args: withoutKickstart(words(said)).join(' ') };
  }
  return undefined;
}

async function stateless(tree: ImageTree): Promise<Recipe | undefined> {
  const directory = await directoryWith(tree, 'binmod.tgz');
  if (directory === undefined) return undefined;
  const needed = await filesAt(tree, directory, ['vmkernel.gz', ...STATELESS.slice(0, 3)]);
  if (!needed) return undefined;
  const names = ['vmkboot.gz', 'vmkernel.gz', ...STATELESS, ...STATELESS_MORE];
  const files: string[] = [];
  for (const name of names) files.push(...((await filesAt(tree, directory, [name])) ?? []));
  const title = 'VMware ESXi 3i or 4, stateless';
  return {
    family: 'esxi-stateless',
    title,
    entries: [await multiboot(tree, title, directory, files, '')],
    notes: [
      'This system runs from memory and installs nothing: it is configured from outside once it is up.',
      ...((await ownSpelling(tree, `${directory}/mboot.c32`)) === undefined
        ? ['mboot.c32 is not beside its files: add the one of the ESXi installation image they come from.']
        : []),
    ],
    why: [`${files.join(', ')} in the order of the stateless boot of 2008`],
  };
}

/** In the image's own spelling, in the order asked; undefined when one is missing. */
async function filesAt(
  tree: ImageTree,
  directory: string,
  names: readonly string[],
): Promise<string[] | undefined> {
  const files: string[] = [];
  for (const name of names) {
    const path = await ownSpelling(tree, `${directory}/${name}`);
    if (path === undefined) return undefined;
    files.push(path);
  }
  return files;
}

async function directoryWith(tree: ImageTree, name: string): Promise<string | undefined> {
  for await (const entry of tree.walk(WALK))
    if (!entry.directory && entry.name.toLowerCase() === name) return directoryOf(entry.path);
  return undefined;
}

async function multiboot(
  tree: ImageTree,
  title: string,
  directory: string,
  files: readonly string[],
  args: string,
): Promise<BootEntry> {
  const [kernel = '', ...modules] = files;
  const loader = await ownSpelling(tree, `${directory}/mboot.c32`);
  return {
    how: 'multiboot',
    platform: 'bios',
    cpu: 'x86_64',
    title: cpuTitle(title, 'x86_64', 'BIOS'),
    ...(loader !== undefined && { loader }),
    kernel,
    modules,
    args,
  };
}
