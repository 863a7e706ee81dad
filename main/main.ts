/**
 * The Electron entry: start the engine (in this process, or in an elevated child where that needs rights), show its console,
 * where the interface is chosen, and what a desktop adds to it. Takes the arguments of `rackboot serve`, or files to open.
 */
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  Tray,
} from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandName, CommandOutput } from '../shared/model/api.ts';
import type { CheckedServeRequest } from '../shared/model/desktop.ts';
import type { Mode } from '../shared/model/config.ts';
import { AppError, reportError } from '../shared/model/error.ts';
import { parseCommandLine, SERVE_OPTIONS } from './command-line.ts';
import { callEngine } from './control/call.ts';
import type { Run } from './desktop-engine.ts';
import { firstRun, prepareEngine, settleOptions, withoutInterface } from './desktop-engine.ts';
import { VERSION } from './engine/version.ts';
import type { ChildEngine } from './host/child-session.ts';
import { readLicencedPackages, setAbout } from './shell/about.ts';
import { guardApp } from './shell/app-guards.ts';
import { askRefused } from './shell/ask-refused.ts';
import type { CrashParts } from './shell/crash-dialog.ts';
import { onOwnCrash, onPageCrash } from './shell/crash-dialog.ts';
import { crashReport } from './shell/crash-report.ts';
import { watchEngine } from './shell/engine-watch.ts';
import type { EngineWatch } from './shell/engine-watch.ts';
import { createCaptures } from './shell/captures.ts';
import { serveFiles } from './shell/files.ts';
import { serveNotifications } from './shell/notifications.ts';
import { readLaunch } from './shell/launch.ts';
import { bringToFront, isOnlyInstance, stopOnQuit } from './shell/lifecycle.ts';
import { openFiles } from './shell/open-files.ts';
import { openGuide, openLicences } from './shell/open-papers.ts';
import { forOwnPage } from './shell/own-page.ts';
import { showPresence } from './shell/presence.ts';
import { askBeforeQuit } from './shell/quit-question.ts';
import { serveRequests } from './shell/serve-request.ts';
import { createServing } from './shell/serving.ts';
import { speak, texts } from './shell/texts/texts.ts';
import { updates } from './shell/updates.ts';
import type { Updater } from './shell/updates.ts';
import { openWindow } from './shell/window.ts';
import { placeWindow, readPlacement, rememberPlacement } from './shell/window-state.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What ships beside the code: in the package's resources, in a checkout two folders above dist/main. */
const resources = app.isPackaged ? process.resourcesPath : file('../../resources');
const launch = readLaunch(process.argv.slice(app.isPackaged ? 1 : 2), SERVE_OPTIONS, process.cwd());

let window: BrowserWindow | undefined;
let watch: EngineWatch | undefined;

const crashParts: CrashParts = {
  dialog,
  clipboard,
  report: (error) =>
    crashReport({
      version: VERSION,
      electron: process.versions['electron'] ?? '',
      platform: `${process.platform} ${process.arch} ${process.getSystemVersion()}`,
      error,
      events: watch?.view().events ?? [],
      home: homedir(),
    }),
};

guardApp(app);
const captures = createCaptures();
const opened = openFiles({ app, dialog, showCapture: captures.show });
const first = { window: () => window, onFiles: (paths: readonly string[]) => void opened.open(paths) };
if (isOnlyInstance(app, launch.files, first)) {
  // Never `await` this at the top level: Electron waits for this module before it becomes ready.
  app.whenReady().then(start).catch(fail);
}

