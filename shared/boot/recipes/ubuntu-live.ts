/**
 * Systems that casper starts: Ubuntu's live server, which installs by subiquity (20.04 and newer), and desktops, Ubuntu's and
 * others' (Linux Mint). Layout: /casper has kernel, initrd and squashfs files, /.disk/info says what it is.
 */
import type { BootEntry, Recipe } from '../../model/image.ts';
import type { Cpu } from '../../model/machine.ts';
import { cpuTitle } from './entry-title.ts';
import type { ImageTree, TreeEntry } from './image-tree.ts';
import { cpuOfPath, readKernel } from './kernel.ts';
import { memoryNote } from './memory-note.ts';
import type { MenuItem } from './menu/menu-item.ts';
import { readMenus } from './menu/menus.ts';
import { networkArgs } from './network-args.ts';

const MAX_INFO_BYTES = 4096;
/** casper fetches a whole image by `url=` from here on; before 20.04 the server had no answer files either. */
const FIRST_MAJOR = 20;
/** The server's installer, where /.disk/info does not say so: 20.04, and from 22.04 on. */
const SERVER_FILES = ['/casper/installer.squashfs', '/casper/ubuntu-server-minimal.squashfs'];

/** `vmlinuz` with `initrd`, and the newer kernel of point releases with its own: `hwe-vmlinuz` with `hwe-initrd`. */
const KERNELS = [
  { prefix: '', named: [] },
  { prefix: 'hwe-', named: ['HWE kernel'] },
] as const;

interface Info {
  /** "Ubuntu-Server", "Linux Mint" */
  readonly name: string;
  readonly version: string;
  readonly cpu?: Cpu;
  readonly text: string;
}

export async function ubuntuLive(tree: ImageTree): Promise<Recipe | undefined> {
  const files = await tree.list('/casper');
  if (files.length === 0) return undefined;
  const info = parseCasperInfo((await tree.readText('/.disk/info', MAX_INFO_BYTES)) ?? '');
  if (!info || Number.parseInt(info.version, 10) < FIRST_MAJOR) return undefined;
  const server = await isServer(tree, info);
  const distribution = server ? 'Ubuntu Server' : info.name;
  const title = `${distribution} ${info.version}`;
  const items = (await readMenus(tree)).flatMap((menu) => menu.items);
  const entries: BootEntry[] = [];
  for (const { prefix, named } of KERNELS) {
    const kernel = fileNamed(files, prefix, /^vmlinuz(\.efi)?$/i);
    const initrd = fileNamed(files, prefix, /^initrd(\.\w+)?$/i);
    if (!kernel || !initrd) continue;
    const cpu = info.cpu ?? (await readKernel(tree, kernel.path)).cpu;
    entries.push({
      how: 'linux',
      cpu,
      title: cpuTitle(title, cpu, ...named),
      kernel: kernel.path,
      initrds: [initrd.path],
      args: argsOf(items, kernel.path),
      rest: { from: 'image' },
    });
  }
  if (entries.length === 0) return undefined;
  return {
    family: server ? 'ubuntu-live' : 'casper',
    distribution,
    version: info.version,
    title,
    entries,
    ...(server && { answer: 'autoinstall' as const }),
    notes: [
      memoryNote('the whole image', tree.sizeBytes),
      ...(server ? [] : ['A live system: a person installs from it, there is no answer file for it here.']),
    ],
    why: [
      `/casper with ${entries.map((one) => ('kernel' in one ? one.kernel : '')).join(', ')}`,
      `/.disk/info: ${info.text}`,
    ],
  };
}

/** `Ubuntu-Server 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827)` */
export function parseCasperInfo(text: string): Info | undefined {
  const [, name, version] = /^\s*(\D+?)[\s-]+v?(\d+(?:\.\d+)*)/.exec(text) ?? [];
  if (name === undefined || version === undefined) return undefined;
  const cpu = cpuOfPath(/\b(amd64|arm64|i386|riscv64)\b/.exec(text)?.[1] ?? '');
  return { name, version, ...(cpu && { cpu }), text: text.trim() };
}

async function isServer(tree: ImageTree, { name }: Info): Promise<boolean> {
  if (/server/i.test(name)) return true;
  for (const path of SERVER_FILES) if (await tree.stat(path)) return true;
  return false;
}

function fileNamed(files: readonly TreeEntry[], prefix: string, pattern: RegExp): TreeEntry | undefined {
  return files.find(
    ({ name, directory }) =>
      !directory && name.toLowerCase().startsWith(prefix) && pattern.test(name.slice(prefix.length)),
  );
}

/** What is said for each machine anew. */
const SAID_ANEW =
  /^(ip|root|url|iso-url|ramdisk_size|cloud-config-url|netboot|nfsroot|iso-scan\/filename)(=|$)/;

/** What the image's menu says of this kernel in the ordinary way; what stands after `---` goes to the installed system. */
function argsOf(items: readonly MenuItem[], kernel: string): string {
  const own = items.filter((item) => item.kernel === kernel);
  const plain = own.filter(
    (item) => !/(^|\s)(nomodeset|oem-config\S*|only-ubiquity|integrity-check)(\s|$)/.test(item.args),
  );
  const item = plain.find((one) => one.default) ?? plain[0];
  return networkArgs(item?.args ?? '---')
    .args.split(' ')
    .filter((word) => !SAID_ANEW.test(word))
    .join(' ');
}
