/** What a kernel file says of itself, and kernels that lie beside their initrd. */
import type { Cpu } from '../../model/machine.ts';
import { BZIMAGE_HEAD_BYTES, decodeBzImage } from '../../wire/bzimage.ts';
import { peMachine } from '../../wire/pe.ts';
import type { ImageTree, TreeEntry } from './image-tree.ts';
import { directoryOf } from './image-tree.ts';

export interface Kernel {
  readonly cpu: Cpu;
  /** The kernel's own version string. */
  readonly version?: string;
  /** Has the header BIOS loaders need (x86 Linux boot protocol). */
  readonly bios: boolean;
  /** Is a program EFI firmware can start. */
  readonly efi: boolean;
}

/** By the file's header, else by how its path spells the processor, else x86_64. */
export async function readKernel(tree: ImageTree, path: string): Promise<Kernel> {
  const head = (await tree.readStart(path, BZIMAGE_HEAD_BYTES)) ?? new Uint8Array(0);
  const header = decodeBzImage(head);
  const machine = peMachine(head);
  return {
    cpu: (machine === 'other' ? undefined : machine) ?? header?.cpu ?? cpuOfPath(path) ?? 'x86_64',
    ...(header?.kernelVersion !== undefined && { version: header.kernelVersion }),
    bios: header !== undefined,
    efi: machine !== undefined,
  };
}

const CPU_NAMES: readonly (readonly [RegExp, Cpu])[] = [
  [/arm64|aarch64|aa64|install\.a64/, 'arm64'],
  [/riscv64/, 'riscv64'],
  [/loong(arch)?64/, 'loongarch64'],
  [/(amd|x86[_-]|x|memtest)64|install\.amd/, 'x86_64'],
  [/armhf|armel/, 'arm32'],
  [/i[3-6]86|ia32|(x|memtest)32|install\.386/, 'i386'],
];

export function cpuOfPath(path: string): Cpu | undefined {
  return CPU_NAMES.find(([pattern]) => pattern.test(path.toLowerCase()))?.[1];
}

export interface KernelPair {
  readonly directory: string;
  readonly kernel: string;
  readonly initrd: string;
}

const KERNEL = /^(linux|vmlinu[xz]|bzimage)(?=$|[-._])/i;
const INITRD = /^(initrd|initramfs)(?=$|[-._])/i;

/** How deep and how far a search through an unknown image goes. */
const WALK = { maxDepth: 8, maxEntries: 20_000 } as const;

/** Several families ask; an image is searched once. */
const found = new WeakMap<ImageTree, Promise<readonly KernelPair[]>>();

/** Kernels with an initrd in the same directory, by a bounded walk, the shallow ones first. */
export function findKernelPairs(tree: ImageTree): Promise<readonly KernelPair[]> {
  const pairs = found.get(tree) ?? search(tree);
  found.set(tree, pairs);
  return pairs;
}

async function search(tree: ImageTree): Promise<KernelPair[]> {
  const directories = new Map<string, { kernels: TreeEntry[]; initrds: TreeEntry[] }>();
  for await (const entry of tree.walk(WALK)) {
    if (entry.directory || entry.sizeBytes === 0) continue;
    const kind = KERNEL.test(entry.name) ? 'kernels' : INITRD.test(entry.name) ? 'initrds' : undefined;
    if (!kind) continue;
    const directory = directoryOf(entry.path);
    const beside = directories.get(directory) ?? { kernels: [], initrds: [] };
    beside[kind].push(entry);
    directories.set(directory, beside);
  }
  const pairs: KernelPair[] = [];
  for (const [directory, { kernels, initrds }] of directories) {
    for (const kernel of kernels) {
      // `vmlinuz-6.1` belongs to `initrd.img-6.1`; where names say nothing, to the only or first initrd.
      const suffix = kernel.name.replace(KERNEL, '').replace(/^[-.]/, '');
      const initrd = (suffix && initrds.find((one) => one.name.includes(suffix))) || initrds[0];
      if (initrd) pairs.push({ directory, kernel: kernel.path, initrd: initrd.path });
    }
  }
  return pairs;
}
