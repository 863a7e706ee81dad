/** The application menu, by each platform's conventions: About and Quit stand in the app's own menu on macOS, elsewhere in Help and File. */
import type { MenuItemConstructorOptions } from 'electron';
import type { ShellTexts } from './texts/texts.ts';
import { texts } from './texts/texts.ts';

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
export const GUIDES = [
  'first-boot',
  'macs',
  'esxi',
  'debian',
  'centos',
  'troubleshooting',
  'ports-and-firewalls',
  'security',
] as const satisfies readonly (keyof ShellTexts['guides'])[];

/** Of Electron's roles: what they do is the system's, how they are called ours. */
const role = (name: keyof ShellTexts['roles']): Item => ({ role: name, label: texts().roles[name] });

export function menuTemplate(options: MenuOptions): Item[] {
  const mac = options.platform === 'darwin';
  const words = texts().menu;
  return [
    ...(mac ? [appMenu(options.actions)] : []),
    { label: words.file, submenu: fileMenu(options, mac) },
    { role: 'editMenu', label: words.edit, submenu: editMenu() },
    { label: words.view, submenu: viewMenu(options.packaged) },
    { role: 'windowMenu', label: words.window, submenu: windowMenu(mac) },
    { role: 'help', label: words.help, submenu: helpMenu(options.actions, mac) },
  ];
}

function appMenu({ about, checkForUpdates }: MenuActions): Item {
  return {
    label: 'Rackboot',
    submenu: [
      { label: plain(texts().menu.about), click: () => about() },
      ...(checkForUpdates
        ? [{ label: plain(texts().menu.checkForUpdates), click: () => checkForUpdates() }]
        : []),
      SEPARATOR,
      role('services'),
      SEPARATOR,
      role('hide'),
      role('hideOthers'),
      role('unhide'),
      SEPARATOR,
      role('quit'),
    ],
  };
}

/** macOS marks no letters in menus. */
const plain = (label: string): string => label.replace('&', '');

function editMenu(): Item[] {
  return [
    role('undo'),
    role('redo'),
    SEPARATOR,
    role('cut'),
    role('copy'),
    role('paste'),
    role('delete'),
    SEPARATOR,
    role('selectAll'),
  ];
}

function windowMenu(mac: boolean): Item[] {
  return [role('minimize'), ...(mac ? [role('zoom'), SEPARATOR, role('front')] : [role('close')])];
}

function fileMenu({ serving, actions }: MenuOptions, mac: boolean): Item[] {
  const words = texts().menu;
  return [
    { label: words.openImage, accelerator: 'CmdOrCtrl+O', click: () => actions.openFile() },
    { label: words.openInBrowser, click: () => actions.openInBrowser() },
    { label: words.openDataFolder, click: () => actions.openDataFolder() },
    SEPARATOR,
    serving
      ? { label: words.stopServing, click: () => actions.stopServing() }
      : { label: words.startServing, click: () => actions.startServing() },
    SEPARATOR,
    role(mac ? 'close' : 'quit'),
  ];
}

function viewMenu(packaged: boolean): Item[] {
  const developer: Item[] = [role('reload'), role('toggleDevTools'), SEPARATOR];
  return [
    ...(packaged ? [] : developer),
    role('resetZoom'),
    role('zoomIn'),
    role('zoomOut'),
    SEPARATOR,
    role('togglefullscreen'),
  ];
}

function helpMenu(actions: MenuActions, mac: boolean): Item[] {
  const { checkForUpdates } = actions;
  const { menu: words, guides } = texts();
  return [
    ...GUIDES.map((name): Item => ({ label: guides[name], click: () => actions.openGuide(name) })),
    SEPARATOR,
    { label: words.licences, click: () => actions.licences() },
    ...(mac
      ? []
      : [
          ...(checkForUpdates ? [{ label: words.checkForUpdates, click: () => checkForUpdates() }] : []),
          { label: words.about, click: () => actions.about() },
        ]),
  ];
}
