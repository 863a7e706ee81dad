/**
 * Captures that were opened with Rackboot (double-clicked): read here and handed to our page, which shows them. The page asks for
 * the next one and is answered when there is one, so that nothing has to be pushed into it and none is lost while it loads.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/model/error.ts';
import type { HandleOwn } from './own-page.ts';
import { texts } from './texts/texts.ts';

/** As the page (renderer/drops/capture.ts). */
const LARGEST_BYTES = 256 * 1024 * 1024;

export interface OpenedCapture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Captures {
  /** For the page. FILE_UNREADABLE, NOT_SUPPORTED for one that is too large. */
  show(path: string): Promise<void>;
  /** The channel `desktop.nextCapture` of preload.cts. */
  serve(handle: HandleOwn): void;
}

export function createCaptures(): Captures {
  const waiting: OpenedCapture[] = [];
  let asking: ((capture: OpenedCapture | undefined) => void) | undefined;

  return {
    async show(path) {
      const capture = await readCapture(path);
      if (!asking) return void waiting.push(capture);
      asking(capture);
      asking = undefined;
    },
    serve(handle) {
      handle('desktop.nextCapture', () => {
        // The page was loaded anew: who asked before is gone.
        asking?.(undefined);
        asking = undefined;
        const next = waiting.shift();
        if (next) return next;
        return new Promise<OpenedCapture | undefined>((resolve) => (asking = resolve));
      });
    },
  };
}

async function readCapture(path: string): Promise<OpenedCapture> {
  const name = basename(path);
  const words = texts().opened;
  try {
    const { size } = await stat(path);
    if (size > LARGEST_BYTES) throw new AppError('NOT_SUPPORTED', words.tooLarge(name), words.tooLargeHint);
    return { name, bytes: new Uint8Array(await readFile(path)) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new AppError(
      'FILE_UNREADABLE',
      words.unreadable(path, code ?? String(error)),
      words.unreadableHint,
      {
        cause: error,
      },
    );
  }
}
