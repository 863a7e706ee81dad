/** One image file, open: its volume, what it is, and the files in it as byte ranges. */
import { basename } from 'node:path';
import type { ImageTree } from '../../shared/boot/recipes/image-tree.ts';
import { isoTree } from '../../shared/boot/recipes/image-tree.ts';
import { recognise } from '../../shared/boot/recipes/index.ts';
import type { BootFile } from '../../shared/model/boot-file.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Recipe } from '../../shared/model/image.ts';
import type { IsoVolume } from '../../shared/wire/iso9660.ts';
import { openIso } from '../../shared/wire/iso9660.ts';
import type { ReadAt } from '../../shared/wire/iso9660-sectors.ts';
import type { FileState } from '../net/file-source.ts';
import { SharedFile, bootFileOf } from '../net/file-source.ts';
import { explainImageError, truncated } from './image-errors.ts';

export interface ImageReaderOptions {
  /** What the file must still be, else FILE_CHANGED. */
  readonly expected?: FileState;
  /** For messages: an upload has another name than the file it is gathered in. */
  readonly name?: string;
  /** CANCELLED at the next read. */
  readonly signal?: AbortSignal;
}

export class ImageReader {
  readonly file: SharedFile;
  readonly volume: IsoVolume;
  readonly #name: string;
  readonly #readAt: ReadAt;

  private constructor(file: SharedFile, volume: IsoVolume, name: string, readAt: ReadAt) {
    this.file = file;
    this.volume = volume;
    this.#name = name;
    this.#readAt = readAt;
  }

  /** NOT_AN_ISO, TRUNCATED_IMAGE, MALFORMED_IMAGE, CANCELLED and what SharedFile.open throws. Nothing stays open then. */
  static async open(path: string, options: ImageReaderOptions = {}): Promise<ImageReader> {
    const name = options.name ?? basename(path);
    const file = await SharedFile.open(path, options.expected);
    try {
      const readAt = reader(file, name, options.signal);
      const volume = await openIso(readAt, file.sizeBytes);
      if (volume.missingBytes > 0) throw truncated(name, volume.missingBytes, file.sizeBytes);
      return new ImageReader(file, volume, name, readAt);
    } catch (error) {
      await file.close();
      throw explainImageError(error, name, file.sizeBytes);
    }
  }

  /** MALFORMED_IMAGE, TRUNCATED_IMAGE, CANCELLED, FILE_CHANGED */
  async recognise(): Promise<Recipe> {
    return this.#explaining(() => recognise(this.tree()));
  }

  tree(): ImageTree {
    return isoTree(this.volume, this.#readAt);
  }

  /** Whatever its case; undefined for a directory and for what is not there. */
  async openPath(path: string): Promise<BootFile | undefined> {
    return this.#explaining(async () => {
      const entry = await this.volume.stat(path);
      return entry && !entry.directory ? bootFileOf(this.file, { ranges: entry.extents }) : undefined;
    });
  }

  openWhole(): BootFile {
    return bootFileOf(this.file);
  }

  async #explaining<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      throw explainImageError(error, this.#name, this.file.sizeBytes);
    }
  }
}

function reader(file: SharedFile, name: string, signal: AbortSignal | undefined): ReadAt {
  return async (offset, length) => {
    if (signal?.aborted) throw cancelled(name);
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, await file.read(bytes, offset));
  };
}

export function cancelled(name: string): AppError {
  return new AppError(
    'CANCELLED',
    `The import of ${name} was stopped.`,
    'Nothing was kept; drop the file again.',
  );
}
