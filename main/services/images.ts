/**
 * The library of images: what was dropped, where it lies, what it boots; and every file in it as bytes. A dropped file or
 * folder stays where it is; only what comes as a stream is kept in the data folder.
 */
import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isChainUrl, readChainUrl } from '../../shared/boot/chain-url.ts';
import type { EngineStatus } from '../../shared/model/api.ts';
import type { BootFile } from '../../shared/model/boot-file.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Image } from '../../shared/model/image.ts';
import { folderAsFile } from './image-errors.ts';
import { createImageFiles } from './image-files.ts';
import { receiveNbi } from './image-folder-upload.ts';
import { safeFileName } from '../../shared/model/safe-file-name.ts';
import { imageId } from './image-names.ts';
import type { ImportProgress, RunningImports } from './image-progress.ts';
import { createRunningImports } from './image-progress.ts';
import { ImageReader, cancelled } from './image-reader.ts';
import { receiveUpload, removeLeftovers } from './image-upload.ts';
import { readNbiFolder } from './nbi-folder.ts';
import { createRemovedImages } from './image-removals.ts';

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
   * An ISO, the folder of an Apple NetBoot image, or an address that machines go on to (http://…). It stays where it is; the same again updates its image.
   * FILE_NOT_FOUND, FILE_UNREADABLE, NOT_AN_ISO, TRUNCATED_IMAGE, MALFORMED_IMAGE, NOT_SUPPORTED, CANCELLED, and what
   * saving the list throws.
   */
  importFile(path: string, options?: ImportOptions): Promise<Image>;
  /** An ISO; keeps the bytes in the data folder. As importFile, and DISK_FULL, DATA_UNWRITABLE, DATA_IN_USE. */
  importStream(
    name: string,
    sizeBytes: number | undefined,
    bytes: AsyncIterable<Uint8Array>,
    options?: ImportOptions,
  ): Promise<Image>;
  /** The folder of an Apple NetBoot image, as a tar of what is in it. As importStream, and BAD_ARGUMENT. */
  importNbi(
    name: string,
    sizeBytes: number | undefined,
    bytes: AsyncIterable<Uint8Array>,
    options?: ImportOptions,
  ): Promise<Image>;
  /** The file too where it is our own: it is kept aside for a while, see image-removals.ts. UNKNOWN_IMAGE. */
  remove(id: string): Promise<void>;
  /** What was removed a while ago, at its old place in the list. UNKNOWN_IMAGE, BAD_ARGUMENT where its place is taken. */
  restore(id: string): Promise<Image>;
  /** UNKNOWN_IMAGE */
  rename(id: string, title: string): Promise<Image>;
  /** Undefined for an unknown image, a directory, or nothing there. FILE_CHANGED, FILE_UNREADABLE, MALFORMED_IMAGE. */
  open(id: string, pathInImage: string): Promise<BootFile | undefined>;
  /** Undefined for a folder too. */
  openWhole(id: string): Promise<BootFile | undefined>;
  /** What is being imported right now. */
  imports(): EngineStatus['imports'];
  /** The list or the progress of an import changed. */
  onChange(listener: () => void): () => void;
  /** Stops imports and closes every file. */
  close(): Promise<void>;
}

type Recognised = Pick<Image, 'kind' | 'recipe' | 'sizeBytes' | 'modifiedAt' | 'nbi'>;

