/** What a person sees when Rackboot breaks: one sentence, the report to copy, and a way on. */
import type { BrowserWindow, Clipboard, Dialog } from 'electron';
import { texts } from './texts/texts.ts';

export interface CrashParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  /** The report's text for an error. */
  readonly report: (error: unknown) => string;
}

const COPY = 0;

/** Resolves true when the person wants to go on, where that is offered. Copying leaves the question open. */
export async function showCrash(
  { dialog, clipboard, report }: CrashParts,
  { error, message, goOn }: { readonly error: unknown; readonly message: string; readonly goOn?: string },
): Promise<boolean> {
  const text = report(error);
  const words = texts().crash;
  const buttons = [words.copy, ...(goOn === undefined ? [] : [goOn]), words.quit];
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Rackboot',
      message,
      detail: `${text.slice(0, 600)}\n\n${words.holds}`,
      buttons,
      defaultId: COPY,
      cancelId: buttons.length - 1,
      noLink: true,
    });
    if (response !== COPY) return goOn !== undefined && response === 1;
    await clipboard.writeText(text);
  }
}

export interface CrashSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/** An error nobody caught, in our own process: told once, then the engine is stopped and the app ends with 1. */
export function onOwnCrash(source: CrashSource, parts: CrashParts, end: () => void): void {
  let told = false;
  const crash = (error: unknown): void => {
    if (told) return;
    told = true;
    const message = texts().crash.own;
    void showCrash(parts, { error, message }).then(end, end);
  };
  source.on('uncaughtException', crash);
  source.on('unhandledRejection', crash);
}

/** The page's process died (memory, a fault in Chromium); the engine goes on serving meanwhile. */
export function onPageCrash(
  window: BrowserWindow,
  parts: CrashParts,
  { reload, quit }: { reload(): void; quit(): void },
): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const error = new Error(`The window's process is gone: ${reason}, exit code ${exitCode}.`);
    const { page: message, again: goOn } = texts().crash;
    void showCrash(parts, { error, message, goOn }).then((again) => (again ? reload() : quit()));
  });
}
