/** The icon in the system's tray: whether Rackboot serves, how many machines boot, and the way back to its window. */
import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import type { ServingStatus } from './serving-status.ts';
import { texts } from './texts/texts.ts';

export interface TrayParts {
  readonly Tray: new (icon: string) => Tray;
  readonly Menu: { buildFromTemplate(template: MenuItemConstructorOptions[]): Menu };
}

export interface TrayActions {
  open(): void;
  startServing(): void;
  stopServing(): void;
  quit(): void;
}

export function trayTemplate(status: ServingStatus, actions: TrayActions): MenuItemConstructorOptions[] {
  const words = texts().tray;
  return [
    { label: status.line, enabled: false },
    { type: 'separator' },
    { label: words.open, click: () => actions.open() },
    status.serving
      ? { label: words.stop, click: () => actions.stopServing() }
      : { label: words.start, click: () => actions.startServing() },
    { type: 'separator' },
    { label: words.quit, click: () => actions.quit() },
  ];
}

/**
 * Returns what shows a new status. Undefined where the desktop has no tray (a bare window manager): the window is enough.
 * @param icon absolute path; on macOS a template image
 */
export function showTray(
  { Tray, Menu }: TrayParts,
  icon: string,
  actions: TrayActions,
): ((status: ServingStatus) => void) | undefined {
  let tray: Tray;
  try {
    tray = new Tray(icon);
  } catch {
    return undefined;
  }
  tray.on('click', () => actions.open());
  let shown = '';
  return (status) => {
    const key = `${status.serving} ${status.line}`;
    // A menu that is replaced while it is open closes under the person's hand.
    if (key === shown) return;
    shown = key;
    tray.setToolTip(`Rackboot: ${status.line}`);
    tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(status, actions)));
  };
}

/** macOS colours template images itself; the others take the coloured one. */
export function trayIcon(platform: NodeJS.Platform): string {
  return platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
}
