/**
 * The Electron entry: choose the interface, start the engine (in this process, or in an elevated child where ports need
 * rights), show its console and what a desktop adds to it. Takes the arguments of `rackboot serve`, or files to open.
 */
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
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
import { AppError, reportError } from '../shared/model/error.ts';
import type { ServeCommand } from './command-line.ts';
import { parseCommandLine, SERVE_OPTIONS } from './command-line.ts';
import { callEngine } from './control/call.ts';
import { VERSION } from './engine/version.ts';
import { runInChild } from './host/child-process.ts';
import type { ChildEngine } from './host/child-session.ts';
import { elevateHere } from './host/elevate-here.ts';
import { portsOf, runInProcess } from './host/in-process.ts';
import { missingPrivilege, readPrivilegeFacts } from './host/privilege.ts';
import { describe, listInterfaces } from './net/interfaces.ts';
import { readLicencedPackages, setAbout } from './shell/about.ts';
import { guardApp } from './shell/app-guards.ts';
import { askInterface } from './shell/ask-interface.ts';
import { askRefused } from './shell/ask-refused.ts';
import type { CrashParts } from './shell/crash-dialog.ts';
import { onOwnCrash, onPageCrash } from './shell/crash-dialog.ts';
import { crashReport } from './shell/crash-report.ts';
import { watchEngine } from './shell/engine-watch.ts';
import type { EngineWatch } from './shell/engine-watch.ts';
import { serveFiles } from './shell/files.ts';
import { readLaunch } from './shell/launch.ts';
import { bringToFront, isOnlyInstance, stopOnQuit } from './shell/lifecycle.ts';
import { openFiles } from './shell/open-files.ts';
import { openGuide, openLicences } from './shell/open-papers.ts';
import { showPresence } from './shell/presence.ts';
import { askBeforeQuit } from './shell/quit-question.ts';
import { createServing } from './shell/serving.ts';
import type { Way } from './shell/serving.ts';
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
const opened = openFiles({ app, dialog });
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
  const name = command.run.interface ?? (await chosenInterface());
  if (name === undefined) return app.quit();
  const run = { ...command.run, interface: name };

  const serving = createServing({
    start: (way) => startEngine({ ...run, mode: modeOf(way, run.mode) }),
    ask: (why) => askRefused(dialog, why),
    onEngine(engine) {
      watch?.close();
      watch = watchEngine(engine.consoleUrl, () => show());
      void window?.loadURL(engine.consoleUrl);
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

  const change = (way: Way): void => void serving.begin(way).catch(fail);
  const toFront = (): void => bringToFront(window);
  const check = updates({ dialog, load: loadUpdater }, { packaged: app.isPackaged, resources });
  const actions = {
    openFile: () => void chooseImage(),
    openInBrowser: () => void shell.openExternal(serving.engine()?.consoleUrl ?? ''),
    openDataFolder: () => void shell.openPath(run.dataDir),
    startServing: () => change('serve'),
    stopServing: () => void stopServing(),
    openGuide: (guide: string) => void openGuide(shell, app.isPackaged ? resources : file('../..'), guide),
    about: () => app.showAboutPanel(),
    licences: () => void openLicences(shell, resources),
    open: toFront,
    quit: () => app.quit(),
    ...(check && { checkForUpdates: () => void check(true) }),
  };
  async function stopServing(): Promise<void> {
    // The same machines would lose the same server.
    if (await askBeforeQuit({ dialog, machines, now: Date.now }, texts().quit.stopAnyway)) change('listen');
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
  await serving.begin(run.mode === 'listen' ? 'listen' : 'serve');
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
  serveFiles({ ipcMain, dialog, shell }, window, origin);
  await opened.open(launch.files);
  void check?.(false);
}

/** Without a mode that answers, "start serving" means full DHCP; it is refused where another server is found. */
function modeOf(way: Way, asked: ServeCommand['run']['mode']): ServeCommand['run']['mode'] {
  if (way === 'listen') return 'listen';
  return asked === 'listen' ? 'own' : asked;
}

/** The only candidate, or the person's choice. */
async function chosenInterface(): Promise<string | undefined> {
  const usable = (await listInterfaces()).filter(
    (one) => one.up && !one.loopback && one.addresses.length > 0,
  );
  if (usable.length === 0) {
    throw new AppError(
      'INTERFACE_AMBIGUOUS',
      'No network interface is up with an IPv4 address.',
      'Plug the laptop into the switch and give that port a fixed address.',
    );
  }
  if (usable.length === 1) return usable[0]?.name;
  return askInterface(
    dialog,
    usable.map((one) => ({ name: one.name, label: describe(one) })),
  );
}

async function startEngine(run: ServeCommand['run']): Promise<ChildEngine> {
  const full = { ...run, ...(app.isPackaged && { resourcesDir: process.resourcesPath }) };
  const missing = missingPrivilege(await readPrivilegeFacts(), portsOf(run));
  if (!missing) return runInProcess(full);
  const program = {
    file: process.execPath,
    args: [file('./engine.child.js')],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  };
  return runInChild(full, program, elevateHere(process.platform));
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

function fail(error: unknown): void {
  const { code, message, hint } = reportError(error);
  process.stderr.write(`${code}: ${message}\n${hint}\n`);
  if (code !== 'CANCELLED') dialog.showErrorBox(message, hint);
  app.exit(1);
}
