/**
 * Files that were opened with Rackboot: double-clicked, dragged on its icon, chosen in the menu. They take the same way as a
 * drop on the window, the engine's contract, and wait where the engine is not up yet.
 */
import { basename, extname } from 'node:path';
import type { App, Dialog } from 'electron';
import { AppError, reportError } from '../../shared/model/error.ts';
import { texts } from './texts/texts.ts';

/** `images.import` and nothing else. Rejects with an AppError. */
export type ImportImage = (path: string) => Promise<unknown>;

/** For the page, which reads captures itself. Rejects with an AppError. */
export type ShowCapture = (path: string) => Promise<void>;

export interface OpenFilesParts {
  readonly app: Pick<App, 'on'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly showCapture: ShowCapture;
}

export interface OpenFiles {
  open(paths: readonly string[]): Promise<void>;
  /** The engine answers: what waited is imported, in the order in which it came. */
  ready(importImage: ImportImage): Promise<void>;
}

/** Extensions that the packages register, and Apple's folders. */
const IMAGES: ReadonlySet<string> = new Set(['.iso', '.nbi']);
const CAPTURES: ReadonlySet<string> = new Set(['.pcapng', '.pcap', '.cap']);

export function openFiles({ app, dialog, showCapture }: OpenFilesParts): OpenFiles {
  const waiting: string[] = [];
  let importImage: ImportImage | undefined;

  async function open(paths: readonly string[]): Promise<void> {
    waiting.push(...paths);
    const importing = importImage;
    if (!importing) return;
    for (const path of waiting.splice(0)) {
      await take(path, importing, showCapture).catch((error: unknown) => tell(dialog, path, error));
    }
  }

  // macOS hands files over by event, also those that started the app: this must listen before `ready`.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void open([path]);
  });
  return {
    open,
    ready(given) {
      importImage = given;
      return open([]);
    },
  };
}

async function take(path: string, importImage: ImportImage, showCapture: ShowCapture): Promise<void> {
  const words = texts().opened;
  const extension = extname(path).toLowerCase();
  if (IMAGES.has(extension)) await importImage(path);
  else if (CAPTURES.has(extension)) await showCapture(path);
  else {
    throw new AppError('NOT_SUPPORTED', words.unknown, words.unknownHint);
  }
}

async function tell(dialog: OpenFilesParts['dialog'], path: string, error: unknown): Promise<void> {
  const { message, hint } = reportError(error);
  await dialog.showMessageBox({
    type: 'warning',
    title: 'Rackboot',
    message: texts().opened.not(basename(path)),
    detail: `${message}\n${hint}`,
    buttons: [texts().ok],
    noLink: true,
  });
}
