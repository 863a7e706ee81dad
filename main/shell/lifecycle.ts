/** One app at a time, one engine per app: quitting in whatever way stops the engine first, so that no port stays taken. */
import type { App, BrowserWindow } from 'electron';
import { isAbsolute } from 'node:path';

export type AppParts = Pick<App, 'requestSingleInstanceLock' | 'quit' | 'exit' | 'on'>;

export interface FirstInstance {
  window(): BrowserWindow | undefined;
  /** Absolute paths that a later start brought along. */
  onFiles(paths: readonly string[]): void;
}

/**
 * False: another Rackboot runs; it was handed our files and asked to show its window, and this one quits. The files go as
 * data, because Chromium mixes its own switches into the words of a second start and reorders them.
 */
export function isOnlyInstance(app: AppParts, files: readonly string[], first: FirstInstance): boolean {
  if (!app.requestSingleInstanceLock({ files })) {
    app.quit();
    return false;
  }
  app.on('second-instance', (_event, _words, _folder, data) => {
    bringToFront(first.window());
    const paths = filesOf(data);
    if (paths.length > 0) first.onFiles(paths);
  });
  // A click on the icon in the dock.
  app.on('activate', () => bringToFront(first.window()));
  return true;
}

/** Whatever program took our place in the handshake: only absolute paths get through. */
function filesOf(data: unknown): readonly string[] {
  const files = typeof data === 'object' && data !== null && 'files' in data ? data.files : undefined;
  if (!Array.isArray(files)) return [];
  return files.filter((file): file is string => typeof file === 'string' && isAbsolute(file));
}

export function bringToFront(window: BrowserWindow | undefined): void {
  if (window?.isMinimized() === true) window.restore();
  window?.show();
  window?.focus();
}

export interface QuitSteps {
  /** False: the person wants to stay. */
  mayQuit(): Promise<boolean>;
  stop(reason: string): Promise<void>;
  report(error: unknown): void;
}

export interface Quitting {
  /** The window's cross: it goes only with the app, or the question would stand over nothing. */
  guard(window: Pick<BrowserWindow, 'on'>): void;
  /** Without asking: the engine ended by itself, or the system shuts down. */
  now(): void;
}

/**
 * Quits when the window is closed, on macOS too: a DHCP server nobody sees is a danger. The app ends only after `stop`,
 * with exit code 1 when stopping failed.
 */
export function stopOnQuit(app: AppParts, { mayQuit, stop, report }: QuitSteps): Quitting {
  let state: 'running' | 'asking' | 'stopping' = 'running';
  const end = (): void => {
    if (state === 'stopping') return;
    state = 'stopping';
    stop('the app was quit').then(
      () => app.exit(0),
      (error: unknown) => {
        report(error);
        app.exit(1);
      },
    );
  };
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (state !== 'running') return;
    state = 'asking';
    mayQuit().then(
      (may) => {
        if (may) end();
        else if (state === 'asking') state = 'running';
      },
      // A question that cannot be asked must not lock the person in.
      end,
    );
  });
  return {
    guard(window) {
      window.on('close', (event) => {
        event.preventDefault();
        app.quit();
      });
      // Windows signs the person out: there is no time for questions.
      window.on('session-end', end);
    },
    now: end,
  };
}
