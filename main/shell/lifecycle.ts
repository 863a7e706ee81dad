/** One app at a time, one engine per app: quitting in whatever way stops the engine first, so that no port stays taken. */
import type { App, BrowserWindow } from 'electron';

export type AppParts = Pick<App, 'requestSingleInstanceLock' | 'quit' | 'exit' | 'on'>;

/** False: another Rackboot runs; it was asked to show its window, and this one quits. */
export function isOnlyInstance(app: AppParts, window: () => BrowserWindow | undefined): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', () => {
    const shown = window();
    if (shown?.isMinimized() === true) shown.restore();
    shown?.focus();
  });
  return true;
}

/**
 * Quits when the window is closed, on macOS too: a DHCP server nobody sees is a danger. The app ends only after `stop`,
 * with exit code 1 when stopping failed.
 */
export function stopOnQuit(
  app: AppParts,
  stop: (reason: string) => Promise<void>,
  report: (error: unknown) => void,
): void {
  let stopping = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    stop('the app was quit').then(
      () => app.exit(0),
      (error: unknown) => {
        report(error);
        app.exit(1);
      },
    );
  });
}
