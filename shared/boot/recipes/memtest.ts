/**
 * memtest86+ 5 and newer, alone on an image: BIOS machines start it as a Linux kernel without an initrd, EFI machines as
 * an EFI program. Debian's names are memtest86+x64.bin and .efi; version 7 has one file for both (mt86p_x86_64).
 */
import type { BootEntry, Recipe } from '../../model/image.ts';
import { cpuTitle } from './entry-title.ts';
import type { ImageTree } from './image-tree.ts';
import type { Kernel } from './kernel.ts';
import { readKernel } from './kernel.ts';
import { readMenus } from './menu/menus.ts';
import { networkArgs } from './network-args.ts';

/** Plain ISO 9660 cuts the names to eight characters and numbers them: MEMTE000.BIN. */
const NAME = /^(memte|mt86p)/i;
/** Configuration, checksums and floppy images that are named alike. */
const NO_PROGRAM = /\.(cfg|conf|txt|md5|sha\d+|img|iso|gz|deb|html|exe)$/i;
const WALK = { maxDepth: 6, maxEntries: 5000 } as const;

interface Program {
  readonly path: string;
  readonly kernel: Kernel;
  readonly bios: boolean;
  readonly efi: boolean;
}

export function isMemtest(path: string, kernel: Kernel): boolean {
  return kernel.version === undefined
    ? NAME.test(path.slice(path.lastIndexOf('/') + 1))
    : /memtest/i.test(kernel.version);
}

export async function memtest(tree: ImageTree): Promise<Recipe | undefined> {
  const programs: Program[] = [];
  for await (const entry of tree.walk(WALK)) {
    const removable = /\/EFI\/BOOT\/BOOT\w+\.EFI$/i.test(entry.path);
    if (entry.directory || NO_PROGRAM.test(entry.name) || !(NAME.test(entry.name) || removable)) continue;
    const kernel = await readKernel(tree, entry.path);
    // /EFI/BOOT/BOOTX64.EFI is memtest only if it says so itself.
    if (!isMemtest(entry.path, kernel)) continue;
    const named = entry.name.toLowerCase();
    programs.push({
      path: entry.path,
      kernel,
      bios: kernel.bios || named.endsWith('.bin'),
      efi: kernel.efi || named.endsWith('.efi'),
    });
  }
  if (programs.length === 0) return undefined;
  const args = new Map(
    (await readMenus(tree)).flatMap((menu) => menu.items.map((item) => [item.kernel, item.args])),
  );
  const version = programs
    .map(({ kernel }) => /v?(\d+(?:\.\d+)+)/.exec(kernel.version ?? '')?.[1])
    .find(Boolean);
  const title = ['Memtest86+', version].filter(Boolean).join(' ');
  return {
    family: 'memtest',
    ...(version !== undefined && { version }),
    title,
    entries: entriesOf(programs, title, (path) => networkArgs(args.get(path) ?? '').args),
    notes: [],
    why: [`${programs.map((one) => one.path).join(', ')} and no other system`],
  };
}

/** 64-bit first: a BIOS client does not say what its processor can do. For BIOS a file made only for it is taken first. */
function entriesOf(programs: readonly Program[], title: string, args: (path: string) => string): BootEntry[] {
  const entries: BootEntry[] = [];
  for (const cpu of ['x86_64', 'i386', 'arm64', 'loongarch64'] as const) {
    const fitting = programs.filter(({ kernel }) => kernel.cpu === cpu);
    const efi = fitting.find((one) => one.efi);
    const bios = fitting.find((one) => one.bios && !one.efi) ?? fitting.find((one) => one.bios);
    const named = (platform: string): string => cpuTitle(title, cpu, platform);
    if (bios)
      entries.push({
        how: 'linux',
        platform: 'bios',
        cpu,
        title: named('BIOS'),
        kernel: bios.path,
        initrds: [],
        args: args(bios.path),
      });
    if (efi)
      entries.push({
        how: 'efi',
        platform: 'efi',
        cpu,
        title: named('UEFI'),
        file: efi.path,
        args: args(efi.path),
      });
  }
  return entries;
}
