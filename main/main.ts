/**
 * The Electron entry: choose the interface, start the engine (in this process, or in an elevated child where ports need
 * rights), show its console. Takes the arguments of `rackboot serve`.
 */
import { app, BrowserWindow, dialog, ipcMain, Menu, shell } from 'electron';
import { fileURLToPath } from 'node:url';
import { AppError, reportError } from '../shared/model/error.ts';
import type { ServeCommand } from './command-line.ts';
import { parseCommandLine } from './command-line.ts';
import { runInChild } from './host/child-process.ts';
import type { ChildEngine } from './host/child-session.ts';
import { elevateHere } from './host/elevate-here.ts';
import { portsOf, runInProcess } from './host/in-process.ts';
import { missingPrivilege, readPrivilegeFacts } from './host/privilege.ts';
import { describe, listInterfaces } from './net/interfaces.ts';
import { askInterface } from './shell/ask-interface.ts';
import { serveFiles } from './shell/files.ts';
import { isOnlyInstance, stopOnQuit } from './shell/lifecycle.ts';
import { menuTemplate } from './shell/menu.ts';
import { openWindow } from './shell/window.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let window: BrowserWindow | undefined;

app.enableSandbox();
if (isOnlyInstance(app, () => window)) {
  // Never `await` this at the top level: Electron waits for this module before it becomes ready.
  app.whenReady().then(start).catch(fail);
}

async function start(): Promise<void> {
  const command = parseCommandLine(['serve', ...process.argv.slice(app.isPackaged ? 1 : 2)]);
  if (command.name !== 'serve')
    throw new AppError(
      'BAD_ARGUMENT',
      'The app takes the arguments of "rackboot serve" only.',
      'See rackboot --help.',
    );
  const name = command.run.interface ?? (await chosenInterface());
  if (name === undefined) return app.quit();
  const engine = await startEngine({ ...command.run, interface: name });
  stopOnQuit(app, engine.stop, (error) => process.stderr.write(`${reportError(error).message}\n`));
  void engine.stopped.then(() => app.quit());
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        shell,
        dataDir: command.run.dataDir,
        packaged: app.isPackaged,
      }),
    ),
  );
  window = openWindow(
    { BrowserWindow, shell },
    { url: engine.consoleUrl, preload: file('./shell/preload.cjs') },
  );
  window.on('closed', () => (window = undefined));
  serveFiles({ ipcMain, dialog, shell }, window, new URL(engine.consoleUrl).origin);
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

function fail(error: unknown): void {
  const { code, message, hint } = reportError(error);
  process.stderr.write(`${code}: ${message}\n${hint}\n`);
  if (code !== 'CANCELLED') dialog.showErrorBox(message, hint);
  app.exit(1);
}
