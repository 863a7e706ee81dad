import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runChildSession } from '../../main/host/child-session.ts';
import { runInChild } from '../../main/host/child-process.ts';
import { elevateOverSocket } from '../../main/host/child-socket.ts';
import type { Elevate, ElevatedProcess, Program } from '../../main/host/elevate.ts';
import { spawnLinked } from '../../main/host/elevate.ts';
import { shellLine } from '../../main/host/elevate-macos.ts';

const CHILD = join(import.meta.dirname, 'engine-double.ts');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rackboot-child-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const program: Program = { file: process.execPath, args: [CHILD], env: {} };
const run = (name = 'eth0', host = '127.0.0.1') => ({
  interface: name,
  mode: 'own' as const,
  images: [],
  dataDir: folder,
  console: { host, port: 0 },
  httpPort: 80,
  assign: [],
  arm: 'off' as const,
  force: false,
});

/** No elevation, everything else as it is; remembers how the child ended. */
function plain(env: NodeJS.ProcessEnv = {}): Elevate & { child?: ElevatedProcess; program?: Program } {
  const elevate: Elevate & { child?: ElevatedProcess; program?: Program } = async (asked) => {
    elevate.program = asked;
    elevate.child = spawnLinked(asked.file, asked.args, { ...process.env, ...asked.env, ...env });
    return elevate.child;
  };
  return elevate;
}

const notes = async () => (await readFile(join(folder, 'notes'), 'utf8')).trim().split('\n');

