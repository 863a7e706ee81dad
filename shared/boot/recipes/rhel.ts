/**
 * RHEL, what is built from it, and Fedora: DVDs, images with the installer alone, live systems. Layouts: lorax (boot images),
 * pungi and productmd (trees), livemedia-creator and kiwi (live systems).
 */
import type { BootEntry, LinuxRest, Recipe } from '../../model/image.ts';
import type { Cpu } from '../../model/machine.ts';
import { cpuTitle } from './entry-title.ts';
import type { ImageTree } from './image-tree.ts';
import type { Kernel } from './kernel.ts';
import { readKernel } from './kernel.ts';
import { memoryNote } from './memory-note.ts';
import type { MenuItem } from './menu/menu-item.ts';
import { readMenus } from './menu/menus.ts';
import { networkArgs } from './network-args.ts';
import { ownSpelling } from './own-spelling.ts';
import type { RhelRelease } from './rhel-release.ts';
import { readRhelRelease } from './rhel-release.ts';

/** Kernel and initrd, best first: what is made for PXE, what ISOLINUX starts, and where kiwi puts them. */
const KERNELS = [
  ['/images/pxeboot/vmlinuz', '/images/pxeboot/initrd.img'],
  ['/isolinux/vmlinuz', '/isolinux/initrd.img'],
  ['/boot/x86_64/loader/linux', '/boot/x86_64/loader/initrd'],
  ['/boot/aarch64/loader/linux', '/boot/aarch64/loader/initrd'],
] as const;

/** Systems with the same kernels in the same place that are no Anaconda trees: Fedora CoreOS, Qubes. */
const OTHERS = ['/images/pxeboot/rootfs.img', '/images/pxeboot/xen.gz'];

/** Trees of packages: up to 7 and Fedora, 8 and newer, minimal images, RHEL 5 and 6. */
const REPOSITORIES = ['', '/BaseOS', '/Minimal', '/Server'];
const SQUASHFS = '/LiveOS/squashfs.img';
/** The installer itself, as versions 5, 6, 7 and newer have it. */
const STAGE2 = ['/images/install.img', SQUASHFS, '/images/stage2.img', '/images/minstg2.img'];
/** The last version with a loader of its own, and a kernel that is no EFI program. */
const LAST_WITH_LOADER = 6;

interface Found {
  readonly kernel: string;
  readonly initrd: string;
  readonly header: Kernel;
  readonly cpu: Cpu;
  readonly item: MenuItem | undefined;
}

type Medium = 'DVD' | 'minimal' | 'netinst' | 'boot' | 'Live';

export async function rhel(tree: ImageTree): Promise<Recipe | undefined> {
  const pair = await findKernel(tree);
  const release = pair && (await readRhelRelease(tree));
  if (!pair || !release) return undefined;
  const header = await readKernel(tree, pair.kernel);
  const item = await menuItem(tree, pair.kernel);
  const found = { ...pair, header, item, cpu: release.cpu ?? header.cpu };
  const medium = await mediumOf(tree, release, item);
  const { distribution, version, variant } = release;
  const title = [distribution, version, variant, medium].filter(Boolean).join(' ');
  return {
    family: 'rhel',
    distribution,
    ...(version !== undefined && { version }),
    title,
    entries: [entryOf(found, title, await restOf(tree, medium))],
    ...(medium !== 'Live' && { answer: 'kickstart' as const }),
    notes: await notesOf(tree, release, medium, found),
    why: [`${pair.kernel} beside ${pair.initrd}`, ...release.why],
  };
}

async function findKernel(tree: ImageTree): Promise<Pick<Found, 'kernel' | 'initrd'> | undefined> {
  for (const path of OTHERS) if (await tree.stat(path)) return undefined;
  for (const [kernelPath, initrdPath] of KERNELS) {
    const kernel = await ownSpelling(tree, kernelPath);
    const initrd = kernel && (await ownSpelling(tree, initrdPath));
    if (kernel !== undefined && initrd !== undefined) return { kernel, initrd };
  }
  return undefined;
}

/** The line of a menu that starts this kernel, or its copy for ISOLINUX, in the ordinary way. */
async function menuItem(tree: ImageTree, kernel: string): Promise<MenuItem | undefined> {
  const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const plain = (await readMenus(tree))
    .flatMap((menu) => menu.items)
    .filter((item) => base(item.kernel) === base(kernel))
    .filter(
      (item) => !/(^|\s)((inst\.)?rescue|nomodeset|(inst\.)?xdriver=\S*|(inst\.)?text)(\s|$)/.test(item.args),
    );
  return plain.find((item) => item.default) ?? plain[0];
}

