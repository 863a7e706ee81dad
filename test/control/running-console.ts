/** A console on a free port of the loopback for one test, closed when the test ends. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ClientOptions } from 'ws';
import { WebSocket } from 'ws';
import { newToken } from '../../main/control/guard.ts';
import type { Console, ConsoleOptions } from '../../main/control/server.ts';
import { startConsole } from '../../main/control/server.ts';
import type { ServerFrame } from '../../shared/model/api.ts';
import { ApiDouble } from './api-double.ts';

export interface Running {
  readonly api: ApiDouble;
  readonly console: Console;
  readonly token: string;
  readonly origin: string;
}

export async function runningConsole(options: Partial<ConsoleOptions> = {}): Promise<Running> {
  const api = new ApiDouble();
  const token = newToken();
  const staticDir = options.staticDir ?? (await builtPage());
  const console = await startConsole({
    api,
    host: '127.0.0.1',
    port: 0,
    token,
    staticDir,
    now: Date.now,
    ...options,
  });
  onTestFinished(() => console.close());
  return { api, console, token, origin: `http://127.0.0.1:${console.port}` };
}

/** A folder that looks like a built renderer, with a file beside it that nobody may have. */
export async function builtPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rackboot-static-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'the secret');
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Rackboot</title>');
  await writeFile(join(folder, 'renderer', 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(folder, 'renderer', '.hidden.txt'), 'hidden');
  return join(folder, 'renderer');
}

/** A connected client that gathers the frames it gets. */
export class FrameClient {
  readonly socket: WebSocket;
  readonly frames: ServerFrame[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(running: Running, options: ClientOptions = {}) {
    this.socket = new WebSocket(
      `ws://127.0.0.1:${running.console.port}/ws`,
      ['rackboot.v1', `token.${running.token}`],
      options,
    );
    this.socket.on('message', (data) => {
      this.frames.push(JSON.parse(String(data as Buffer)) as ServerFrame);
      for (const check of this.#waiting) check();
    });
    onTestFinished(() => this.socket.terminate());
  }

  static async open(running: Running, options: ClientOptions = {}): Promise<FrameClient> {
    const client = new FrameClient(running, options);
    await new Promise((resolve, reject) => client.socket.once('open', resolve).once('error', reject));
    return client;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Resolves with the first frame that fits, among those that came and those to come. */
  frame(fits: (frame: ServerFrame) => boolean): Promise<ServerFrame> {
    return new Promise((resolve) => {
      const check = () => {
        const found = this.frames.find(fits);
        if (!found) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  answerTo(id: number): Promise<ServerFrame> {
    return this.frame((frame) => 'id' in frame && frame.id === id);
  }
}
