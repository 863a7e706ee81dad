/**
 * One program of a hook. It is started without a shell, so nothing in a machine's name or a variable can become a command;
 * it gets an environment made for it and nothing of ours, no input, and no more time than it may have.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { withoutSecrets } from '../../shared/boot/secrets-in-text.ts';
import { printableText } from '../../shared/wire/printable.ts';
import type { CommandLine } from './hook-rights.ts';
import { withPersonsRights } from './hook-rights.ts';
import type { HookResult } from './hooks.ts';

/** Whose rights programs run with while the engine itself still is root. */
export interface HookAccount {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  readonly home: string;
}

export interface CommandParts {
  /** Of this process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly account?: HookAccount;
  readonly timeLimitMs?: number;
  /** Between being asked to end and being ended. */
  readonly graceMs?: number;
}

const TIME_LIMIT_MS = 10 * 60_000;
const GRACE_MS = 3000;
const KEPT_OUTPUT_BYTES = 16 * 1024;
/** How long output is still read from what a program left running behind it. */
const LINGERING_MS = 500;
const NO_SETPRIV =
  'not started: it would have the rights Rackboot got for its ports, and setpriv, which takes them away, is not installed (package util-linux)';

/** What programs need to find themselves and others. Everything else is ours alone. */
const KEPT_POSIX = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'] as const;
const KEPT_WINDOWS = [
  'Path',
  'PATHEXT',
  'SystemRoot',
  'SystemDrive',
  'windir',
  'ComSpec',
  'TEMP',
  'TMP',
  'USERNAME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'ProgramData',
  'ProgramFiles',
  'ProgramFiles(x86)',
  'CommonProgramFiles',
  'PSModulePath',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
] as const;

export function baseEnvironment({
  environment,
  platform,
  account,
}: Pick<CommandParts, 'environment' | 'platform' | 'account'>): Record<string, string> {
  const kept: readonly string[] = platform === 'win32' ? KEPT_WINDOWS : KEPT_POSIX;
  const base = Object.fromEntries(
    kept.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
  // sudo and pkexec leave root's home in place, where this person can read nothing.
  return account ? { ...base, HOME: account.home, USER: account.name, LOGNAME: account.name } : base;
}

/** Never rejects. `told`: the environment that the hook is told by. */
export async function runCommand(
  line: CommandLine,
  told: Readonly<Record<string, string>>,
  parts: CommandParts,
  stopping: AbortSignal,
): Promise<HookResult> {
  if (stopping.aborted) return { ok: false, tries: 0, output: 'Rackboot was stopped' };
  const { platform, account } = parts;
  const posix = platform !== 'win32';
  let child: ChildProcess;
  try {
    const started = withPersonsRights(line, process.platform);
    if (!started) return { ok: false, tries: 0, output: NO_SETPRIV };
    child = spawn(started.command, started.args, {
      env: { ...baseEnvironment(parts), ...told },
      // Not ours: a program that looks for modules beside itself must not find what lies in a folder somebody else can write to.
      cwd: posix ? '/' : (parts.environment['SystemRoot'] ?? undefined),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
      // A group of its own: it is ended together with what it started.
      detached: posix,
      ...(account && process.geteuid?.() === 0 && { uid: account.uid, gid: account.gid }),
    });
  } catch (error) {
    // Node refuses batch files and what no environment or command line can carry before anything is started.
    return { ok: false, tries: 1, output: `could not be started: ${codeOf(error)}` };
  }
  return supervise(child, posix, parts, stopping);
}

function supervise(
  child: ChildProcess,
  posix: boolean,
  parts: CommandParts,
  stopping: AbortSignal,
): Promise<HookResult> {
  const output = new OutputTail();
  child.stdout?.on('data', (bytes: Buffer) => output.add(bytes));
  child.stderr?.on('data', (bytes: Buffer) => output.add(bytes));
  let why: string | undefined;
  let insist: NodeJS.Timeout | undefined;
  const end = (reason: string): void => {
    if (why !== undefined) return;
    why = reason;
    signalAll(child, 'SIGTERM', posix);
    insist = setTimeout(() => signalAll(child, 'SIGKILL', posix), parts.graceMs ?? GRACE_MS);
  };
  const limitMs = parts.timeLimitMs ?? TIME_LIMIT_MS;
  const limit = setTimeout(() => end(`ended after ${limitMs / 1000} seconds`), limitMs);
  const onStopping = (): void => end('ended because Rackboot was stopped');
  stopping.addEventListener('abort', onStopping, { once: true });

  return new Promise((resolve) => {
    let linger: NodeJS.Timeout | undefined;
    const done = (result: Pick<HookResult, 'ok' | 'status'>): void => {
      for (const timer of [limit, insist, linger]) clearTimeout(timer);
      stopping.removeEventListener('abort', onStopping);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ ...result, tries: 1, output: output.text(why) });
    };
    // Every one of them: an error that nobody hears ends this process.
    child.on('error', (error) => {
      // Also told when a signal could not be sent; a child with a pid is waited for.
      if (child.pid !== undefined) return;
      why = `could not be started: ${codeOf(error)}`;
      done({ ok: false });
    });
    // What it left running in the background holds the pipes open: its own end is what counts.
    child.once('exit', (status) => {
      const result = { ok: status === 0 && why === undefined, ...(status !== null && { status }) };
      linger = setTimeout(() => done(result), LINGERING_MS);
      child.once('close', () => done(result));
    });
  });
}

function signalAll(child: ChildProcess, signal: NodeJS.Signals, posix: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (posix) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It ended just now.
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? 'failed';
}

/** The end of what was printed, on both streams as it came. */
class OutputTail {
  #bytes = Buffer.alloc(0);

  add(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]).subarray(-KEPT_OUTPUT_BYTES);
  }

  /** Fit to be shown and kept. */
  text(last: string | undefined): string {
    // The cut may lie inside of a character.
    const text = this.#bytes.toString('utf8').replace(/^\ufffd{1,3}/, '');
    const printed = withoutSecrets(printableText(text)).trimEnd();
    return [...(printed === '' ? [] : [printed]), ...(last === undefined ? [] : [`(${last})`])].join('\n');
  }
}
