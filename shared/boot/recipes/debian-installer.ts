/**
 * The Debian installer and those built on it (Ubuntu's old server installer, Kali, Devuan): mini.iso, a netboot tree in
 * any directory, netinst, CD and DVD. Layouts: Debian installation guide, section 4.2 and appendix D; debian-cd.
 */
import type { BootEntry, LinuxRest, Recipe } from '../../model/image.ts';
import type { Cpu } from '../../model/machine.ts';
import type { DebianRelease } from './debian-release.ts';
import { readDebianRelease } from './debian-release.ts';
import type { ImageTree } from './image-tree.ts';
import { directoryOf } from './image-tree.ts';
import type { Kernel, KernelPair } from './kernel.ts';
import { findKernelPairs, readKernel } from './kernel.ts';
import { readMenus } from './menu/menus.ts';
import { networkArgs } from './network-args.ts';

interface Installer extends KernelPair {
  readonly header: Kernel;
  /** Its initrd looks for a CD and has no way to load the rest of itself by network. */
  readonly wantsCd: boolean;
}

/** What a CD has to install. */
type Packages = 'none' | 'few' | 'many';

const MAX_INFO_BYTES = 4096;
/** Netboot trees are named after the architecture, installers on CDs by a short form of it. */
const ARCHITECTURES = ['amd64', 'i386', 'arm64', 'armhf', 'riscv64'] as const;
const CD_DIRECTORIES = [
  '/install.amd',
  '/install.386',
  '/install.a64',
  '/install.ahf',
  '/install.riscv',
  '/install',
];

export async function debianInstaller(tree: ImageTree): Promise<Recipe | undefined> {
  const why: string[] = [];
  let installers = await wellKnown(tree);
  if (installers.length > 0) why.push(`installer at ${installers.map((one) => one.kernel).join(', ')}`);
  else {
    installers = await searched(tree);
    if (installers.length === 0) return undefined;
    why.push(`Debian kernel and initrd.gz side by side at ${installers.map((one) => one.kernel).join(', ')}`);
  }
  const [first] = installers as [Installer];
  // A live system that brings the installer along is one to try, and no CD that could be a mirror.
  if (first.wantsCd && (await tree.stat('/live/filesystem.squashfs'))) return undefined;
  const release = await readDebianRelease(tree, first);
  why.push(release.why);
  const title = [release.distribution, release.version, 'installer'].filter(Boolean).join(' ');
  const packages = await packagesOf(tree);
  const entries: BootEntry[] = [];
  for (const installer of installers) entries.push(await entryOf(tree, installer, title, packages));
  return {
    family: 'debian-installer',
    distribution: release.distribution,
    ...(release.version !== undefined && { version: release.version }),
    title,
    entries,
    answer: 'preseed',
    notes: notesOf(release, first, packages),
    why,
  };
}

function notesOf(
  { distribution, version }: DebianRelease,
  { wantsCd, header }: Installer,
  packages: Packages,
): string[] {
  if (packages === 'none')
    return [
      wantsCd
        ? `The installer on this image looks for its CD once it runs and will not find one by network: drop the ${distribution} netboot image (mini.iso, or the netboot files packed as an ISO) of the same version instead.`
        : `The installer loads the packages from a ${distribution} mirror: the machine needs a way to one, or the preseed file names one on this network.`,
    ];
  const kernel = releaseOf(header);
  return [
    ...(wantsCd
      ? [
          `The installer on this image looks for its CD once it runs and will not find one by network: it starts with kernel and initrd of the ${distribution} netboot image (mini.iso, or the netboot files packed as an ISO) of ${[version ?? 'the same version', kernel && `kernel ${kernel}`].filter(Boolean).join(', ')}, which has to be here as well.`,
        ]
      : []),
    packages === 'few'
      ? 'This image is the mirror to install from and has only the packages of a base system: a preseed file that wants more names another mirror.'
      : 'This image is the mirror to install from: no other is needed.',
  ];
}

/** The best installer for each processor, from the places the installer's own images have them. */
async function wellKnown(tree: ImageTree): Promise<Installer[]> {
  const netboot = [
    '',
    ...ARCHITECTURES.flatMap((name) => [
      `/debian-installer/${name}`,
      `/install/netboot/debian-installer/${name}`,
      `/install/netboot/ubuntu-installer/${name}`,
      `/netboot/debian-installer/${name}`,
    ]),
  ];
  const found: Installer[] = [];
  for (const directory of netboot) {
    const pair = await pairAt(tree, directory, ['linux']);
    if (pair) found.push({ ...pair, header: await readKernel(tree, pair.kernel), wantsCd: false });
  }
  const cd = await isCd(tree);
  for (const directory of CD_DIRECTORIES) {
    const pair = await pairAt(tree, directory, ['vmlinuz', 'linux']);
    if (pair) found.push({ ...pair, header: await readKernel(tree, pair.kernel), wantsCd: cd });
  }
  return onePerCpu(found);
}

