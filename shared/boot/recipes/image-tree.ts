/** What the recipes know of an image: names, sizes, and the first bytes of small files. */
import type { ReadAt } from '../../wire/iso9660-sectors.ts';
import type { IsoEntry, IsoVolume, WalkLimits } from '../../wire/iso9660.ts';
import type { BootImage } from '../../wire/el-torito.ts';
import { utf8Text } from '../../wire/bytes.ts';

export interface TreeEntry {
  readonly name: string;
  /** From the root, with a leading slash. */
  readonly path: string;
  readonly directory: boolean;
  readonly sizeBytes: number;
}

/** Paths are looked up whatever their case. Everything rejects with a DecodeError when the image is damaged there. */
export interface ImageTree {
  readonly volumeId: string;
  readonly sizeBytes: number;
  /** El Torito boot images. */
  readonly bootImages: readonly BootImage[];
  /** There is a UDF volume as well, whose files are not in this tree. */
  readonly udf: boolean;
  stat(path: string): Promise<TreeEntry | undefined>;
  /** Empty when there is no such directory. */
  list(path: string): Promise<readonly TreeEntry[]>;
  /** Breadth first. */
  walk(limits: WalkLimits): AsyncIterable<TreeEntry>;
  /** The first bytes of a file, at most `maxBytes`; undefined when it is no file. */
  readStart(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
  readText(path: string, maxBytes: number): Promise<string | undefined>;
}

export function isoTree(volume: IsoVolume, readAt: ReadAt): ImageTree {
  const readStart = async (path: string, maxBytes: number): Promise<Uint8Array | undefined> => {
    const entry = await volume.stat(path);
    return entry && !entry.directory ? start(entry, readAt, maxBytes) : undefined;
  };
  return {
    volumeId: volume.volumeId,
    sizeBytes: volume.sizeBytes,
    bootImages: volume.elTorito,
    udf: volume.udf,
    stat: (path) => volume.stat(path),
    list: (path) => volume.list(path),
    walk: (limits) => volume.walk(limits),
    readStart,
    readText: async (path, maxBytes) => {
      const bytes = await readStart(path, maxBytes);
      return bytes && utf8Text(bytes);
    },
  };
}

async function start(entry: IsoEntry, readAt: ReadAt, maxBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.min(entry.sizeBytes, maxBytes));
  let at = 0;
  for (const { offset, length } of entry.extents) {
    if (at >= bytes.length) break;
    const part = await readAt(offset, Math.min(length, bytes.length - at));
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.subarray(0, at);
}

/** `/a/b/c` → `/a/b`; of a file in the root the empty string, so that `${directoryOf(path)}/name` is always a path. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The directory itself and those it lies in, up to the root (the empty string). */
export function ancestors(directory: string): string[] {
  const all = [directory];
  for (let at = directory; at !== ''; at = directoryOf(at)) all.push(directoryOf(at));
  return all;
}
