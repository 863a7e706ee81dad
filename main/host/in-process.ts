/** The engine and its console in this process: the command line, tests, and the app where low ports are free. */
import { fileURLToPath } from 'node:url';
import { newToken } from '../control/guard.ts';
import { startConsole } from '../control/server.ts';
import { removeEngineNote, writeEngineNote } from '../engine/data-dir.ts';
import type { RunningEngine } from '../engine/engine.ts';
import { startEngine } from '../engine/engine.ts';
import type { RunOptions } from '../engine/run-options.ts';
import type { Mode } from '../../shared/model/config.ts';
import type { AppError } from '../../shared/model/error.ts';
import { hookAccount } from './hook-account.ts';
import { missingPrivilege, readPrivilegeFacts } from './privilege.ts';

/** From main/host in a checkout and from dist/main/host in a build. */
const STATIC_DIRS = ['../../dist/renderer', '../../renderer'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

export interface InProcessOptions extends RunOptions {
  readonly staticDir?: string;
  /** For the console; a new one unless the parent of this process chose it. */
  readonly token?: string;
}

/** What a run binds beside ephemeral ports: DHCP, its second port for PXE, TFTP, HTTP. Listening binds nothing. */
export function portsOf({ mode, httpPort }: Pick<RunOptions, 'mode' | 'httpPort'>): readonly number[] {
  return mode === 'listen' ? [] : [67, 4011, 69, httpPort];
}

/** Starts everything, and leaves a note in the data folder that tells `rackboot call` where. Rejects with an AppError; NEEDS_PRIVILEGE before anything is touched. */
export async function runInProcess(options: InProcessOptions): Promise<RunningEngine> {
  const { dataDir, token = newToken() } = options;
  const { httpPort } = options;
  const missingFor = async (mode: Mode): Promise<AppError | undefined> =>
    missingPrivilege(await readPrivilegeFacts(), portsOf({ mode, httpPort }));
  const missing = options.choose === true ? undefined : await missingFor(options.mode);
  if (missing) throw missing;
  const account = hookAccount(process.env);
  return startEngine(options, {
    ...(account && { hookAccount: account }),
    missingPrivilege: missingFor,
    async openConsole(api) {
      const console = await startConsole({
        api,
        host: options.console.host,
        port: options.console.port,
        token,
        staticDir: options.staticDir ?? staticDir(),
        now: Date.now,
      });
      await writeEngineNote(dataDir, { url: new URL(console.url).origin, token, pid: process.pid });
      return {
        url: console.url,
        async close() {
          await removeEngineNote(dataDir);
          await console.close();
        },
      };
    },
  });
}

function staticDir(): string {
  return import.meta.url.includes('/dist/') ? (STATIC_DIRS[1] as string) : (STATIC_DIRS[0] as string);
}
