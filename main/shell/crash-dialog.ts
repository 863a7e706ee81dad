/** What a person sees when Rackboot breaks: one sentence, the report to copy, and a way on. */
import type { BrowserWindow, Clipboard, Dialog } from 'electron';

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
  const buttons = ['Copy report', ...(goOn === undefined ? [] : [goOn]), 'Quit'];
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Rackboot',
      message,
      detail: `${text.slice(0, 600)}\n\nThe report holds version, system, error and the last events, and no passwords.`,
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
    const message = 'Rackboot made a mistake and has to end.';
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
    const message = 'The window stopped working. Machines are still served.';
    void showCrash(parts, { error, message, goOn: 'Open again' }).then((again) =>
      again ? reload() : quit(),
    );
  });
}