/** A CD has the packages to install beside the installer (debian-cd: /pool and /dists, /.disk/cd_type). */
async function isCd(tree: ImageTree): Promise<boolean> {
  for (const path of ['/.disk/cd_type', '/.disk/base_installable', '/pool'])
    if (await tree.stat(path)) return true;
  return false;
}

/** By /.disk/cd_type of debian-cd: a netinst is `not_complete`. */
async function packagesOf(tree: ImageTree): Promise<Packages> {
  if (!(await isCd(tree)) || !(await tree.stat('/dists'))) return 'none';
  const kind = await tree.readText('/.disk/cd_type', MAX_INFO_BYTES);
  return kind?.trim().startsWith('not_complete') ? 'few' : 'many';
}

async function pairAt(
  tree: ImageTree,
  directory: string,
  kernels: readonly string[],
): Promise<KernelPair | undefined> {
  const initrd = await file(tree, `${directory}/initrd.gz`);
  if (initrd === undefined) return undefined;
  for (const name of kernels) {
    const kernel = await file(tree, `${directory}/${name}`);
    if (kernel !== undefined) return { directory, kernel, initrd };
  }
  return undefined;
}

async function file(tree: ImageTree, path: string): Promise<string | undefined> {
  const directory = directoryOf(path);
  const name = path.slice(directory.length + 1);
  if (!(await tree.stat(path))) return undefined;
  // In the image's own spelling: a plain ISO 9660 has LINUX and INITRD.GZ.
  const entry = (await tree.list(directory || '/')).find((one) => one.name.toLowerCase() === name);
  return entry && !entry.directory ? entry.path : path;
}

/** Anywhere else: only what the installer's build calls its files, with a kernel that Debian built. */
async function searched(tree: ImageTree): Promise<Installer[]> {
  const found: Installer[] = [];
  for (const pair of await findKernelPairs(tree)) {
    const names = [pair.kernel, pair.initrd].map((path) =>
      path.slice(pair.directory.length + 1).toLowerCase(),
    );
    if (!(names[0] === 'linux' || names[0] === 'vmlinuz') || names[1] !== 'initrd.gz') continue;
    // Live systems have Debian's kernel too, and start from another initrd.
    if (/\/(live|casper)$/i.test(pair.directory)) continue;
    const header = await readKernel(tree, pair.kernel);
    if (/debian/i.test(header.version ?? '') || /debian-installer|netboot/i.test(pair.directory))
      found.push({ ...pair, header, wantsCd: false });
  }
  // The graphical installer needs a screen and a mouse; a machine in a rack may have neither.
  return onePerCpu(found.toSorted((a, b) => Number(isGraphical(a)) - Number(isGraphical(b))));
}

function isGraphical(pair: KernelPair): boolean {
  return /(^|\/)(gtk|xen)(\/|$)/i.test(pair.directory);
}

function onePerCpu(installers: readonly Installer[]): Installer[] {
  const best = new Map<Cpu, Installer>();
  for (const one of installers) if (!best.has(one.header.cpu)) best.set(one.header.cpu, one);
  return [...best.values()];
}

async function entryOf(
  tree: ImageTree,
  installer: Installer,
  title: string,
  packages: Packages,
): Promise<BootEntry> {
  const { cpu } = installer.header;
  const kernelRelease = releaseOf(installer.header);
  const rest: LinuxRest | undefined =
    packages === 'none'
      ? undefined
      : { from: installer.wantsCd ? 'drive' : 'tree', packages: packages === 'many' };
  return {
    how: 'linux',
    cpu,
    title: `${title} (${cpu}${installer.wantsCd ? ', from CD' : ''})`,
    kernel: installer.kernel,
    initrds: [installer.initrd],
    args: await argsOf(tree, installer),
    ...(rest && { rest }),
    ...(kernelRelease !== undefined && { kernelRelease }),
  };
}

/** `6.1.0-18-amd64 (debian-kernel@…) #1 …` → `6.1.0-18-amd64` */
function releaseOf({ version }: Kernel): string | undefined {
  return version?.split(' ')[0] || undefined;
}

/**
 * What the image's own menu passes to this kernel, without what belongs to a CD. `vga=788` goes as well: where the BIOS
 * has no such mode (server management consoles), the kernel stops and asks for another for 30 seconds.
 */
async function argsOf(tree: ImageTree, installer: Installer): Promise<string> {
  const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const items = (await readMenus(tree, installer.directory)).flatMap((menu) => menu.items);
  const same = items.filter(
    (item) => item.kernel === installer.kernel && item.initrds[0] === installer.initrd,
  );
  const plain = (item: { args: string }): boolean =>
    !/priority=low|rescue\/enable|theme=|speakup|desktop=/.test(item.args);
  const item =
    same.find((one) => one.default && plain(one)) ??
    same.find(plain) ??
    items.find((one) => base(one.kernel) === base(installer.kernel) && one.default);
  const args = networkArgs(item?.args ?? '--- quiet').args;
  return args
    .split(' ')
    .filter((word) => !/^vga=(\d+|0x[0-9a-f]+)$/i.test(word) && !/^(auto=true|priority=critical)$/.test(word))
    .join(' ');
}
