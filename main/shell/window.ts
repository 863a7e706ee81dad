/**
 * The one window: a sandboxed Chromium that shows our console and nothing else. What it may not do: run Node, leave the
 * console's origin, open windows, embed pages, ask for devices. Links to the web open in the person's browser.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions, Session, Shell, WebContents } from 'electron';

export interface WindowParts {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly shell: Pick<Shell, 'openExternal'>;
}

export interface WindowOptions {
  /** The console, with its token. */
  readonly url: string;
  /** Absolute path of the compiled preload script. */
  readonly preload: string;
}

export function openWindow(
  { BrowserWindow, shell }: WindowParts,
  { url, preload }: WindowOptions,
): BrowserWindow {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    minWidth: 900,
    minHeight: 560,
    title: 'Rackboot',
    // Shown when there is something to see: no white flash.
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Nothing is kept between runs, and no other session's cookies or service workers are near.
      partition: 'rackboot',
    },
  });
  confine(window.webContents, new URL(url).origin, shell);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(url);
  return window;
}

/** May be asked for by our own page only: writing plain text to the clipboard, for the "copy" buttons. */
const PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

function confine(contents: WebContents, origin: string, shell: WindowParts['shell']): void {
  const stay = (event: { preventDefault(): void }, target: string): void => {
    if (!isOurs(target, origin)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // A file: or smb: address given to the system could start a program.
    if (URL.parse(url)?.protocol === 'https:') void shell.openExternal(url);
    return { action: 'deny' };
  });
  permit(contents.session, origin);
}

function permit(session: Session, origin: string): void {
  const allowed = (permission: string, from: string): boolean =>
    PERMISSIONS.has(permission) && isOurs(from, origin);
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(allowed(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, from) => allowed(permission, from));
  session.setDevicePermissionHandler(() => false);
}

/** By origin, not by prefix: http://127.0.0.1:80.evil.example begins like ours. */
export function isOurs(url: string, origin: string): boolean {
  return URL.parse(url)?.origin === origin;
}
