/** An image as a table of paths, for tests of what is recognised. */
import type { ImageTree, TreeEntry } from '../../../shared/boot/recipes/image-tree.ts';
import type { BootImage } from '../../../shared/wire/el-torito.ts';
import { latin1Bytes } from '../../../shared/wire/bytes.ts';

export interface MemoryTreeOptions {
  readonly volumeId?: string;
  readonly boots?: readonly BootImage['platform'][];
  readonly udf?: boolean;
}

export function memoryTree(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: MemoryTreeOptions = {},
): ImageTree {
  const entries = new Map<string, TreeEntry>();
  const contents = new Map<string, Uint8Array>();
  const put = (path: string, directory: boolean, bytes: Uint8Array): void => {
    entries.set(path.toLowerCase(), {
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      directory,
      sizeBytes: bytes.length,
    });
    contents.set(path.toLowerCase(), bytes);
  };
  for (const [path, content] of Object.entries(files)) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      put(path.slice(0, at), true, new Uint8Array(0));
    put(path, false, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }
  const key = (path: string): string => `/${path.toLowerCase().split('/').filter(Boolean).join('/')}`;
  const readStart = async (path: string, maxBytes: number): Promise<Uint8Array | undefined> => {
    const entry = entries.get(key(path));
    return entry && !entry.directory ? contents.get(key(path))?.subarray(0, maxBytes) : undefined;
  };
  const list = async (path: string): Promise<TreeEntry[]> => {
    const base = key(path) === '/' ? '' : key(path);
    return [...entries.values()].filter(
      (entry) => entry.path.toLowerCase() === `${base}/${entry.name.toLowerCase()}`,
    );
  };
  return {
    volumeId: options.volumeId ?? '',
    sizeBytes: 1_000_000,
    bootImages: (options.boots ?? []).map((platform) => ({
      platform,
      bootable: true,
      emulation: 'none',
      sector: 30,
      loadCount: 4,
    })),
    udf: options.udf ?? false,
    stat: async (path) =>
      key(path) === '/' ? { name: '', path: '/', directory: true, sizeBytes: 0 } : entries.get(key(path)),
    list,
    async *walk({ maxDepth, maxEntries }) {
      const depth = (entry: TreeEntry): number => entry.path.split('/').length - 1;
      const all = [...entries.values()]
        .filter((entry) => depth(entry) <= maxDepth)
        .sort((a, b) => depth(a) - depth(b));
      yield* all.slice(0, maxEntries);
    },
    readStart,
    readText: async (path, maxBytes) => {
      const bytes = await readStart(path, maxBytes);
      return bytes && new TextDecoder().decode(bytes);
    },
  };
}

/** The head of an x86 kernel with this version string (Linux, Documentation/arch/x86/boot.rst). */
export function kernelBytes(version: string, options: { sixtyFour?: boolean; pe?: number } = {}): Uint8Array {
  const bytes = new Uint8Array(4096);
  const u16 = (at: number, value: number): void => bytes.set([value & 255, value >> 8], at);
  bytes.set(latin1Bytes('HdrS'), 0x202);
  u16(0x206, 0x20f);
  u16(0x20e, 0x600);
  u16(0x236, options.sixtyFour === false ? 0 : 1);
  bytes.set(latin1Bytes(version), 0x800);
  if (options.pe !== undefined) bytes.set(peBytes(options.pe).subarray(0, 0x100));
  return bytes;
}

/** A PE header for this machine. */
export function peBytes(machine: number): Uint8Array {
  const bytes = new Uint8Array(512);
  bytes.set(latin1Bytes('MZ'));
  bytes[0x3c] = 0x80;
  bytes.set(latin1Bytes('PE\0\0'), 0x80);
  bytes.set([machine & 255, machine >> 8], 0x84);
  return bytes;
}

export const DEBIAN_KERNEL =
  '6.1.0-50-amd64 (debian-kernel@lists.debian.org) #1 SMP PREEMPT_DYNAMIC Debian 6.1.176-1';
