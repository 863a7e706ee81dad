/** Programs the lab starts: each is ended by its own pid, also when the test run dies. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Ran extends Exit {
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly title: string;
  readonly pid: number;
  /** Everything printed so far, both streams as they came. */
  output(): string;
  readonly exited: Promise<Exit>;
  /** Undefined while it runs. */
  exit(): Exit | undefined;
  signal(signal: NodeJS.Signals): void;
  /** Asks with `signal`, insists with SIGKILL after `graceMs`. Idempotent. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<Exit>;
}

export interface StartOptions {
  readonly title?: string;
  readonly onStdout?: (text: string) => void;
  readonly onStderr?: (text: string) => void;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Debian keeps ip, tc and tcpdump where a user's shell, and `su`, do not look. */
export const PATH = [process.env['PATH'] ?? '', '/usr/sbin', '/sbin'].join(delimiter);
export const ENVIRONMENT: NodeJS.ProcessEnv = { ...process.env, PATH };

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Rejects when the program cannot be started at all. */
export async function startProcess(command: readonly string[], options: StartOptions = {}): Promise<Running> {
  const [program, ...args] = command as [string, ...string[]];
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...ENVIRONMENT, ...options.environment },
  });
  let output = '';
  let exit: Exit | undefined;
  const listen = (stream: NodeJS.ReadableStream, tell?: (text: string) => void): void => {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      tell?.(text);
    });
  };
  listen(child.stdout, options.onStdout);
  listen(child.stderr, options.onStderr);
  alive.add(child);
  const exited = new Promise<Exit>((resolve) => {
    // 'close' and not 'exit': by then the last output has been read.
    child.once('close', (code, signal) => {
      alive.delete(child);
      exit = { code, signal };
      resolve(exit);
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => {
      alive.delete(child);
      reject(error);
    });
  });
  return {
    title: options.title ?? command.join(' '),
    pid: child.pid as number,
    output: () => output,
    exited,
    exit: () => exit,
    signal: (signal) => void child.kill(signal),
    async stop(signal = 'SIGTERM', graceMs = 5000) {
      if (exit) return exit;
      child.kill(signal);
      const insist = setTimeout(() => child.kill('SIGKILL'), graceMs);
      const ended = await exited;
      clearTimeout(insist);
      return ended;
    },
  };
}

/** Runs to its end, whatever the exit code; a program that outlives `timeoutMs` is killed (code null, SIGKILL). */
export async function runProcess(
  command: readonly string[],
  options: { readonly timeoutMs?: number; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const running = await startProcess(command, {
    onStdout: (text) => (stdout += text),
    onStderr: (text) => (stderr += text),
    ...(options.environment && { environment: options.environment }),
  });
  const limit = setTimeout(() => running.signal('SIGKILL'), options.timeoutMs ?? 60_000);
  const exit = await running.exited;
  clearTimeout(limit);
  return { ...exit, stdout, stderr };
}

/** Polls until `look` gives something; the error says what was waited for. */
export async function until<T>(
  what: string,
  timeoutMs: number,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() >= deadline) throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`);
    await sleep(100);
  }
}
