/**
 * Files read by position into the caller's buffer. One open handle serves everybody who reads the same file, and the last
 * one to close it really closes. Bytes of a file that was changed under us are never passed off as the old ones: size and
 * modification time are compared when a file is opened, while it is read, and once more after its last byte.
 */
import { read as readFd } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import type { BootFile } from '../../shared/model/boot-file.ts';
import { AppError } from '../../shared/model/error.ts';
import { openCachedRead } from './cached-read.ts';

/** What a file was when it was dropped. */
export interface FileState {
  readonly sizeBytes: number;
  /** Whole ms since 1970. */
  readonly modifiedAt: number;
}

/** A byte range of a file. */
export interface FileRange {
  readonly offset: number;
  readonly length: number;
}

/** While a file is read, its state is looked at this often: a transfer of seconds should not end in wrong bytes. */
const CHECK_EVERY_MS = 250;
const DROP_AGAIN = 'Drop it again.';

export class SharedFile implements FileState {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly #handle: FileHandle;
  readonly #mtimeMs: number;
  readonly #cachedRead = openCachedRead();
  #users = 1;
  #checkedAt: number;

  private constructor(path: string, handle: FileHandle, stats: Stats) {
    this.path = path;
    this.#handle = handle;
    this.#mtimeMs = stats.mtimeMs;
    this.sizeBytes = stats.size;
    this.modifiedAt = Math.trunc(stats.mtimeMs);
    this.#checkedAt = performance.now();
  }

  /**
   * With `expected`, a file that is gone or different is FILE_CHANGED; without, FILE_NOT_FOUND. FILE_UNREADABLE for
   * directories, devices and what the system refuses. The caller is its first user and must close it.
   */
  static async open(path: string, expected?: FileState): Promise<SharedFile> {
    try {
      // Before opening: to open a named pipe would wait for somebody to write into it.
      if (!(await stat(path)).isFile())
        throw new AppError('FILE_UNREADABLE', `${path} is not a file.`, 'Choose a file.');
      const handle = await open(path, 'r');
      try {
        const file = new SharedFile(path, handle, await handle.stat());
        if (expected && (file.sizeBytes !== expected.sizeBytes || file.modifiedAt !== expected.modifiedAt))
          throw fileChanged(path);
        return file;
      } catch (error) {
        await handle.close();
        throw error;
      }
    } catch (error) {
      throw readError(path, error, expected !== undefined);
    }
  }

