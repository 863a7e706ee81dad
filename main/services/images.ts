/**
 * The library of images: what was dropped, where it lies, what it boots; and every file in it as bytes. A dropped file
 * stays where it is; only what comes as a stream is kept in the data folder.
 */
import { realpath, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EngineStatus } from '../../shared/model/api.ts';
import type { BootFile } from '../../shared/model/boot-file.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Image, Recipe } from '../../shared/model/image.ts';
import { imageId, safeFileName } from './image-names.ts';
import type { ImportProgress, RunningImports } from './image-progress.ts';
import { createRunningImports } from './image-progress.ts';
import { ImageReader } from './image-reader.ts';
import { receiveUpload, removeLeftovers } from './image-upload.ts';

export interface ImagesOptions {
  readonly append: Append;
  /** ms since 1970 */
  readonly now: () => number;
  readonly dataDir: string;
  /** The library as it was saved. */
  readonly images: readonly Image[];
  readonly save: (images: readonly Image[]) => Promise<void>;
}

export interface ImportOptions {
  /** At the start, at most four times a second, and at the end. */
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

export interface Images {
  list(): readonly Image[];
  /** By id, else by file name (whatever its case), else by path. */
  get(idOrName: string): Image | undefined;
  /**
   * The file stays where it is; the same file again updates its image. FILE_NOT_FOUND, FILE_UNREADABLE, NOT_AN_ISO,
   * TRUNCATED_IMAGE, MALFORMED_IMAGE, NOT_SUPPORTED, CANCELLED, and what saving the list throws.
   */
  importFile(path: string, options?: ImportOptions): Promise<Image>;
  /** Keeps the bytes in the data folder. As importFile, and DISK_FULL, DATA_UNWRITABLE, DATA_IN_USE. */
  importStream(
    name: string,
    sizeBytes: number | undefined,
    bytes: AsyncIterable<Uint8Array>,
    options?: ImportOptions,
  ): Promise<Image>;
  /** Deletes the file too where it is our own. UNKNOWN_IMAGE. */
  remove(id: string): Promise<void>;
  /** UNKNOWN_IMAGE */
  rename(id: string, title: string): Promise<Image>;
  /** Undefined for an unknown image, a directory, or nothing there. FILE_CHANGED, FILE_UNREADABLE, MALFORMED_IMAGE. */
  open(id: string, pathInImage: string): Promise<BootFile | undefined>;
  openWhole(id: string): Promise<BootFile | undefined>;
  /** What is being imported right now. */
  imports(): EngineStatus['imports'];
  /** The list or the progress of an import changed. */
  onChange(listener: () => void): () => void;
  /** Stops imports and closes every file. */
  close(): Promise<void>;
}

interface OpenReader {
  /** The image as it was when its file was opened. */
  readonly of: Image;
  readonly opening: Promise<ImageReader>;
}

interface Recognised {
  readonly recipe: Recipe;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
}

export function createImages(options: ImagesOptions): Images {
  const { append, now, save } = options;
  const folder = join(options.dataDir, 'images');
  let images = options.images;
  /** Changes of the list are saved one after the other, and count once they are saved. */
  let saving: Promise<unknown> = Promise.resolve();
  const readers = new Map<string, OpenReader>();
  const swept = removeLeftovers(folder).catch(() => undefined);
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  const running: RunningImports = createRunningImports({ append, now, changed });

  async function commit(change: (list: readonly Image[]) => readonly Image[]): Promise<void> {
    const done = saving.then(async () => {
      const next = change(images);
      await save(next);
      images = next;
    });
    saving = done.catch(() => undefined);
    await done;
    changed();
  }

  /** Into the list: a new image, or what is new of one that is there already. */
  async function put(path: string, owned: boolean, found: Recognised): Promise<Image> {
    let image: Image | undefined;
    await commit((list) => {
      const old = list.find((one) => one.path === path);
      const name = basename(path);
      const title = found.recipe.title ?? name;
      // A title somebody gave stays.
      const given = old && old.title !== (old.recipe.title ?? old.name) ? old.title : undefined;
      image = {
        id: old?.id ?? imageId(name, (id) => list.some((one) => one.id === id)),
        kind: 'iso',
        title: given ?? title,
        name,
        path,
        owned: old?.owned ?? owned,
        addedAt: old?.addedAt ?? now(),
        ...found,
      };
      return old ? list.map((one) => (one === old ? (image as Image) : one)) : [...list, image];
    });
    await forget((image as Image).id);
    return image as Image;
  }

  async function recogniseAt(path: string, name: string, signal: AbortSignal): Promise<Recognised> {
    const reader = await ImageReader.open(path, { name, signal });
    try {
      const recipe = await reader.recognise();
      const { sizeBytes, modifiedAt } = reader.file;
      return { recipe, sizeBytes, modifiedAt };
    } finally {
      await reader.file.close();
    }
  }

  /** Runs one import: progress while it lasts, one event when it ends, whichever way. */
  async function importing(
    name: string,
    totalBytes: number,
    importOptions: ImportOptions,
    work: (signal: AbortSignal, onBytes: (bytes: number) => void) => Promise<Image>,
  ): Promise<Image> {
    const startedAt = now();
    const one = running.begin(name, totalBytes, importOptions);
    try {
      const image = await work(one.signal, one.onBytes);
      one.onBytes(image.sizeBytes);
      const { id, title, recipe, sizeBytes } = image;
      append({
        type: 'image.imported',
        image: id,
        title,
        recipe: recipe.family,
        sizeBytes,
        ms: now() - startedAt,
      });
      return image;
    } catch (error) {
      append({ type: 'image.failed', name, ...reportError(error) });
      throw error;
    } finally {
      one.end();
    }
  }

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

  /** Transfers under way keep the file open until they end. @param which only this one, not what came after it */
  async function forget(id: string, which?: Pick<OpenReader, 'opening'>): Promise<void> {
    const one = readers.get(id);
    if (!one || (which && one.opening !== which.opening)) return;
    readers.delete(id);
    const reader = await one.opening.catch(() => undefined);
    await reader?.file.close();
  }

  async function withReader<T>(
    id: string,
    read: (reader: ImageReader) => T | Promise<T>,
  ): Promise<T | undefined> {
    const image = images.find((one) => one.id === id);
    if (!image) return undefined;
    const reader = await use(image);
    try {
      return await read(reader);
    } finally {
      await reader.file.close();
    }
  }

  function known(id: string): Image {
    const image = images.find((one) => one.id === id);
    if (image) return image;
    const hint =
      images.length === 0 ? 'Drop an ISO first.' : `Known: ${images.map((one) => one.id).join(', ')}.`;
    throw new AppError('UNKNOWN_IMAGE', `There is no image "${id}".`, hint);
  }

  return {
    list: () => images,
    get(idOrName) {
      const name = idOrName.toLowerCase();
      return (
        images.find((one) => one.id === idOrName) ??
        images.find((one) => one.name === idOrName) ??
        images.find((one) => one.name.toLowerCase() === name || one.path === idOrName)
      );
    },
    async importFile(given, importOptions = {}) {
      const path = await realpath(given).catch(() => given);
      const name = basename(path);
      const totalBytes = await stat(path).then(
        (s) => s.size,
        () => 0,
      );
      return importing(name, totalBytes, importOptions, async (signal) => {
        await refuseFolder(path);
        return put(path, false, await recogniseAt(path, name, signal));
      });
    },
    async importStream(given, sizeBytes, bytes, importOptions = {}) {
      const name = safeFileName(given);
      const path = join(folder, name);
      return importing(name, sizeBytes ?? 0, importOptions, async (signal, onBytes) => {
        await swept;
        const release = running.reserve(path);
        try {
          let found: Recognised | undefined;
          await receiveUpload({
            name,
            path,
            sizeBytes,
            bytes,
            signal,
            onBytes,
            check: async (part) => void (found = await recogniseAt(part, name, signal)),
          });
          return await put(path, true, found as unknown as Recognised);
        } finally {
          release();
        }
      });
    },
    async remove(id) {
      const image = known(id);
      await commit((list) => list.filter((one) => one.id !== id));
      await forget(id);
      if (image.owned) await rm(image.path, { force: true });
      append({ type: 'image.removed', image: id });
    },
    async rename(id, title) {
      known(id);
      await commit((list) => list.map((one) => (one.id === id ? { ...one, title } : one)));
      return known(id);
    },
    open: (id, pathInImage) => withReader(id, (reader) => reader.openPath(pathInImage)),
    openWhole: (id) => withReader(id, (reader) => reader.openWhole()),
    imports: running.list,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await running.stop();
      await swept;
      await saving;
      await Promise.all([...readers.keys()].map((id) => forget(id)));
    },
  };
}

async function refuseFolder(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (s) => s.isDirectory(),
    () => false,
  );
  if (!isFolder) return;
  const hint = path.toLowerCase().endsWith('.nbi')
    ? 'Apple .nbi folders are not read yet; they are planned.'
    : 'Drop the .iso file.';
  throw new AppError('NOT_SUPPORTED', `${path} is a folder.`, hint);
}
