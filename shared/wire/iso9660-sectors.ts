/** Reads of an image by byte range, remembered sector by sector: directories are small and asked for again and again. */
import { DecodeError } from './bytes.ts';
import { TruncatedIso } from './iso9660-errors.ts';

/**
 * Resolves with exactly `length` bytes from `offset`, fewer only where the image ends. `File.slice` and a file handle
 * both fit. The bytes must stay as they are after the call.
 */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** ECMA-119 section 6.1.2: logical sectors of images are 2048 bytes. */
export const SECTOR_BYTES = 2048;

/** 2 MiB of directory sectors: more than a full Debian DVD has. */
const CACHE_SECTORS = 1024;
/** Longest single read, in sectors. */
const RUN_SECTORS = 128;

export class SectorCache {
  readonly sizeBytes: number;
  readonly #readAt: ReadAt;
  readonly #sectors = new Map<number, Uint8Array>();

  constructor(readAt: ReadAt, sizeBytes: number) {
    this.#readAt = readAt;
    this.sizeBytes = sizeBytes;
  }

  /** A copy of `length` bytes from `offset`. TruncatedIso when they lie behind the end, DecodeError on a short read. */
  async read(what: string, offset: number, length: number): Promise<Uint8Array> {
    const end = offset + length;
    if (end > this.sizeBytes) throw new TruncatedIso(what, offset, end, this.sizeBytes);
    const out = new Uint8Array(length);
    let sector = Math.floor(offset / SECTOR_BYTES);
    while (sector * SECTOR_BYTES < end) {
      const run = await this.#run(what, sector, end);
      for (const bytes of run) {
        const at = sector * SECTOR_BYTES;
        const from = Math.max(offset, at);
        out.set(bytes.subarray(from - at, Math.min(end - at, bytes.length)), from - offset);
        sector++;
      }
    }
    return out;
  }

  /** One remembered sector, or all missing ones from here to `end` in one read. */
  async #run(what: string, first: number, end: number): Promise<Uint8Array[]> {
    const known = this.#sectors.get(first);
    if (known) return [known];
    let last = first;
    while (last - first + 1 < RUN_SECTORS && (last + 1) * SECTOR_BYTES < end && !this.#sectors.has(last + 1))
      last++;
    const offset = first * SECTOR_BYTES;
    const length = Math.min((last + 1) * SECTOR_BYTES, this.sizeBytes) - offset;
    const bytes = await this.#readAt(offset, length);
    if (bytes.length < length) throw new DecodeError(what, offset, length, bytes.length);
    const run: Uint8Array[] = [];
    for (let sector = first; sector <= last; sector++) {
      const at = (sector - first) * SECTOR_BYTES;
      const copy = bytes.slice(at, Math.min(at + SECTOR_BYTES, length));
      run.push(copy);
      this.#remember(sector, copy);
    }
    return run;
  }

  #remember(sector: number, bytes: Uint8Array): void {
    if (this.#sectors.size >= CACHE_SECTORS) {
      const [oldest] = this.#sectors.keys();
      if (oldest !== undefined) this.#sectors.delete(oldest);
    }
    this.#sectors.set(sector, bytes);
  }
}
