import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineView } from '../../main/shell/engine-watch.ts';
import { GUIDES, menuTemplate } from '../../main/shell/menu.ts';
import type { MenuActions } from '../../main/shell/menu.ts';
import { openGuide } from '../../main/shell/open-papers.ts';
import type { PresenceParts } from '../../main/shell/presence.ts';
import { showPresence } from '../../main/shell/presence.ts';
import type { TrayActions } from '../../main/shell/tray.ts';
import type { Mode } from '../../shared/model/config.ts';
import { emptyState, machineAt } from '../control/api-double.ts';
import { BlockerDouble, MenuDouble, ShellDouble, TrayDouble, clickItem } from './electron-double.ts';

const NOW = 1_700_000_000_000;
let done: string[];
let blocker: BlockerDouble;
const actions = new Proxy({} as MenuActions & TrayActions, {
  get: (_, name) => (given?: string) =>
    done.push(given === undefined ? String(name) : `${String(name)} ${given}`),
  has: () => true,
});

const view = (mode: Mode, booting = 0): EngineView => ({
  engine: { ...emptyState().engine, mode },
  machines: Array.from({ length: booting }, (_, index) => ({
    ...machineAt(index, NOW),
    stage: 'kernel' as const,
  })),
  events: [],
});

function presence(platform: NodeJS.Platform = 'linux') {
  const parts = { Tray: TrayDouble, Menu: MenuDouble, powerSaveBlocker: blocker } as unknown as PresenceParts;
  return showPresence(parts, { platform, packaged: true, icons: '/r/icons', actions });
}

beforeEach(() => {
  done = [];
  blocker = new BlockerDouble();
  TrayDouble.made = [];
  TrayDouble.hasTray = true;
  MenuDouble.applied = [];
});

describe('the tray', () => {
  it('says whether Rackboot serves, where, and how many machines boot', () => {
    const { show } = presence();
    const [tray] = TrayDouble.made;
    const said = [undefined, view('listen'), view('own'), view('own', 1), view('beside', 2)].map((one) => {
      show(one, NOW);
      return tray?.tip;
    });
    expect(said).toEqual([
      'Rackboot: The engine does not answer',
      'Rackboot: Listening on lab0, answering nobody',
      'Rackboot: Serving on lab0',
      'Rackboot: Serving on lab0, 1 machine booting',
      'Rackboot: Serving on lab0 beside another DHCP server, 2 machines booting',
    ]);
    expect(tray?.menu.map((item) => item.label).filter(Boolean)).toEqual([
      'Serving on lab0 beside another DHCP server, 2 machines booting',
      'Open Rackboot',
      'Stop serving',
      'Quit Rackboot',
    ]);
  });

  it('opens, stops, starts, quits', () => {
    const { show } = presence();
    const tray = TrayDouble.made[0] as TrayDouble;
    show(view('own'), NOW);
    for (const label of ['Open Rackboot', 'Stop serving', 'Quit Rackboot']) tray.clicks(label);
    show(view('listen'), NOW);
    tray.clicks('Start serving…');
    tray.emit('click');
    expect(done).toEqual(['open', 'stopServing', 'quit', 'startServing', 'open']);
  });

  it('takes a template image on macOS, and is not needed where there is none', () => {
    presence('darwin');
    presence('win32');
    expect(TrayDouble.made.map((one) => one.icon)).toEqual([
      '/r/icons/trayTemplate.png',
      '/r/icons/tray.png',
    ]);
    TrayDouble.hasTray = false;
    expect(() => presence().show(view('own'), NOW)).not.toThrow();
  });
});

describe('sleep', () => {
  it('is kept off while serving, once, and until the end', () => {
    const { show, end } = presence();
    show(view('listen'), NOW);
    expect(blocker.held.size).toBe(0);
    show(view('own'), NOW);
    show(view('own', 3), NOW);
    expect([...blocker.held.values()]).toEqual(['prevent-app-suspension']);
    show(undefined, NOW);
    expect(blocker.held.size).toBe(0);
    show(view('beside'), NOW);
    end();
    end();
    expect(blocker.held.size).toBe(0);
  });
});

describe('the menu', () => {
  const menu = (platform: NodeJS.Platform, more: { packaged?: boolean; serving?: boolean } = {}) =>
    menuTemplate({ platform, packaged: true, serving: false, actions, ...more });
  const flat = (template: ReturnType<typeof menu>) =>
    template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])]);
  const roles = (...given: Parameters<typeof menu>) =>
    flat(menu(...given)).flatMap((item) => item.role ?? []);
  const labels = (template: ReturnType<typeof menu>) => flat(template).flatMap((item) => item.label ?? []);

  it('keeps developer tools out of a packaged app', () => {
    expect(roles('linux')).not.toContain('toggleDevTools');
    expect(roles('linux')).not.toContain('reload');
    expect(roles('linux', { packaged: false })).toContain('toggleDevTools');
  });

  it('has About, Hide and Quit in the app menu on macOS, elsewhere in Help and File', () => {
    const mac = menu('darwin');
    expect(labels(mac.slice(0, 1)).slice(0, 3)).toEqual(['Rackboot', 'About Rackboot', 'Check for Updates…']);
    expect(roles('darwin')).toEqual(
      expect.arrayContaining(['services', 'hide', 'hideOthers', 'unhide', 'quit', 'close']),
    );
    expect(roles('darwin').filter((role) => role === 'quit')).toHaveLength(1);
    for (const platform of ['linux', 'win32'] as const) {
      expect(roles(platform)).toEqual(
        expect.arrayContaining(['quit', 'editMenu', 'windowMenu', 'help', 'zoomIn']),
      );
      expect(roles(platform)).not.toContain('hide');
      expect(labels(menu(platform)).at(-1)).toBe('&About Rackboot');
    }
  });

  it('is replaced when serving begins or ends, and at no other time', () => {
    const { show } = presence();
    for (const one of [view('listen'), view('listen'), view('own'), view('own', 2), view('listen')])
      show(one, NOW);
    expect(MenuDouble.applied.map((one) => labels(one).find((label) => label.includes('&Serving')))).toEqual([
      'Start &Serving…',
      'Stop &Serving',
      'Start &Serving…',
    ]);
  });

  it('does what it says', () => {
    const template = menu('linux');
    for (const label of ['&Open Image…', 'Open Console in &Browser', 'Open &Data Folder', 'Macs', 'Licences'])
      clickItem(template, label);
    expect(done).toEqual(['openFile', 'openInBrowser', 'openDataFolder', 'openGuide macs', 'licences']);
  });

  it('knows only guides that are there, and shows their folder where no program opens them', async () => {
    const root = `${import.meta.dirname}/../..`;
    const shell = new ShellDouble();
    for (const name of GUIDES) await openGuide(shell, root, name);
    expect(shell.missing()).toEqual([]);
    expect(shell.opened).toHaveLength(GUIDES.length);
    shell.failure = 'no program';
    await openGuide(shell, root, 'macs');
    expect(shell.revealed[0]).toMatch(/docs\/macs\.md$/);
  });
});
