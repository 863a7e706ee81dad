/**
 * Stands in for Electron, which cannot run in tests. It keeps what our code registers, and plays Chromium's part: a
 * navigation happens unless a listener prevents it, a window opens unless the handler denies it.
 */
import { EventEmitter } from 'node:events';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMainInvokeEvent,
  WindowOpenHandlerResponse,
} from 'electron';
import type { AppParts } from '../../main/shell/lifecycle.ts';

interface Cancellable {
  defaultPrevented: boolean;
  preventDefault(): void;
}

const cancellable = <T extends object>(more: T): T & Cancellable => ({
  ...more,
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true;
  },
});

type Permit = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string },
) => void;
type Check = (contents: unknown, permission: string, origin: string) => boolean;

export class SessionDouble {
  permit: Permit = (_contents, _permission, answer) => answer(true);
  check: Check = () => true;
  device: () => boolean = () => true;
  setPermissionRequestHandler(handler: Permit): void {
    this.permit = handler;
  }
  setPermissionCheckHandler(handler: Check): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
  /** As Chromium would decide. */
  asks(permission: string, requestingUrl: string): boolean {
    let granted = true;
    this.permit({}, permission, (answer) => (granted = answer), { requestingUrl });
    return granted;
  }
}

export class ContentsDouble extends EventEmitter {
  readonly session = new SessionDouble();
  readonly mainFrame = { url: '', parent: null };
  #open: (details: { url: string }) => WindowOpenHandlerResponse = () => ({ action: 'allow' });
  setWindowOpenHandler(handler: (details: { url: string }) => WindowOpenHandlerResponse): void {
    this.#open = handler;
  }
  /** A link, a script or a server leads somewhere else. True when Chromium would go there. */
  goes(how: 'will-navigate' | 'will-frame-navigate' | 'will-redirect', url: string): boolean {
    const event = cancellable({ url });
    this.emit(how, event);
    return !event.defaultPrevented;
  }
  attachesWebview(): boolean {
    const event = cancellable({});
    this.emit('will-attach-webview', event, {}, {});
    return !event.defaultPrevented;
  }
  opens(url: string): boolean {
    return this.#open({ url }).action === 'allow';
  }
}

export class WindowDouble extends EventEmitter {
  static made: WindowDouble[] = [];
  readonly webContents = new ContentsDouble();
  readonly options: BrowserWindowConstructorOptions;
  shown = false;
  focused = 0;
  minimized = false;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    WindowDouble.made.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused += 1;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
}

/** The double in the place of the real thing: what our code uses of it, it has. */
export const WindowClass = WindowDouble as unknown as new (
  options: BrowserWindowConstructorOptions,
) => BrowserWindow;
export const asWindow = (window: WindowDouble): BrowserWindow => window as unknown as BrowserWindow;

export class ShellDouble {
  readonly opened: string[] = [];
  readonly revealed: string[] = [];
  async openExternal(url: string): Promise<void> {
    this.opened.push(url);
  }
  async openPath(path: string): Promise<string> {
    this.opened.push(path);
    return '';
  }
  showItemInFolder(path: string): void {
    this.revealed.push(path);
  }
}

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

export class IpcDouble {
  readonly #handlers = new Map<string, Handler>();
  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
    this.#handlers.set(channel, handler);
  }
  /** `ipcRenderer.invoke` from a frame: the sender's part crosses, exceptions become rejections. */
  async invoke(
    sender: { contents: ContentsDouble; frame: { url: string; parent: unknown } | null },
    channel: string,
    ...args: unknown[]
  ): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`no handler for ${channel}`);
    return handler(
      { sender: sender.contents, senderFrame: sender.frame } as unknown as IpcMainInvokeEvent,
      ...structuredClone(args),
    );
  }
}

/** Quits as Electron does: `before-quit` may prevent it, `exit` may not be prevented. */
export class AppDouble extends EventEmitter {
  first = true;
  exitCode: number | undefined;
  quits = 0;
  requestSingleInstanceLock(): boolean {
    return this.first;
  }
  quit(): void {
    this.quits += 1;
    const event = cancellable({});
    this.emit('before-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
  exit(code = 0): void {
    this.exitCode ??= code;
  }
}

export const asApp = (app: AppDouble): AppParts => app as unknown as AppParts;
