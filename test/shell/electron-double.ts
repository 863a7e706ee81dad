/**
 * Stands in for Electron, which cannot run in tests. It keeps what our code registers, and plays Chromium's part: a
 * navigation happens unless a listener prevents it, a window opens unless the handler denies it.
 */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMainInvokeEvent,
  MenuItemConstructorOptions,
  MessageBoxOptions,
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
  details: { requestingUrl: string; isMainFrame: boolean },
) => void;
type Check = (
  contents: unknown,
  permission: string,
  origin: string,
  details: { isMainFrame: boolean },
) => boolean;

export class SessionDouble extends EventEmitter {
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
  asks(permission: string, requestingUrl: string, isMainFrame = true): boolean {
    let granted = true;
    this.permit({}, permission, (answer) => (granted = answer), { requestingUrl, isMainFrame });
    return granted;
  }
  has(permission: string, origin: string, isMainFrame = true): boolean {
    return this.check({}, permission, origin, { isMainFrame });
  }
  /** True when Chromium would save it. */
  downloads(url: string): boolean {
    const event = cancellable({});
    this.emit('will-download', event, { getURL: () => url }, {});
    return !event.defaultPrevented;
  }
}

export class ContentsDouble extends EventEmitter {
  readonly session = new SessionDouble();
  readonly mainFrame = { url: '', parent: null };
  /** What the page was told. */
  readonly sent: unknown[][] = [];
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
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

export class NotificationDouble extends EventEmitter {
  static shown: NotificationDouble[] = [];
  static supported = true;
  static isSupported(): boolean {
    return NotificationDouble.supported;
  }
  readonly options: { title: string; body: string };
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }
  show(): void {
    NotificationDouble.shown.push(this);
  }
}

export class WindowDouble extends EventEmitter {
  static made: WindowDouble[] = [];
  readonly webContents = new ContentsDouble();
  readonly options: BrowserWindowConstructorOptions;
  shown = false;
  focused = 0;
  minimized = false;
  maximized = false;
  destroyed = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
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
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return this.bounds;
  }
  /** The cross of the title bar. True when the window would go. */
  closes(): boolean {
    const event = cancellable({});
    this.emit('close', event);
    return !event.defaultPrevented;
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
  /** What openPath resolves with: nothing when a program was found. */
  failure = '';
  async openPath(path: string): Promise<string> {
    this.opened.push(path);
    return this.failure;
  }
  /** Paths that were opened and do not exist. */
  missing(): string[] {
    return this.opened.filter((path) => !existsSync(path));
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
  isPackaged = false;
  exitCode: number | undefined;
  quits = 0;
  sandboxed = false;
  about: unknown;
  aboutShown = 0;
  /** What the second start handed over. */
  handed: unknown;
  userData = '';
  requestSingleInstanceLock(data: unknown): boolean {
    this.handed = structuredClone(data);
    return this.first;
  }
  enableSandbox(): void {
    this.sandboxed = true;
  }
  async whenReady(): Promise<void> {}
  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }
  setAppUserModelId(): void {}
  setAboutPanelOptions(options: unknown): void {
    this.about = options;
  }
  showAboutPanel(): void {
    this.aboutShown += 1;
  }
  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`the double has no ${name}`);
    return this.userData;
  }
  /** An event that a listener may prevent. True when Electron would do what it does by itself. */
  does(event: string, ...more: unknown[]): boolean {
    const given = cancellable({});
    this.emit(event, given, ...more);
    return !given.defaultPrevented;
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

/** Answers questions as a test says, in order; one question too many is a failure. */
export class DialogDouble {
  readonly asked: MessageBoxOptions[] = [];
  readonly errors: { title: string; content: string }[] = [];
  answers: (number | ((options: MessageBoxOptions) => number))[] = [];
  async showMessageBox(
    ...given: [MessageBoxOptions] | [unknown, MessageBoxOptions]
  ): Promise<{ response: number; checkboxChecked: boolean }> {
    const options = given.at(-1) as MessageBoxOptions;
    this.asked.push(options);
    const answer = this.answers.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${options.message}`);
    return { response: typeof answer === 'number' ? answer : answer(options), checkboxChecked: false };
  }
  showErrorBox(title: string, content: string): void {
    this.errors.push({ title, content });
  }
  async showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    return { canceled: true, filePaths: [] };
  }
}

export class TrayDouble extends EventEmitter {
  static made: TrayDouble[] = [];
  static hasTray = true;
  readonly icon: string;
  tip = '';
  menu: MenuItemConstructorOptions[] = [];
  constructor(icon: string) {
    super();
    if (!TrayDouble.hasTray) throw new Error('no tray here');
    this.icon = icon;
    TrayDouble.made.push(this);
  }
  setToolTip(text: string): void {
    this.tip = text;
  }
  setContextMenu(menu: unknown): void {
    this.menu = menu as MenuItemConstructorOptions[];
  }
  clicks(label: string): void {
    clickItem(this.menu, label);
  }
}

export class MenuDouble {
  static applied: MenuItemConstructorOptions[][] = [];
  static buildFromTemplate(template: MenuItemConstructorOptions[]): unknown {
    return template;
  }
  static setApplicationMenu(menu: unknown): void {
    MenuDouble.applied.push(menu as MenuItemConstructorOptions[]);
  }
}

export function clickItem(menu: MenuItemConstructorOptions[], label: string): void {
  const all = menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])]);
  const item = all.find((one) => one.label === label);
  if (!item?.click) throw new Error(`no item "${label}" to click`);
  item.click({} as never, undefined, {} as never);
}

/** Counts who keeps the system awake; stopping what was not started is a mistake. */
export class BlockerDouble {
  readonly held = new Map<number, string>();
  #next = 1;
  start(type: string): number {
    this.held.set(this.#next, type);
    return this.#next++;
  }
  stop(id: number): boolean {
    if (!this.held.delete(id)) throw new Error(`blocker ${id} was not started`);
    return true;
  }
}
