/**
 * The whole entry, main/main.ts, with the double in Electron's place and everything else real: an engine that listens on the
 * loopback, its console, the shell's own socket to it. So: the parts are put together right. Electron itself is not run.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AppDouble,
  BlockerDouble,
  DialogDouble,
  IpcDouble,
  MenuDouble,
  NotificationDouble,
  ShellDouble,
  TrayDouble,
  WindowDouble,
  clickItem,
} from './electron-double.ts';

const CRASHES = ['uncaughtException', 'unhandledRejection'] as const;

let folder: string;
let app: AppDouble;
let dialog: DialogDouble;
let shell: ShellDouble;
let ipcMain: IpcDouble;
let argv: string[];
/** What the test's own runner listens to. */
let listening: ReadonlySet<unknown>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rackboot-app-'));
  argv = process.argv;
  listening = new Set(CRASHES.flatMap((event) => process.listeners(event as 'uncaughtException')));
  app = new AppDouble();
  app.userData = join(folder, 'user');
  dialog = new DialogDouble();
  shell = new ShellDouble();
  ipcMain = new IpcDouble();
  WindowDouble.made = [];
  TrayDouble.made = [];
  TrayDouble.hasTray = true;
  MenuDouble.applied = [];
});
afterEach(async () => {
  process.argv = argv;
  for (const event of CRASHES)
    for (const listener of process.listeners(event as 'uncaughtException'))
      if (!listening.has(listener)) process.off(event, listener);
  for (const mocked of ['electron', '../../main/host/privilege.ts', '../../main/host/elevate-here.ts'])
    vi.doUnmock(mocked);
  vi.resetModules();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the app with these words on its command line. */
async function start(...words: string[]): Promise<void> {
  await startWith('--interface', 'lo', ...words);
}

/** The same without an interface. */
async function startWith(...words: string[]): Promise<void> {
  process.argv = ['electron', '.', '--data', join(folder, 'data'), '--http-port', '0', ...words];
  vi.doMock('electron', () => ({
    app,
    BrowserWindow: WindowDouble,
    clipboard: { writeText: async () => undefined },
    dialog,
    ipcMain,
    Menu: MenuDouble,
    nativeTheme: { shouldUseDarkColors: false },
    Notification: NotificationDouble,
    powerMonitor: { on: () => undefined },
    powerSaveBlocker: new BlockerDouble(),
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    shell,
    Tray: TrayDouble,
  }));
  vi.resetModules();
  // Electron's own, for the report of a crash.
  Object.assign(process, { getSystemVersion: () => '1' });
  await import('../../main/main.ts');
}

const theWindow = async (): Promise<WindowDouble> => {
  await expect.poll(() => WindowDouble.made.length, { timeout: 20_000 }).toBe(1);
  return WindowDouble.made[0] as WindowDouble;
};

describe('the app', () => {
  it('listens, shows its console in a confined window, and stops its engine when it is quit', async () => {
    await start('--mode', 'listen');
    const window = await theWindow();
    const url = window.webContents.mainFrame.url;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const page = await fetch(url);
    // Whether the pages are built or not: the policy is on every answer, and has no exception for inline code.
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|data:|http/);

    expect(app.sandboxed).toBe(true);
    expect(window.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true });
    expect(window.webContents.goes('will-navigate', 'https://evil.example/')).toBe(false);
    expect(window.webContents.session.asks('media', url)).toBe(false);
    const stranger = { contents: window.webContents, frame: { url: 'https://evil.example/', parent: null } };
    await expect(ipcMain.invoke(stranger, 'desktop.chooseFile')).rejects.toThrow('is not for');
    await expect.poll(() => TrayDouble.made[0]?.tip).toBe('Rackboot: Listening on lo, answering nobody');
    expect(app.about).toMatchObject({ applicationName: 'Rackboot' });

    const menu = MenuDouble.applied.at(-1) ?? [];
    clickItem(menu, 'Open Console in &Browser');
    clickItem(menu, 'Open &Data Folder');
    expect(shell.opened).toEqual([url, join(folder, 'data')]);

    window.bounds = { x: 7, y: 8, width: 1000, height: 700 };
    expect(window.closes()).toBe(false);
    await expect.poll(() => app.exitCode, { timeout: 10_000 }).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    const saved = JSON.parse(await readFile(join(folder, 'user', 'window.json'), 'utf8')) as unknown;
    expect(saved).toEqual({ x: 7, y: 8, width: 1000, height: 700, maximized: false });
  }, 60_000);

  it('hands files of its start and of a second start to the engine, and says what it thinks of them', async () => {
    const iso = join(folder, 'no.iso');
    await writeFile(iso, 'this is no ISO');
    dialog.answers = [0, 0, 0];
    await start('--mode', 'listen', iso, 'rackboot://import');
    await theWindow();
    await expect.poll(() => dialog.asked.length, { timeout: 10_000 }).toBe(1);
    expect(dialog.asked[0]?.message).toBe('no.iso was not opened.');
    expect(dialog.asked[0]?.detail).toMatch(/ISO/);

    app.emit('second-instance', {}, [], '/', { files: [join(folder, 'boot.pcapng')] });
    await expect.poll(() => dialog.asked.length).toBe(2);
    expect(dialog.asked[1]?.detail).toContain('boot.pcapng cannot be read (ENOENT)');
    app.quit();
    await expect.poll(() => app.exitCode, { timeout: 10_000 }).toBe(0);
  }, 60_000);

  it('goes on listening without a password when the prompt is cancelled, and offers to serve later', async () => {
    const prompts: string[] = [];
    vi.doMock('../../main/host/privilege.ts', async (real) => {
      const { AppError } = await import('../../shared/model/error.ts');
      return {
        ...(await real<object>()),
        missingPrivilege: (_facts: unknown, ports: readonly number[]) =>
          ports.length > 0
            ? new AppError('NEEDS_PRIVILEGE', 'Ports need rights.', 'Give the password.')
            : undefined,
      };
    });
    vi.doMock('../../main/host/elevate-here.ts', () => ({
      elevateHere: () => async (program: { args: readonly string[]; env: object }) => {
        prompts.push(`${program.args.join(' ')} ${JSON.stringify(program.env)}`);
        // Not the class this file would import: modules were loaded anew for the app.
        const { AppError } = await import('../../shared/model/error.ts');
        throw new AppError(
          'CANCELLED',
          'The password was not given.',
          'Start Rackboot again when you have it.',
        );
      },
    }));
    dialog.answers = [0, 1];
    await start('--mode', 'own');
    const window = await theWindow();
    expect(dialog.asked.map(({ buttons }) => buttons)).toEqual([
      ['Try again', 'Only listen', 'Quit'],
      ['Try again', 'Only listen', 'Quit'],
    ]);
    expect(prompts).toHaveLength(2);
    expect(prompts[0]).toMatch(/engine\.child\.js \{"ELECTRON_RUN_AS_NODE":"1"\}$/);
    await expect.poll(() => TrayDouble.made[0]?.tip).toBe('Rackboot: Listening on lo, answering nobody');

    // Later, from the tray: cancelled once more, and the engine that listens is the same as before.
    const before = window.webContents.mainFrame.url;
    TrayDouble.made[0]?.clicks('Start serving…');
    await expect.poll(() => prompts.length, { timeout: 10_000 }).toBe(3);
    const page = { contents: window.webContents, frame: window.webContents.mainFrame };
    // The page gets the code, and asks no second time by itself.
    expect(await ipcMain.invoke(page, 'desktop.serve', { interface: 'lo', mode: 'own' })).toMatchObject({
      code: 'CANCELLED',
    });
    expect(prompts).toHaveLength(4);
    expect(window.webContents.mainFrame.url).toBe(before);
    expect((await fetch(before)).headers.get('content-security-policy')).toBeTruthy();
    expect(dialog.errors).toEqual([]);
    app.quit();
    await expect.poll(() => app.exitCode, { timeout: 10_000 }).toBe(0);
  }, 60_000);

  it('starts without an interface, and another engine takes its place behind the same address', async () => {
    // No rights but those that a loopback in listen mode needs.
    vi.doMock('../../main/host/elevate-here.ts', () => ({
      elevateHere: () => async (program: { args: readonly string[]; env: NodeJS.ProcessEnv }) => {
        const { spawnLinked } = await import('../../main/host/elevate.ts');
        const child = join(import.meta.dirname, '../../main/engine.child.ts');
        return spawnLinked(process.execPath, [child], { ...process.env, ...program.env });
      },
    }));
    await startWith();
    const window = await theWindow();
    const url = window.webContents.mainFrame.url;
    await expect.poll(() => TrayDouble.made[0]?.tip).toBe('Rackboot: No interface chosen yet');
    // Which one is a question for the page.
    TrayDouble.made[0]?.clicks('Start serving…');
    expect(window.focused).toBe(1);

    const page = { contents: window.webContents, frame: window.webContents.mainFrame };
    const serve = (request: object): Promise<unknown> => ipcMain.invoke(page, 'desktop.serve', request);
    const giveAddress = { address: '10.77.0.1', prefixLength: 24 };
    // It starts, and fails: the one without rights is back where it was.
    expect(await serve({ interface: 'nosuch0', mode: 'listen', giveAddress })).toMatchObject({
      code: 'UNKNOWN_INTERFACE',
    });
    expect(window.webContents.mainFrame.url).toBe(url);
    await expect.poll(() => TrayDouble.made[0]?.tip).toBe('Rackboot: No interface chosen yet');

    expect(await serve({ interface: 'lo', mode: 'listen' })).toBeUndefined();
    expect(window.webContents.mainFrame.url).toBe(url);
    await expect.poll(() => TrayDouble.made[0]?.tip).toBe('Rackboot: Listening on lo, answering nobody');
    app.quit();
    await expect.poll(() => app.exitCode, { timeout: 10_000 }).toBe(0);

    // The next start is where it was left.
    const config = JSON.parse(await readFile(join(folder, 'data', 'config.json'), 'utf8')) as {
      network: unknown;
    };
    expect(config.network).toEqual({ interface: 'lo', mode: 'listen' });
  }, 60_000);

  it('says what is wrong and ends with 1 when it cannot even listen', async () => {
    await start('--interface', 'nosuch0', '--mode', 'listen');
    await expect.poll(() => app.exitCode, { timeout: 20_000 }).toBe(1);
    expect(dialog.errors[0]?.title).toContain('nosuch0');
  }, 60_000);
});