async function start(): Promise<void> {
  speak(app.getPreferredSystemLanguages());
  app.setAppUserModelId('org.rackboot.desktop');
  for (const address of launch.refused)
    process.stderr.write(`not opened, because it is an address: ${address}\n`);
  const command = parseCommandLine(['serve', ...launch.options]);
  if (command.name !== 'serve')
    throw new AppError(
      'BAD_ARGUMENT',
      'The app takes the arguments of "rackboot serve" only.',
      'See rackboot --help.',
    );
  const { run } = command;
  let shownUrl = '';
  /** Addresses that engines with more rights were to give; the next one of them gives them again. */
  const given = new Map<string, GivenAddress>();
  const house: Run = withoutInterface(run);
  /** What needs no password. */
  const least = (of: Run): Run =>
    of.interface === undefined ? withoutInterface(of) : { ...of, mode: 'listen' };

  const serving = createServing<Run>({
    prepare: (wanted) =>
      prepareEngine(wanted, {
        child: file('./engine.child.js'),
        ...(app.isPackaged && { resourcesDir: process.resourcesPath }),
      }),
    withoutPassword: (wanted) => (wanted.mode === 'listen' ? undefined : least(run)),
    ask: (why) => askRefused(dialog, why),
    onEngine(engine) {
      watch?.close();
      watch = watchEngine(engine.consoleUrl, () => show());
      // At the same address the page finds the new one by itself.
      if (engine.consoleUrl !== shownUrl) void window?.loadURL(engine.consoleUrl);
      shownUrl = engine.consoleUrl;
      void opened.ready((path) => call(engine, 'images.import', { path }));
    },
    onEnded: () => quitting.now(),
  });
  const machines = (): Promise<CommandOutput<'machines.list'>> => {
    const engine = serving.engine();
    return engine ? call(engine, 'machines.list', {}) : Promise.resolve([]);
  };
  let savePlacement = (): void => undefined;
  const quitting = stopOnQuit(app, {
    mayQuit: () => askBeforeQuit({ dialog, machines, now: Date.now }, texts().quit.quitAnyway),
    async stop(reason) {
      savePlacement();
      presence.end();
      watch?.close();
      await serving.stop(reason);
    },
    report: (error) => process.stderr.write(`${reportError(error).message}\n`),
  });
  onOwnCrash(process, crashParts, () => {
    // What broke may be the stopping itself: the ports go with the process in any case.
    setTimeout(() => app.exit(1), 5000);
    void serving.stop('the app made a mistake').finally(() => app.exit(1));
  });
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    // The system waits for us while we say so; machines that boot cannot be helped any more.
    event?.preventDefault();
    quitting.now();
  });

  /** A person has chosen, in the page or in a menu, and this engine may not do it. */
  async function serveWithRights(asked: CheckedServeRequest): Promise<void> {
    const { interface: name, mode, force, giveAddress = given.get(name) } = asked;
    if (giveAddress) given.set(name, giveAddress);
    const engine = serving.engine();
    const later = engine ? await settleOptions(run, (command, input) => call(engine, command, input)) : run;
    const { choose: _open, ...rest } = later;
    await serving.replace(
      { ...rest, interface: name, mode, force, remember: true, ...(giveAddress && { giveAddress }) },
      least(later),
    );
  }
  const toFront = (): void => bringToFront(window);
  const check = updates({ dialog, load: loadUpdater }, { packaged: app.isPackaged, resources });
  const actions = {
    openFile: () => void chooseImage(),
    openInBrowser: () => void shell.openExternal(serving.engine()?.consoleUrl ?? ''),
    openDataFolder: () => void shell.openPath(run.dataDir),
    startServing: () => void startServing().catch(tell),
    stopServing: () => void stopServing().catch(tell),
    openGuide: (guide: string) => void openGuide(shell, app.isPackaged ? resources : file('../..'), guide),
    about: () => app.showAboutPanel(),
    licences: () => void openLicences(shell, resources),
    open: toFront,
    quit: () => app.quit(),
    ...(check && { checkForUpdates: () => void check(true) }),
  };
  async function startServing(): Promise<void> {
    const engine = serving.engine();
    const name = watch?.view().engine?.interface?.name;
    // Which interface is a question for the page.
    if (!engine || name === undefined) return toFront();
    const mode = await servingMode(engine, run.mode, watch);
    try {
      await call(engine, 'network.use', { interface: name, mode });
    } catch (error) {
      if (reportError(error).code !== 'NEEDS_PRIVILEGE') throw error;
      await serveWithRights({ interface: name, mode, force: false });
    }
  }
  async function stopServing(): Promise<void> {
    const engine = serving.engine();
    const name = watch?.view().engine?.interface?.name;
    if (!engine || name === undefined) return;
    // The same machines would lose the same server.
    if (!(await askBeforeQuit({ dialog, machines, now: Date.now }, texts().quit.stopAnyway))) return;
    await call(engine, 'network.use', { interface: name, mode: 'listen' });
  }
  const icons = join(resources, 'icons');
  const presence = showPresence(
    { Tray, Menu, powerSaveBlocker },
    { platform: process.platform, packaged: app.isPackaged, icons, actions },
  );
  const show = (): void => presence.show(watch?.view(), Date.now());

  show();
  setAbout(app, {
    version: VERSION,
    electron: process.versions['electron'] ?? '',
    icon: join(icons, 'icon.png'),
    packages: await readLicencedPackages(resources),
  });
  await serving.begin(run.interface === undefined ? await firstRun(house) : run);
  const consoleUrl = (): string => serving.engine()?.consoleUrl ?? 'http://127.0.0.1/';
  const origin = (): string => new URL(consoleUrl()).origin;
  const placementFile = join(app.getPath('userData'), 'window.json');
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  window = openWindow(
    { BrowserWindow, shell },
    {
      url: consoleUrl,
      preload: file('./shell/preload.cjs'),
      placement: placeWindow(readPlacement(placementFile), workAreas),
      icon: join(icons, 'icon.png'),
      dark: nativeTheme.shouldUseDarkColors,
    },
  );
  savePlacement = rememberPlacement(window, placementFile);
  quitting.guard(window);
  onPageCrash(window, crashParts, {
    reload: () => void window?.loadURL(consoleUrl()),
    quit: () => app.quit(),
  });
  window.on('closed', () => (window = undefined));
  const handle = forOwnPage(ipcMain, window, origin);
  serveFiles(handle, { dialog, shell }, window);
  captures.serve(handle);
  serveNotifications(
    handle,
    { Notification, now: () => performance.now(), icon: join(icons, 'icon.png') },
    window,
  );
  serveRequests(handle, serveWithRights);
  await opened.open(launch.files);
  void check?.(false);
}

