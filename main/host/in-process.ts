/** The engine and its console in this process: the command line, tests, and the app where low ports are free. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startConsole } from '../control/server.ts';
import { removeEngineNote, writeEngineNote } from '../engine/data-dir.ts';
import type { RunningEngine } from '../engine/engine.ts';
import { startEngine } from '../engine/engine.ts';
import type { RunOptions } from '../engine/run-options.ts';

/** From main/host in a checkout and from dist/main/host in a build. */
const STATIC_DIRS = ['../../dist/renderer', '../../renderer'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

export type InProcessOptions = Omit<RunOptions, 'staticDir'> & { readonly staticDir?: string };

/** Starts everything, and leaves a note in the data folder that tells `rackboot call` where. Rejects with an AppError. */
export async function runInProcess(options: InProcessOptions): Promise<RunningEngine> {
  const token = randomBytes(24).toString('base64url');
  const { dataDir } = options;
  return startEngine(options, {
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
