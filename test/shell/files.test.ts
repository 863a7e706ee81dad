/** The real preload script against the real handlers, with doubles of Electron between them: the channels must agree. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Captures } from '../../main/shell/captures.ts';
import { createCaptures } from '../../main/shell/captures.ts';
import { serveFiles } from '../../main/shell/files.ts';
import type { FileParts } from '../../main/shell/files.ts';
import type { NotificationParts } from '../../main/shell/notifications.ts';
import { serveNotifications } from '../../main/shell/notifications.ts';
import { forOwnPage } from '../../main/shell/own-page.ts';
import { serveRequests } from '../../main/shell/serve-request.ts';
import { temporaryFolder } from '../engine/temporary.ts';
import { AppError } from '../../shared/model/error.ts';
import {
  ContentsDouble,
  IpcDouble,
  NotificationDouble,
  ShellDouble,
  WindowDouble,
  asWindow,
} from './electron-double.ts';

interface Desktop {
  pathForFile(file: unknown): string;
  chooseFile(): Promise<string | undefined>;
  revealFile(path: unknown): Promise<void>;
  serve(request: unknown): Promise<unknown>;
  nextCapture(): Promise<{ name: string; bytes: Uint8Array } | undefined>;
  notify(notification: unknown): Promise<void>;
  onNotified(listener: (id: string) => void): void;
}

const ORIGIN = 'http://127.0.0.1:8600';
let window: WindowDouble;
let shell: ShellDouble;
let ipc: IpcDouble;
let chosen: { canceled: boolean; filePaths: string[] };
let asked: unknown[];
let served: unknown[];
let captures: Captures;
let refusal: Error | undefined;
let listening: [string, (...args: unknown[]) => void][];
let time: number;

beforeEach(() => {
  window = new WindowDouble({});
  window.webContents.mainFrame.url = `${ORIGIN}/`;
  shell = new ShellDouble();
  ipc = new IpcDouble();
  asked = [];
  chosen = { canceled: false, filePaths: ['/isos/debian.iso'] };
  const dialog = {
    showOpenDialog: async (...args: unknown[]) => {
      asked.push(args);
      return chosen;
    },
  } as unknown as FileParts['dialog'];
  const handle = forOwnPage(ipc, asWindow(window), () => ORIGIN);
  serveFiles(handle, { dialog, shell }, asWindow(window));
  captures = createCaptures();
  captures.serve(handle);
  listening = [];
  time = 0;
  NotificationDouble.shown = [];
  NotificationDouble.supported = true;
  serveNotifications(
    handle,
    { Notification: NotificationDouble as unknown as NotificationParts['Notification'], now: () => time },
    asWindow(window),
  );
  served = [];
  refusal = undefined;
  serveRequests(handle, async (request) => {
    served.push(request);
    if (refusal) throw refusal;
  });
});

/** Runs preload.cts as Electron's sandbox does: with a `require` that knows `electron` only. */
function preload(
  sender = {
    contents: window.webContents,
    frame: window.webContents.mainFrame as { url: string; parent: unknown } | null,
  },
): Desktop {
  const source = readFileSync(join(import.meta.dirname, '../../main/shell/preload.cts'), 'utf8');
  const worlds: Record<string, unknown> = {};
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => (worlds[name] = api) },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => ipc.invoke(sender, channel, ...args),
      on: (channel: string, listener: (...args: unknown[]) => void) => listening.push([channel, listener]),
    },
    webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
  };
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  // The script is our own; there is no other way to give it a `require`.
  new Function('require', 'exports', stripTypeScriptTypes(source))(require, {});
  expect(Object.keys(worlds)).toEqual(['desktop']);
  return worlds['desktop'] as Desktop;
}