async function mediumOf(tree: ImageTree, release: RhelRelease, item: MenuItem | undefined): Promise<Medium> {
  // The installer of 7 lies in LiveOS as well: only the command line tells a live system.
  const starts = item?.args ?? (/live/i.test(tree.volumeId) ? 'root=live:' : '');
  if (/(^|\s)(rd\.live\.image|liveimg|root=live:\S*)(\s|$)/.test(starts) && (await tree.stat(SQUASHFS)))
    return 'Live';
  if (!(await hasPackages(tree))) {
    const old = release.distribution === 'CentOS' && majorOf(release) <= 7;
    return old || release.distribution === 'Fedora' ? 'netinst' : 'boot';
  }
  return (await isMinimal(tree)) ? 'minimal' : 'DVD';
}

async function hasPackages(tree: ImageTree): Promise<boolean> {
  for (const directory of REPOSITORIES) if (await tree.stat(`${directory}/repodata/repomd.xml`)) return true;
  return false;
}

/** Of CentOS 7 only the list of package groups says so: `…-c7-minimal-x86_64-comps.xml`. */
async function isMinimal(tree: ImageTree): Promise<boolean> {
  if (/minimal/i.test(tree.volumeId) || (await tree.stat('/Minimal/repodata/repomd.xml'))) return true;
  return (await tree.list('/repodata')).some(({ name }) => /minimal\S*comps/i.test(name));
}

async function restOf(tree: ImageTree, medium: Medium): Promise<LinuxRest> {
  if (medium === 'Live') return { from: 'file', path: (await ownSpelling(tree, SQUASHFS)) ?? SQUASHFS };
  return { from: 'tree', packages: medium === 'DVD' || medium === 'minimal' };
}

function entryOf({ kernel, initrd, header, cpu, item }: Found, title: string, rest: LinuxRest): BootEntry {
  const biosOnly = isBiosOnly(header);
  return {
    how: 'linux',
    ...(biosOnly && { platform: 'bios' as const }),
    cpu,
    title: cpuTitle(title, cpu, ...(biosOnly ? ['BIOS'] : [])),
    kernel,
    initrds: [initrd],
    args: argsOf(item?.args ?? 'quiet'),
    rest,
  };
}

/** What is said for each machine anew, wherever the image's own menu points with it. */
const SAID_ANEW =
  /^((inst\.)?(repo|stage2|method|syslog|ks[.\w]*)|ksdevice|kssendmac|kssendsn|ip|root|rd\.neednet)(=|$)/;

function argsOf(args: string): string {
  return networkArgs(args)
    .args.split(' ')
    .filter((word) => !SAID_ANEW.test(word))
    .join(' ');
}

/** A kernel without an EFI stub (before 3.3): iPXE on UEFI has nothing to start it by. */
function isBiosOnly({ bios, efi }: Kernel): boolean {
  return bios && !efi;
}

async function notesOf(
  tree: ImageTree,
  release: RhelRelease,
  medium: Medium,
  { header }: Found,
): Promise<string[]> {
  const notes: string[] = [];
  const old = majorOf(release) <= LAST_WITH_LOADER;
  if (medium === 'Live') {
    const root = await tree.stat(SQUASHFS);
    notes.push(
      'A live system: it reads no kickstart.',
      memoryNote('its root file system', root?.sizeBytes ?? 0),
    );
  } else if (medium === 'netinst' || medium === 'boot')
    notes.push(
      `This image has the installer without packages: say where they are, by "url --url=…" in the kickstart or ${old ? 'method' : 'inst.repo'}=http://… in the kernel arguments. The machine needs a way there.`,
    );
  else if (!old && !(await tree.stat('/.treeinfo')))
    notes.push('There is no .treeinfo on this image, by which the installer finds the packages over HTTP.');
  if (medium !== 'Live' && !(await hasStage2(tree)))
    notes.push(
      `The installer itself is not on this image (${old ? 'images/install.img' : 'images/install.img or LiveOS/squashfs.img'}).`,
    );
  if (isBiosOnly(header))
    notes.push('Its kernel is too old to be started by iPXE on UEFI: switch the machine to BIOS boot.');
  return notes;
}

async function hasStage2(tree: ImageTree): Promise<boolean> {
  for (const path of STAGE2) if (await tree.stat(path)) return true;
  return false;
}

/** NaN where it says none, which is no old one. */
function majorOf({ version }: RhelRelease): number {
  return Number.parseInt(version ?? '', 10);
}
