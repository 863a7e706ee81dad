/**
 * The one window: a sandboxed Chromium that shows our console and nothing else. What it may not do: run Node, leave the
 * console's origin, open windows, embed pages, ask for devices. Links to the web open in the person's browser.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions, Session, Shell, WebContents } from 'electron';
import { externalLink } from './external-links.ts';
import type { Placement } from './window-state.ts';
import { SMALLEST } from './window-state.ts';

export interface WindowParts {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly shell: Pick<Shell, 'openExternal'>;
}

export interface WindowOptions {
  /** The console, with its token. Asked each time: an engine that was started anew has another address. */
  readonly url: () => string;
  /** Absolute path of the compiled preload script. */
  readonly preload: string;
  readonly placement: Placement;
  /** Absolute path, for the task bar; packages have their own. */
  readonly icon?: string;
  /** The system's theme. What is not painted yet, while the window grows, has the ground of it. */
  readonly dark: boolean;
}

/** --ground of renderer/theme.css. */
const GROUND = { light: '#f5f6f4', dark: '#121513' } as const;

export function openWindow(
  { BrowserWindow, shell }: WindowParts,
  { url, preload, placement, icon, dark }: WindowOptions,
): BrowserWindow {
  const { maximized, ...bounds } = placement;
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    ...(icon !== undefined && { icon }),
    title: 'Rackboot',
    backgroundColor: GROUND[dark ? 'dark' : 'light'],
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
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      // A dropped file goes to the page's own handler, never to the address bar.
      navigateOnDragDrop: false,
      spellcheck: false,
      // Keeps how the window was left (renderer/kept.ts); no other session's cookies or service workers are near.
      partition: 'persist:rackboot',
    },
  });
  confine(window.webContents, () => new URL(url()).origin, shell);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  void window.loadURL(url());
  return window;
}

/**
 * May be had by our own page, in the top frame, and by nobody else: writing plain text to the clipboard (the "copy" buttons).
 * Notifications go through notifications.ts, which bounds them.
 */
const PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

function confine(contents: WebContents, origin: () => string, shell: WindowParts['shell']): void {
  const stay = (event: { preventDefault(): void }, target: string): void => {
    if (!isOurs(target, origin())) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // A file: or smb: address given to the system could start a program; an unknown https: one could be a trap.
    const link = externalLink(url);
    if (link !== undefined) void shell.openExternal(link);
    return { action: 'deny' };
  });
  permit(contents.session, origin);
}

function permit(session: Session, origin: () => string): void {
  const allowed = (permission: string, from: string, isMainFrame: boolean): boolean =>
    PERMISSIONS.has(permission) && isMainFrame && isOurs(from, origin());
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(allowed(permission, requestingUrl, isMainFrame)),
  );
  session.setPermissionCheckHandler((_contents, permission, from, { isMainFrame }) =>
    allowed(permission, from, isMainFrame),
  );
  session.setDevicePermissionHandler(() => false);
  // Exports come as blob: addresses of the page; nothing else is ever saved by it.
  session.on('will-download', (event, item) => {
    if (!isOurs(item.getURL(), origin())) event.preventDefault();
  });
}

/** By origin, not by prefix: http://127.0.0.1:80.evil.example begins like ours. */
export function isOurs(url: string, origin: string): boolean {
  return URL.parse(url)?.origin === origin;
}
