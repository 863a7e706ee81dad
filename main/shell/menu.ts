/** The application menu, by each platform's conventions: About and Quit stand in the app's own menu on macOS, elsewhere in Help and File. */
import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  openFile(): void;
  openInBrowser(): void;
  openDataFolder(): void;
  startServing(): void;
  stopServing(): void;
  /** A page of docs/, without its ending. */
  openGuide(name: string): void;
  about(): void;
  licences(): void;
  checkForUpdates?(): void;
}

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Developer tools and reloading belong to developers. */
  readonly packaged: boolean;
  readonly serving: boolean;
  readonly actions: MenuActions;
}

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };

/** Pages of docs/, in the order in which a newcomer needs them. */
export const GUIDES: readonly (readonly [name: string, label: string])[] = [
  ['first-boot', 'First Boot in Five Minutes'],
  ['macs', 'Macs'],
  ['esxi', 'ESXi'],
  ['debian', 'Debian'],
  ['centos', 'CentOS'],
  ['troubleshooting', 'When Something Does Not Work'],
  ['ports-and-firewalls', 'Ports and Firewalls'],
  ['security', 'Security'],
];

export function menuTemplate(options: MenuOptions): Item[] {
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [appMenu(options.actions)] : []),
    { label: '&File', submenu: fileMenu(options, mac) },
    { role: 'editMenu' },
    { label: '&View', submenu: viewMenu(options.packaged) },
    { role: 'windowMenu' },
    { role: 'help', submenu: helpMenu(options.actions, mac) },
  ];
}

function appMenu({ about, checkForUpdates }: MenuActions): Item {
  return {
    label: 'Rackboot',
    submenu: [
      { label: 'About Rackboot', click: () => about() },
      ...(checkForUpdates ? [{ label: 'Check for Updates…', click: () => checkForUpdates() }] : []),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  };
}

function fileMenu({ serving, actions }: MenuOptions, mac: boolean): Item[] {
  return [
    { label: '&Open Image…', accelerator: 'CmdOrCtrl+O', click: () => actions.openFile() },
    { label: 'Open Console in &Browser', click: () => actions.openInBrowser() },
    { label: 'Open &Data Folder', click: () => actions.openDataFolder() },
    SEPARATOR,
    serving
      ? { label: 'Stop &Serving', click: () => actions.stopServing() }
      : { label: 'Start &Serving…', click: () => actions.startServing() },
    SEPARATOR,
    { role: mac ? 'close' : 'quit' },
  ];
}

function viewMenu(packaged: boolean): Item[] {
  const developer: Item[] = [{ role: 'reload' }, { role: 'toggleDevTools' }, SEPARATOR];
  return [
    ...(packaged ? [] : developer),
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    SEPARATOR,
    { role: 'togglefullscreen' },
  ];
}

function helpMenu(actions: MenuActions, mac: boolean): Item[] {
  const { checkForUpdates } = actions;
  return [
    ...GUIDES.map(([name, label]): Item => ({ label, click: () => actions.openGuide(name) })),
    SEPARATOR,
    { label: 'Licences', click: () => actions.licences() },
    ...(mac
      ? []
      : [
          ...(checkForUpdates ? [{ label: 'Check for &Updates…', click: () => checkForUpdates() }] : []),
          { label: '&About Rackboot', click: () => actions.about() },
        ]),
  ];
}
