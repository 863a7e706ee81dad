/**
 * Images that were taken out of the library and can be brought back: the undo of the console. A file of our own is kept beside
 * its place under another name, for a while, until the engine ends or an upload needs the room; what lies elsewhere is
 * never touched.
 */
import { rename, rm } from 'node:fs/promises';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import { REMOVED } from './image-upload.ts';

/** Long enough to see that it was the wrong one; gigabytes should not lie about for longer. */
const KEEP_MS = 30 * 60_000;

interface Removed {
  readonly image: Image;
  /** Its place in the list. */
  readonly index: number;
  /** Where its file lies now, where it is our own. */
  readonly aside: string | undefined;
  readonly timer: NodeJS.Timeout;
}

export interface RemovedImages {
  /** Takes the file of an image aside that is in the list no more. */
  keep(image: Image, index: number): Promise<void>;
  /** UNKNOWN_IMAGE. `putBack` gives the file its name again and calls `list`; where that fails, all is as before. */
  find(id: string): {
    readonly image: Image;
    readonly index: number;
    readonly putBack: (list: () => Promise<void>) => Promise<void>;
  };
  /** @returns whether there was any file */
  letAllGo(): Promise<boolean>;
}

export function createRemovedImages(keepMs = KEEP_MS): RemovedImages {
  const removed = new Map<string, Removed>();
  let number = 1;

  async function letGo(one: Removed | undefined): Promise<boolean> {
    if (!one) return false;
    clearTimeout(one.timer);
    if (removed.get(one.image.id) === one) removed.delete(one.image.id);
    if (one.aside === undefined) return false;
    // A folder, where it is an .nbi that a browser sent.
    await rm(one.aside, { recursive: true, force: true });
    return true;
  }

  return {
    async keep(image, index) {
      // Its successor of the same name was removed as well.
      await letGo(removed.get(image.id));
      const name = image.owned ? `${image.path}.${number++}${REMOVED}` : undefined;
      const isAside =
        name !== undefined &&
        (await rename(image.path, name).then(
          () => true,
          () => false,
        ));
      // What could not be moved stays where it is.
      const aside = isAside ? name : undefined;
      const timer = setTimeout(() => void letGo(one).catch(() => undefined), keepMs);
      timer.unref();
      const one: Removed = { image, index, aside, timer };
      removed.set(image.id, one);
    },
    find(id) {
      const one = removed.get(id);
      if (!one)
        throw new AppError(
          'UNKNOWN_IMAGE',
          `"${id}" cannot be brought back any more.`,
          'Drop its file again.',
        );
      const { image, index, aside } = one;
      return {
        image,
        index,
        async putBack(list) {
          if (aside !== undefined) await rename(aside, image.path);
          try {
            await list();
          } catch (error) {
            if (aside !== undefined) await rename(image.path, aside);
            throw error;
          }
          clearTimeout(one.timer);
          removed.delete(id);
        },
      };
    },
    async letAllGo() {
      let any = false;
      for (const one of [...removed.values()]) any = (await letGo(one)) || any;
      return any;
    },
  };
}
