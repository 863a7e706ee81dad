/** An engine that is killed: started, asked by its console and by its boot URLs, and ended without a warning. */
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { callEngine } from '../../main/control/call.ts';
import type { Machine } from '../../shared/model/machine.ts';

export interface KilledEngine {
  /** It answers. Rejects when it ended before. */
  readonly ready: Promise<void>;
  call(command: string, input: unknown): Promise<unknown>;
  knows(mac: string): Promise<boolean>;
  /** A URL or path of it; rejects where the answer did not come whole. */
  get(url: string): Promise<{ readonly status: number; readonly text: string }>;
  /** Resolves when it is dead; true where it had been ready. */
  kill(): Promise<boolean>;
}

interface Ready {
  readonly console: string;
  readonly http: string;
}

export function startKilledEngine(command: readonly string[]): KilledEngine {
  const [program, ...args] = command as [string, ...string[]];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let where: Ready | undefined;
  let [output, errors] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (where) return;
      output += text;
      const line = output.split('\n').find((one) => one.includes('"engine.ready"'));
      if (line === undefined) return;
      where = JSON.parse(line) as Ready;
      resolve();
    });
    void exited.then(() => reject(new Error(`the engine ended before it was ready: ${errors}`)));
  });
  // Who kills it while it starts asks for nothing more.
  ready.catch(() => undefined);
  const place = (): Ready => {
    if (!where) throw new Error('the engine is not ready');
    return where;
  };
  const call: KilledEngine['call'] = async (name, input) => {
    const url = new URL(place().console);
    const token = url.searchParams.get('token') ?? new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
    return callEngine({ url: url.origin, token }, name, input);
  };
  return {
    ready,
    call,
    knows: async (mac) => ((await call('machines.list', {})) as Machine[]).some((one) => one.mac === mac),
    get: async (url) => getWhole(new URL(url, place().http)),
    async kill() {
      const was = where !== undefined;
      child.kill('SIGKILL');
      await exited;
      return was;
    },
  };
}

function getWhole(url: URL): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    // Each with a connection of its own, as firmware has.
    const asked = request(url, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', reject);
      response.once('aborted', () => reject(new Error('cut off')));
    });
    asked.once('error', reject);
    asked.end();
  });
}
