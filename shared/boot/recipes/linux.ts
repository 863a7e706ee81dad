/** Any other Linux: what the image's own boot menu starts, else a kernel and an initrd that lie side by side. */
import type { BootEntry, Recipe } from '../../model/image.ts';
import type { Cpu } from '../../model/machine.ts';
import { cpuTitle, titleOf, volumeName } from './entry-title.ts';
import type { ImageTree } from './image-tree.ts';
import { findKernelPairs, readKernel } from './kernel.ts';
import { isMemtest } from './memtest.ts';
import { readMenus } from './menu/menus.ts';
import type { MenuItem } from './menu/menu-item.ts';
import { networkArgs } from './network-args.ts';

interface Start {
  readonly title: string;
  readonly kernel: string;
  readonly initrds: readonly string[];
  readonly args: string;
  readonly dropped: readonly string[];
  readonly cpu: Cpu;
}

export async function linux(tree: ImageTree): Promise<Recipe | undefined> {
  const why: string[] = [];
  const starts = new Map<Cpu, Start>();
  for (const menu of await readMenus(tree)) {
    for (const item of defaultFirst(menu.items)) {
      if (item.initrds.length === 0) continue;
      const start = await startOf(tree, item);
      if (!start || starts.has(start.cpu)) continue;
      starts.set(start.cpu, start);
      why.push(`"${item.title}" in ${menu.path}`);
    }
  }
  if (starts.size === 0) {
    for (const pair of await findKernelPairs(tree)) {
      const start = await startOf(tree, {
        title: volumeName(tree) ?? 'Linux',
        kernel: pair.kernel,
        initrds: [pair.initrd],
        args: '',
      });
      if (!start || starts.has(start.cpu)) continue;
      starts.set(start.cpu, start);
      why.push(`${pair.kernel} beside ${pair.initrd}`);
    }
  }
  if (starts.size === 0) return undefined;
  const dropped = [...new Set([...starts.values()].flatMap((start) => start.dropped))];
  return {
    family: 'linux',
    ...titleOf(tree),
    entries: [...starts.values()].map(entryOf),
    notes: [
      'This system is not known to Rackboot: its kernel starts, but what it loads from its medium after that it may not find.',
      ...(dropped.length > 0
        ? [`Left out of its command line, because they name a medium or an answer file: ${dropped.join(' ')}`]
        : []),
    ],
    why,
  };
}

function defaultFirst(items: readonly MenuItem[]): MenuItem[] {
  return items.toSorted((a, b) => Number(b.default) - Number(a.default));
}

async function startOf(tree: ImageTree, item: Omit<MenuItem, 'default'>): Promise<Start | undefined> {
  const kernel = await readKernel(tree, item.kernel);
  if (isMemtest(item.kernel, kernel)) return undefined;
  const { args, dropped } = networkArgs(item.args);
  return { title: item.title, kernel: item.kernel, initrds: item.initrds, args, dropped, cpu: kernel.cpu };
}

function entryOf({ title, kernel, initrds, args, cpu }: Start): BootEntry {
  return { how: 'linux', cpu, title: cpuTitle(title, cpu), kernel, initrds, args };
}