type GivenAddress = NonNullable<CheckedServeRequest['giveAddress']>;

/** As it was served the last time; else full DHCP, which is refused where another server is found. */
async function servingMode(engine: ChildEngine, asked: Mode, seen: EngineWatch | undefined): Promise<Mode> {
  const { network } = await call(engine, 'config.get', {});
  return [seen?.view().served, network?.mode, asked].find((mode) => mode && mode !== 'listen') ?? 'own';
}

/** By the console's socket: the engine may be a child. */
async function call<N extends CommandName>(
  engine: ChildEngine,
  command: N,
  input: unknown,
): Promise<CommandOutput<N>> {
  const { origin, searchParams } = new URL(engine.consoleUrl);
  const answer = await callEngine({ url: origin, token: searchParams.get('token') ?? '' }, command, input);
  return answer as CommandOutput<N>;
}

async function chooseImage(): Promise<void> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: 'Images', extensions: ['iso'] }],
  });
  if (!canceled) await opened.open(filePaths);
}

async function loadUpdater(): Promise<Updater> {
  const { default: library } = await import('electron-updater');
  return library.autoUpdater;
}

/** What a menu did not do. A cancelled password is no mistake. */
function tell(error: unknown): void {
  const { code, message, hint } = reportError(error);
  if (code !== 'CANCELLED') dialog.showErrorBox(message, hint);
}

function fail(error: unknown): void {
  const { code, message, hint } = reportError(error);
  process.stderr.write(`${code}: ${message}\n${hint}\n`);
  if (code !== 'CANCELLED') dialog.showErrorBox(message, hint);
  app.exit(1);
}