describe('window.desktop', () => {
  it('has seven functions and nothing else', () => {
    expect(Object.keys(preload()).sort()).toEqual([
      'chooseFile',
      'nextCapture',
      'notify',
      'onNotified',
      'pathForFile',
      'revealFile',
      'serve',
    ]);
  });

  it('gives the path of a dropped file', () => {
    expect(preload().pathForFile({ path: '/isos/debian.iso' })).toBe('/isos/debian.iso');
    expect(preload().pathForFile({})).toBe('');
  });

  it('asks for a file with the system dialogue, attached to the window', async () => {
    expect(await preload().chooseFile()).toBe('/isos/debian.iso');
    expect(asked).toEqual([[window, { properties: ['openFile'] }]]);
    chosen = { canceled: true, filePaths: [] };
    expect(await preload().chooseFile()).toBeUndefined();
  });

  it('shows a file in its folder', async () => {
    await preload().revealFile('/isos/debian.iso');
    expect(shell.revealed).toEqual(['/isos/debian.iso']);
    for (const path of ['isos/debian.iso', '', undefined, 7, { toString: () => '/x' }.toString]) {
      await expect(preload().revealFile(path)).rejects.toThrow();
    }
    expect(shell.revealed).toHaveLength(1);
  });
});

describe('captures that are opened', () => {
  const write = (name: string, text: string): string => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, text);
    return path;
  };
  const text = (capture: { name: string; bytes: Uint8Array } | undefined) =>
    capture && `${capture.name}: ${Buffer.from(capture.bytes).toString()}`;

  it('wait for the page, and the page for them', async () => {
    await captures.show(write('a.pcapng', 'one'));
    await captures.show(write('b.pcap', 'two'));
    const desktop = preload();
    expect(text(await desktop.nextCapture())).toBe('a.pcapng: one');
    expect(text(await desktop.nextCapture())).toBe('b.pcap: two');
    const next = desktop.nextCapture();
    await captures.show(write('c.pcap', 'three'));
    expect(text(await next)).toBe('c.pcap: three');
  });

  it('go to the page that asked last: one before it was loaded anew', async () => {
    const before = preload().nextCapture();
    const after = preload().nextCapture();
    expect(await before).toBeUndefined();
    await captures.show(write('a.pcapng', 'one'));
    expect(text(await after)).toBe('a.pcapng: one');
  });

  it('that cannot be read, or are larger than a page can hold, are refused', async () => {
    const large = write('large.pcap', '');
    truncateSync(large, 300 * 1024 * 1024);
    await expect(captures.show(large)).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
    await expect(captures.show('/nowhere/a.pcap')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('a notification', () => {
  const news = { id: '7', title: 'New machine: esx-01', body: '00:25:90:96:c4:9a' };

  it('is shown, and a click brings the window to the front and tells the page which it was', async () => {
    const desktop = preload();
    const clicked: string[] = [];
    desktop.onNotified((id) => clicked.push(id));
    await desktop.notify(news);
    const [shown] = NotificationDouble.shown;
    expect(shown?.options).toEqual({ title: news.title, body: news.body });
    window.minimized = true;
    shown?.emit('click');
    expect([window.minimized, window.shown, window.focused]).toEqual([false, true, 1]);
    expect(window.webContents.sent).toEqual([['desktop.notified', '7']]);
    // As Electron hands it on: with an event, which the page never gets.
    for (const [channel, listener] of listening) listener({ sender: 'the shell' }, `${channel} 7`);
    expect(clicked).toEqual(['desktop.notified 7']);
  });

  it('of a window that is gone by then does nothing', async () => {
    await preload().notify(news);
    window.destroyed = true;
    NotificationDouble.shown[0]?.emit('click');
    expect([window.focused, window.webContents.sent]).toEqual([0, []]);
  });

  it.each([
    ['nothing', undefined],
    ['no text', { ...news, body: '' }],
    ['no id', { title: 'a', body: 'b' }],
    ['something else than text', { ...news, title: 7 }],
    ['a title that fills the screen', { ...news, title: 'x'.repeat(121) }],
    ['a body that fills the screen', { ...news, body: 'x'.repeat(401) }],
    ['an id that is no id', { ...news, id: 'x'.repeat(41) }],
  ])('is refused: %s', async (_, argument) => {
    await expect(preload().notify(argument)).rejects.toThrow('desktop.notify needs');
    expect(NotificationDouble.shown).toEqual([]);
  });

  it('is refused where a person could not read them any more, until some time has passed', async () => {
    const desktop = preload();
    for (let number = 0; number < 12; number++) await desktop.notify(news);
    await expect(desktop.notify(news)).rejects.toThrow('too often');
    time += 10_000;
    await desktop.notify(news);
    expect(NotificationDouble.shown).toHaveLength(13);
  });

  it('is silently none where the system has none', async () => {
    NotificationDouble.supported = false;
    await preload().notify(news);
    expect(NotificationDouble.shown).toEqual([]);
  });
});

describe('an engine with more rights', () => {
  const wanted = { interface: 'en7', mode: 'own' } as const;

  it('is asked for with what was checked, and nothing is answered when it serves', async () => {
    const giveAddress = { address: '10.77.0.1', prefixLength: 24 };
    expect(await preload().serve({ ...wanted, giveAddress })).toBeUndefined();
    expect(served).toEqual([{ ...wanted, force: false, giveAddress }]);
  });

  it('that does not come is told with code and hint, as a cancelled password is', async () => {
    refusal = new AppError('CANCELLED', 'The password was not given.', 'Start again.');
    expect(await preload().serve(wanted)).toEqual({
      code: 'CANCELLED',
      message: 'The password was not given.',
      hint: 'Start again.',
    });
  });

  it.each([
    ['nothing', undefined],
    ['no interface', { mode: 'own' }],
    ['another mode', { ...wanted, mode: 'sudo' }],
    ['an option of the command line', { ...wanted, dataDir: '/etc' }],
    ['no address', { ...wanted, giveAddress: { address: '$(id)', prefixLength: 24 } }],
    ['a network of everything', { ...wanted, giveAddress: { address: '10.0.0.1', prefixLength: 0 } }],
  ])('%s is refused before anybody is asked', async (_, request) => {
    expect(await preload().serve(request)).toMatchObject({ code: 'BAD_ARGUMENT' });
    expect(served).toEqual([]);
  });
});

describe('callers that are not our page', () => {
  const other = new ContentsDouble();
  it.each<[string, () => { contents: ContentsDouble; frame: { url: string; parent: unknown } | null }]>([
    ['another window', () => ({ contents: other, frame: { url: `${ORIGIN}/`, parent: null } })],
    [
      'a page of another origin',
      () => ({ contents: window.webContents, frame: { url: 'https://evil.example/', parent: null } }),
    ],
    [
      'a frame inside our page',
      () => ({
        contents: window.webContents,
        frame: { url: `${ORIGIN}/`, parent: window.webContents.mainFrame },
      }),
    ],
    ['a frame that is gone', () => ({ contents: window.webContents, frame: null })],
  ])('%s gets nothing', async (_, sender) => {
    const desktop = preload(sender());
    await expect(desktop.chooseFile()).rejects.toThrow('desktop.chooseFile is not for');
    await expect(desktop.notify({ id: '1', title: 'a', body: 'b' })).rejects.toThrow(
      'desktop.notify is not for',
    );
    expect(NotificationDouble.shown).toEqual([]);
    await expect(desktop.revealFile('/etc/passwd')).rejects.toThrow('desktop.revealFile is not for');
    await expect(desktop.serve({ interface: 'en7', mode: 'own' })).rejects.toThrow(
      'desktop.serve is not for',
    );
    await expect(desktop.nextCapture()).rejects.toThrow('desktop.nextCapture is not for');
    expect(asked).toEqual([]);
    expect(shell.revealed).toEqual([]);
    expect(served).toEqual([]);
  });
});
