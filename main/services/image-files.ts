/**
 * The files of the library's images as bytes. One reader serves everybody who reads the same ISO; of a folder each file is
 * opened by itself.
 */
import type { BootFile } from '../../shared/model/boot-file.ts';
import type { Image } from '../../shared/model/image.ts';
import { ImageReader } from './image-reader.ts';
import { openInNbi } from './nbi-folder.ts';

export interface ImageFiles {
  /** Undefined for a directory, or nothing there. FILE_CHANGED, FILE_UNREADABLE, MALFORMED_IMAGE. */
  open(image: Image, path: string): Promise<BootFile | undefined>;
  /** Undefined for a folder, which is no drive, and for what lies elsewhere. */
  openWhole(image: Image): Promise<BootFile | undefined>;
  /** Transfers under way keep the file open until they end. */
  forget(id: string): Promise<void>;
  close(): Promise<void>;
}

interface OpenReader {
  /** The image as it was when its file was opened. */
  readonly of: Image;
  readonly opening: Promise<ImageReader>;
}

export function createImageFiles(): ImageFiles {
  const readers = new Map<string, OpenReader>();

  /** The reader of an image with one more user, its file just compared with what was dropped. */
  async function use(image: Image): Promise<ImageReader> {
    const one = readers.get(image.id);
    // Dropped again since: what is open is the old file.
    if (one && (one.of.sizeBytes !== image.sizeBytes || one.of.modifiedAt !== image.modifiedAt))
      await forget(image.id, one);
    const { opening } = readers.get(image.id) ?? openReader(image);
    const reader = await opening;
    reader.file.retain();
    try {
      await reader.file.check();
      return reader;
    } catch (error) {
      await reader.file.close();
      await forget(image.id, { opening });
      throw error;
    }
  }

  function openReader(image: Image): OpenReader {
    const one = { of: image, opening: ImageReader.open(image.path, { expected: image, name: image.name }) };
    readers.set(image.id, one);
    one.opening.catch(() => forget(image.id, one));
    return one;
  }

  /** @param which only this one, not what came after it */
  async function forget(id: string, which?: Pick<OpenReader, 'opening'>): Promise<void> {
    const one = readers.get(id);
    if (!one || (which && one.opening !== which.opening)) return;
    readers.delete(id);
    const reader = await one.opening.catch(() => undefined);
    await reader?.file.close();
  }

  async function withReader<T>(image: Image, read: (reader: ImageReader) => T | Promise<T>): Promise<T> {
    const reader = await use(image);
    try {
      return await read(reader);
    } finally {
      await reader.file.close();
    }
  }

  return {
    async open(image, path) {
      switch (image.kind) {
        case 'nbi':
          return openInNbi(image, path);
        case 'iso':
          return withReader(image, (reader) => reader.openPath(path));
        case 'url':
          return undefined;
      }
    },
    async openWhole(image) {
      return image.kind === 'iso' ? withReader(image, (reader) => reader.openWhole()) : undefined;
    },
    forget: (id) => forget(id),
    async close() {
      await Promise.all([...readers.keys()].map((id) => forget(id)));
    },
  };
}