export function createImages(options: ImagesOptions): Images {
  const { append, now, save } = options;
  const folder = join(options.dataDir, 'images');
  let images = options.images;
  /** Changes of the list are saved one after the other, and count once they are saved. */
  let saving: Promise<unknown> = Promise.resolve();
  const files = createImageFiles();
  const removed = createRemovedImages();
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
  async function put(path: string, owned: boolean, found: Recognised, name = basename(path)): Promise<Image> {
    let image: Image | undefined;
    await commit((list) => {
      const old = list.find((one) => one.path === path);
      const title = found.recipe.title ?? name;
      // A title somebody gave stays.
      const given = old && old.title !== (old.recipe.title ?? old.name) ? old.title : undefined;
      image = {
        id: old?.id ?? imageId(name, (id) => list.some((one) => one.id === id)),
        title: given ?? title,
        name,
        path,
        owned: old?.owned ?? owned,
        addedAt: old?.addedAt ?? now(),
        ...found,
      };
      return old ? list.map((one) => (one === old ? (image as Image) : one)) : [...list, image];
    });
    await files.forget((image as Image).id);
    return image as Image;
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

  function importUrl(given: string, importOptions: ImportOptions): Promise<Image> {
    const { url, name, recipe } = readChainUrl(given);
    return importing(name, 0, importOptions, () =>
      put(url, false, { kind: 'url', recipe, sizeBytes: 0, modifiedAt: 0 }, name),
    );
  }

  /** What is sent, gathered by `receive` and looked at before it counts. */
  function importSent(
    given: string,
    sizeBytes: number | undefined,
    bytes: AsyncIterable<Uint8Array>,
    importOptions: ImportOptions = {},
    receive: typeof receiveUpload,
    recognise: typeof recogniseFile,
  ): Promise<Image> {
    const name = safeFileName(given);
    const path = join(folder, name);
    return importing(name, sizeBytes ?? 0, importOptions, async (signal, onBytes) => {
      await swept;
      const release = running.reserve(path);
      try {
        let found: Recognised | undefined;
        await receive({
          name,
          path,
          sizeBytes,
          bytes,
          signal,
          onBytes,
          makeRoom: () => removed.letAllGo(),
          check: async (part) => void (found = await recognise(part, name, signal)),
        });
        return await put(path, true, found as unknown as Recognised);
      } finally {
        release();
      }
    });
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
      if (isChainUrl(given)) return importUrl(given, importOptions);
      const path = await realpath(given).catch(() => given);
      const name = basename(path);
      const stats = await stat(path).catch(() => undefined);
      const recognise = stats?.isDirectory() ? recogniseFolder : recogniseFile;
      return importing(name, stats?.isFile() ? stats.size : 0, importOptions, async (signal) =>
        put(path, false, await recognise(path, name, signal)),
      );
    },
    importStream(given, sizeBytes, bytes, importOptions) {
      if (/\.nbi$/i.test(given))
        return importing(given, sizeBytes ?? 0, importOptions ?? {}, () =>
          Promise.reject(folderAsFile(given)),
        );
      return importSent(given, sizeBytes, bytes, importOptions, receiveUpload, recogniseFile);
    },
    importNbi(given, sizeBytes, bytes, importOptions) {
      return importSent(given, sizeBytes, bytes, importOptions, receiveNbi, recogniseFolder);
    },
    async remove(id) {
      let image = known(id);
      let index = 0;
      await commit((list) => {
        // Somebody may have removed it while this waited its turn: taking its file aside twice would delete it.
        image = known(id);
        index = list.indexOf(image);
        return list.filter((one) => one !== image);
      });
      await files.forget(id);
      await removed.keep(image, index);
      append({ type: 'image.removed', image: id });
    },
    async restore(id) {
      const startedAt = now();
      const { image, index, putBack } = removed.find(id);
      const refuseTaken = (list: readonly Image[]): void => {
        const taken = list.find((one) => one.id === id || one.path === image.path);
        if (!taken) return;
        throw new AppError(
          'BAD_ARGUMENT',
          `${taken.title} is there under its name by now.`,
          'Remove that one first.',
        );
      };
      refuseTaken(images);
      await putBack(() =>
        commit((list) => {
          refuseTaken(list);
          return list.toSpliced(index, 0, image);
        }),
      );
      append({
        type: 'image.imported',
        image: id,
        title: image.title,
        recipe: image.recipe.family,
        sizeBytes: image.sizeBytes,
        ms: now() - startedAt,
      });
      return image;
    },
    async rename(id, title) {
      known(id);
      await commit((list) => list.map((one) => (one.id === id ? { ...one, title } : one)));
      return known(id);
    },
    async open(id, pathInImage) {
      const image = images.find((one) => one.id === id);
      return image && files.open(image, pathInImage);
    },
    async openWhole(id) {
      const image = images.find((one) => one.id === id);
      return image && files.openWhole(image);
    },
    imports: running.list,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await running.stop();
      await swept;
      await saving;
      await files.close();
      await removed.letAllGo();
    },
  };
}

async function recogniseFile(path: string, name: string, signal: AbortSignal): Promise<Recognised> {
  const reader = await ImageReader.open(path, { name, signal });
  try {
    const recipe = await reader.recognise();
    const { sizeBytes, modifiedAt } = reader.file;
    return { kind: 'iso', recipe, sizeBytes, modifiedAt };
  } finally {
    await reader.file.close();
  }
}

async function recogniseFolder(path: string, name: string, signal: AbortSignal): Promise<Recognised> {
  const { recipe, sizeBytes, modifiedAt, nbi } = await readNbiFolder(path, name);
  if (signal.aborted) throw cancelled(name);
  return { kind: 'nbi', recipe, sizeBytes, modifiedAt, nbi };
}
