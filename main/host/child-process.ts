/** The parent's side: the engine in a process of its own that has the rights ports need, and ends with us. */
import { createInterface } from 'node:readline';
import { AppError } from '../../shared/model/error.ts';
import { newToken } from '../control/guard.ts';
import type { ChildAnswer, Heartbeat, ParentLine, StartRequest } from './child-contract.ts';
import { HEARTBEAT } from './child-contract.ts';
import type { ChildEngine } from './child-session.ts';
import type { Elevate, ElevatedProcess, Program } from './elevate.ts';

/** A child that was asked to stop and does not: its ports would block the next start. */
const STOP_MS = 10_000;

/** A child that runs with its rights, and has not been told yet what for. */
export interface WaitingChild {
  /**
   * Once. Rejects with what the engine's start rejects with, and leaves no process behind. `stopped` resolves whenever the
   * child ends.
   * @param token of the console, for a page that knows it already; a new one otherwise
   */
  start(run: StartRequest['run'], token?: string): Promise<ChildEngine>;
}

/** Rejects with CANCELLED or NEEDS_PRIVILEGE when the elevation was refused. */
export async function openChild(
  program: Program,
  elevate: Elevate,
  heartbeat: Heartbeat = HEARTBEAT,
): Promise<WaitingChild> {
  const child = await elevate(program);
  const lines = createInterface({ input: child.output });
  const said: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  lines.on('line', (line) => {
    const reader = waiting.shift();
    if (reader) reader(line);
    else said.push(line);
  });
  const nextLine = async (): Promise<unknown> => {
    const line = new Promise<string>((resolve) => {
      const first = said.shift();
      if (first === undefined) waiting.push(resolve);
      else resolve(first);
    });
    return readLine(child, line);
  };
  try {
    await nextLine();
  } catch (error) {
    await stop(child, () => undefined);
    throw error;
  }
  return {
    start: (run, token = newToken()) => startIn(child, { token, run }, heartbeat, nextLine),
  };
}

/** As openChild and its start in one. */
export async function runInChild(
  run: StartRequest['run'],
  program: Program,
  elevate: Elevate,
  heartbeat: Heartbeat = HEARTBEAT,
): Promise<ChildEngine> {
  return (await openChild(program, elevate, heartbeat)).start(run);
}

async function startIn(
  child: ElevatedProcess,
  request: StartRequest,
  heartbeat: Heartbeat,
  nextLine: () => Promise<unknown>,
): Promise<ChildEngine> {
  const tell = (line: ParentLine): void => void child.input.write(`${JSON.stringify(line)}\n`);
  tell({ start: request });
  const beats = setInterval(() => tell({ beat: true }), heartbeat.everyMs);
  const stopped = child.exited.then(() => clearInterval(beats));
  try {
    const url = consoleOrigin((await nextLine()) as ChildAnswer);
    let stopping: Promise<void> | undefined;
    return {
      consoleUrl: `${url}/?token=${request.token}`,
      stopped,
      stop: (reason) => (stopping ??= stop(child, () => tell({ stop: reason }))),
    };
  } catch (error) {
    await stop(child, () => undefined);
    throw error;
  }
}

async function readLine(child: ElevatedProcess, line: Promise<string>): Promise<unknown> {
  const first = await Promise.race([line, child.exited]);
  // A last line and the end of the process may come in either order.
  const said = typeof first === 'string' ? first : await Promise.race([line, Promise.resolve(undefined)]);
  if (said === undefined) {
    const { code, refused } = await child.exited;
    throw (
      refused ??
      new AppError(
        'INTERNAL',
        `The engine's process ended at once (exit code ${code ?? 'none'}).`,
        'Start "rackboot serve" in a terminal and read what it says.',
      )
    );
  }
  try {
    return JSON.parse(said);
  } catch (cause) {
    throw new AppError(
      'INTERNAL',
      `The engine's process said something unexpected: ${said.slice(0, 200)}`,
      'Please report this.',
      { cause },
    );
  }
}

/** The page at this address gets the token: it must be on this machine. */
function consoleOrigin(answer: ChildAnswer): string {
  if ('failed' in answer) throw new AppError(answer.failed.code, answer.failed.message, answer.failed.hint);
  const url = URL.parse(answer.url);
  if (url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname))
    return url.origin;
  throw new AppError(
    'INTERNAL',
    `The engine's process gave a console at ${String(answer.url)}.`,
    'Please report this.',
  );
}

async function stop(child: ElevatedProcess, ask: () => void): Promise<void> {
  ask();
  // The end of its input ends the child too, whatever it made of the request.
  child.input.end();
  const timer = setTimeout(() => child.kill(), STOP_MS);
  await child.exited;
  clearTimeout(timer);
}