describe('an engine in a child process', () => {
  it('gets its token through the link only, and tells where its console is', async () => {
    const elevate = plain();
    const engine = await runInChild(run(), program, elevate);
    const token = new URL(engine.consoleUrl).searchParams.get('token') ?? '';
    expect(engine.consoleUrl).toBe(`http://127.0.0.1:8600/?token=${token}`);
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(JSON.stringify(elevate.program)).not.toContain(token);
    await engine.stop('the test is over');
    await engine.stopped;
    expect(await elevate.child?.exited).toEqual({ code: 0 });
    expect(await notes()).toEqual([
      `start own ${token}`,
      'settle',
      'stop the test is over',
      'stop the engine process ends',
      'exit 0',
    ]);
  });

  it('says why it could not start, with code and hint', async () => {
    const elevate = plain();
    await expect(runInChild(run('refuse'), program, elevate)).rejects.toMatchObject({
      code: 'UNKNOWN_INTERFACE',
      message: 'There is no interface refuse.',
      hint: 'Choose another.',
    });
    expect(await elevate.child?.exited).toEqual({ code: 1 });
  });

  it('that dies while starting is an error, not a wait', async () => {
    await expect(runInChild(run('die'), program, plain())).rejects.toMatchObject({
      code: 'INTERNAL',
      message: "The engine's process ended at once (exit code 7).",
    });
  });

  it('that cannot be started at all is an error as well', async () => {
    const missing = { ...program, file: join(folder, 'no-such-program') };
    await expect(runInChild(run(), missing, plain())).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('that stops by itself is noticed', async () => {
    const engine = await runInChild(run('end'), program, plain());
    await engine.stopped;
    expect((await notes()).at(-1)).toBe('exit 0');
  });

  it('may not send the token to another machine', async () => {
    const elevate = plain();
    await expect(runInChild(run('eth0', 'evil.example'), program, elevate)).rejects.toMatchObject({
      code: 'INTERNAL',
    });
    await elevate.child?.exited;
  });

  it('that the person refused is told as such', async () => {
    const refused = Object.assign(new Error('no'), { code: 'CANCELLED' });
    const elevate: Elevate = async () => ({
      ...spawnLinked(process.execPath, ['-e', ''], process.env),
      exited: Promise.resolve({ code: 126, refused: refused as never }),
    });
    await expect(runInChild(run(), program, elevate)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a child whose parent is gone', () => {
  /** A parent that says one line and then what the test wants. */
  function orphan(first: object, env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [CHILD], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    const exited = once(child, 'close').then(([code]) => code as number);
    child.stdin.write(`${JSON.stringify(first)}\n`);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async () => JSON.parse((await lines.next()).value as string) as object;
    // The first one says that it is there.
    const answer = next().then(next);
    return { child, exited, answer };
  }
  const start = () => ({ start: { token: 'x'.repeat(43), run: run() } });

  it('ends when the link is closed', async () => {
    const { child, exited, answer } = orphan(start());
    expect(await answer).toEqual({ url: 'http://127.0.0.1:8600' });
    child.stdin.end();
    expect(await exited).toBe(0);
    expect(await notes()).toContain('stop the app is gone');
  });

  it('ends when the parent hangs: no heartbeat, the link still open', async () => {
    const { exited } = orphan(start(), { LOST_AFTER_MS: '50' });
    expect(await exited).toBe(0);
    expect(await notes()).toContain('stop the app fell silent');
  });

  it('lives on as long as the heart beats', async () => {
    vi.useFakeTimers();
    try {
      const input = new PassThrough();
      const stops: string[] = [];
      const { promise: stopped, resolve } = Promise.withResolvers<void>();
      const session = runChildSession({
        input,
        output: new PassThrough(),
        heartbeat: { everyMs: 2000, lostAfterMs: 15_000 },
        start: async () => ({
          consoleUrl: 'http://127.0.0.1:1/',
          stopped,
          async stop(reason) {
            stops.push(reason);
            resolve();
          },
        }),
        settle: () => undefined,
      });
      input.write(`${JSON.stringify(start())}\n`);
      for (let minute = 0; minute < 4; minute++) {
        await vi.advanceTimersByTimeAsync(14_000);
        input.write('{"beat":true}\n');
        await vi.advanceTimersByTimeAsync(0);
      }
      expect(stops).toEqual([]);
      await vi.advanceTimersByTimeAsync(15_000);
      expect(await session).toBe(0);
      expect(stops[0]).toBe('the app fell silent');
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends when it is told nonsense', async () => {
    const { child, exited, answer } = orphan(start());
    await answer;
    child.stdin.write('{"run":"rm -rf /"}\n');
    expect(await exited).toBe(0);
    expect(await notes()).toContain('stop the app spoke nonsense');
  });

  it.each([
    ['no JSON', 'hello'],
    ['no token', { start: { token: '', run: {} } }],
    ['a token and nothing else', { start: { token: 'x'.repeat(43) } }],
    [
      'a setting that is none',
      {
        start: {
          token: 'x'.repeat(43),
          run: { mode: 'own', dataDir: '/', console: { host: '::1', port: 1 }, httpPort: 80, sudo: true },
        },
      },
    ],
  ])('never starts anything for %s', async (_, first) => {
    const { exited, answer } = orphan(first as object);
    expect(await answer).toMatchObject({ failed: { code: 'BAD_ARGUMENT' } });
    expect(await exited).toBe(1);
    expect(existsSync(join(folder, 'notes'))).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('a child that is linked by a socket, as on macOS', () => {
  /** The very line osascript would get, run by a plain shell. */
  const overSocket: Elevate = (asked) =>
    elevateOverSocket(asked, (full) => ['/bin/sh', ['-c', shellLine(full, 501, 20)]]);

  it('says the same over it', async () => {
    const engine = await runInChild(run(), program, overSocket);
    expect(engine.consoleUrl).toMatch(/^http:\/\/127\.0\.0\.1:8600\/\?token=[\w-]{43}$/);
    await engine.stop('the test is over');
    expect((await notes()).at(-1)).toBe('exit 0');
  });

  it('leaves no socket behind, and another user cannot reach it', async () => {
    let path = '';
    const child = await elevateOverSocket({ ...program, args: ['-e', ''] }, (full) => {
      path = full.args.at(-1) as string;
      return [full.file, ['-e', '']];
    });
    const { mode } = statSync(dirname(path));
    await child.exited;
    expect(mode & 0o077).toBe(0);
    await expect.poll(() => existsSync(dirname(path))).toBe(false);
  });

  it('tells a refusal from a failure', async () => {
    const refusing =
      (complaint: string): Elevate =>
      (asked) =>
        elevateOverSocket(asked, () => ['/bin/sh', ['-c', 'echo "$0" >&2; exit 1', complaint]]);
    const cancelled = '0:68: execution error: User canceled. (-128)';
    await expect(runInChild(run(), program, refusing(cancelled))).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await expect(runInChild(run(), program, refusing('sh: no such file'))).rejects.toMatchObject({
      code: 'INTERNAL',
    });
  });
});