  /** One more user, who must close. */
  retain(): this {
    if (this.#users === 0) throw new AppError('FILE_CHANGED', `${this.path} was closed.`, DROP_AGAIN);
    this.#users++;
    return this;
  }

  async close(): Promise<void> {
    if (--this.#users === 0) await this.#handle.close();
  }

  /** FILE_CHANGED when what is at the path now is not this file any more. */
  async check(): Promise<void> {
    const stats = await stat(this.path).catch((error: unknown) => {
      throw readError(this.path, error, true);
    });
    this.#compare(stats);
  }

  /** Fills `target` from `position`; fewer bytes only at the end of the file. FILE_CHANGED, FILE_UNREADABLE. */
  async read(target: Uint8Array, position: number): Promise<number> {
    // A read under way is a user too: were the descriptor closed and given to another file, its bytes would come.
    this.retain();
    try {
      const wanted = Math.max(0, Math.min(target.length, this.sizeBytes - position));
      let filled = 0;
      while (filled < wanted) {
        const bytes = await this.#readOnce(target, filled, wanted - filled, position + filled);
        if (bytes === 0) throw fileChanged(this.path);
        filled += bytes;
      }
      if (performance.now() - this.#checkedAt > CHECK_EVERY_MS) await this.verify();
      return filled;
    } finally {
      await this.close();
    }
  }

  /** FILE_CHANGED when the open file was written to. The caller must be a user. */
  async verify(): Promise<void> {
    this.#checkedAt = performance.now();
    this.#compare(await this.#handle.stat());
  }

  #compare(stats: Stats): void {
    if (stats.size !== this.sizeBytes || stats.mtimeMs !== this.#mtimeMs) throw fileChanged(this.path);
  }

  #readOnce(target: Uint8Array, at: number, length: number, position: number): Promise<number> | number {
    const cached = this.#cachedRead(this.#handle.fd, target.subarray(at, at + length), position);
    if (cached > 0) return cached;
    return new Promise((resolve, reject) => {
      readFd(this.#handle.fd, target, at, length, position, (error, bytes) => {
        if (error) reject(readError(this.path, error, true));
        else resolve(bytes);
      });
    });
  }
}

export interface SourceOptions {
  readonly contentType?: string;
  /** Byte ranges that are the file, in order; absent: all of it. They must lie inside. */
  readonly ranges?: readonly FileRange[];
}

/** A reader of its own on a shared file; closing it twice is closing it once. */
export function bootFileOf(file: SharedFile, options: SourceOptions = {}): BootFile {
  file.retain();
  let open = true;
  const ranges = options.ranges ?? [{ offset: 0, length: file.sizeBytes }];
  const sizeBytes = ranges.reduce((sum, range) => sum + range.length, 0);
  const state = `${file.sizeBytes.toString(16)}-${file.modifiedAt.toString(16)}`;
  return {
    sizeBytes,
    version: options.ranges ? `${state}-${(ranges[0]?.offset ?? 0).toString(16)}` : state,
    modifiedAt: file.modifiedAt,
    ...(options.contentType !== undefined && { contentType: options.contentType }),
    generated: false,
    async read(target, position) {
      if (!open) throw new AppError('FILE_UNREADABLE', `${file.path} was closed.`, 'Ask for it again.');
      file.retain();
      try {
        const filled = await readRanges(file, ranges, target, position);
        // A transfer that ends well was read from a file that stayed what it was.
        if (position + filled >= sizeBytes) await file.verify();
        return filled;
      } finally {
        await file.close();
      }
    },
    async close() {
      if (!open) return;
      open = false;
      await file.close();
    },
  };
}

/** FILE_NOT_FOUND, FILE_UNREADABLE */
export async function openFile(path: string, options: SourceOptions = {}): Promise<BootFile> {
  const file = await SharedFile.open(path);
  try {
    return bootFileOf(file, options);
  } finally {
    await file.close();
  }
}

async function readRanges(
  file: SharedFile,
  ranges: readonly FileRange[],
  target: Uint8Array,
  position: number,
): Promise<number> {
  let filled = 0;
  let start = 0;
  for (const { offset, length } of ranges) {
    const from = position + filled - start;
    start += length;
    if (from >= length) continue;
    if (filled === target.length) break;
    const wanted = Math.min(length - from, target.length - filled);
    const bytes = await file.read(target.subarray(filled, filled + wanted), offset + from);
    filled += bytes;
    if (bytes < wanted) throw fileChanged(file.path);
  }
  return filled;
}

export function fileChanged(path: string): AppError {
  return new AppError('FILE_CHANGED', `${path} has changed since it was dropped.`, DROP_AGAIN);
}

export function fileGone(path: string, cause?: unknown): AppError {
  const hint = 'Put it back or plug its drive in again, or drop it from where it is now.';
  return new AppError('FILE_CHANGED', `${path} is not there any more.`, hint, { cause });
}

/** What a failed look at `path` means. @param wasThere it was there when it was dropped */
export function readError(path: string, error: unknown, wasThere: boolean): AppError {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const gone = code === 'ENOENT' || code === 'ENOTDIR';
  if (gone && wasThere) return fileGone(path, error);
  if (gone)
    return new AppError('FILE_NOT_FOUND', `There is no file ${path}.`, 'Check the path.', { cause: error });
  const hint =
    code === 'EACCES' || code === 'EPERM'
      ? 'Give the user Rackboot runs as the right to read it.'
      : 'Check the drive it is on.';
  return new AppError('FILE_UNREADABLE', `${path} cannot be read (${code}).`, hint, { cause: error });
}
