import { chmodSync, existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBoundSocket, openLibc } from '../../main/net/posix-socket.ts';
import type { CommandParts } from '../../main/services/hook-command.ts';
import { baseEnvironment } from '../../main/services/hook-command.ts';
import type { Hook } from '../../shared/model/config.ts';
import { LOOPBACK } from '../ports-double.ts';
import { CALL, hooksRig } from './hooks-rig.ts';
import { eventually } from './running-http.ts';

const command = (program: string, ...args: string[]): Hook => ({
  id: 'c',
  does: 'command',
  stage: '*',
  enabled: true,
  command: program,
  args,
});
const shell = (script: string, ...args: string[]): Hook => command('/bin/sh', '-c', script, 'sh', ...args);

const PARTS: CommandParts = { environment: process.env, platform: process.platform };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'rackboot-hook-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  chmodSync(path, 0o777);
  return path;
}

const run = async (hook: Hook, call = CALL, parts: Partial<CommandParts> = {}) =>
  (await hooksRig([], { command: { ...PARTS, ...parts } })).hooks.try(hook, call);

const HOSTILE = [
  '$(touch /tmp/rackboot-pwned)',
  '`touch /tmp/rackboot-pwned`',
  '"; touch /tmp/rackboot-pwned; "',
  "'\n\ntouch /tmp/rackboot-pwned\n",
  '&& touch /tmp/rackboot-pwned #',
  '%PATH% ^& | > < \\',
  'RACKBOOT_STAGE=other\nPATH=/nowhere',
  'ünï\u2028\ttab\u001b[31m',
];

describe('the program of a hook', () => {
  it('gets what is known as environment, and nothing of ours', async () => {
    const secret = {
      ...process.env,
      RACKBOOT_TEST_SECRET: 'x',
      NODE_OPTIONS: '--no-warnings',
      SUDO_UID: '1000',
    };
    const { output, ...result } = await run(command('/usr/bin/env', '-0'), CALL, { environment: secret });
    expect(result).toEqual({ ok: true, tries: 1, status: 0 });
    // printableText makes blanks of the NULs.
    const names = [...output.matchAll(/(?:^| )([A-Z][A-Z_0-9]*)=/g)].map(([, name]) => name as string);
    expect(names).toContain('RACKBOOT_MAC');
    const allowed = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];
    expect(names.filter((name) => !name.startsWith('RACKBOOT_') && !allowed.includes(name))).toEqual([]);
    expect(output).not.toContain('RACKBOOT_TEST_SECRET');
  });

  it.each(HOSTILE)('takes %j as nothing but a value', async (value) => {
    const file = join(folder(), 'said');
    const hook = shell('printf %s "$RACKBOOT_NAME|$RACKBOOT_VAR_X|$RACKBOOT_STAGE|$2" > "$1"', file, value);
    const result = await run(hook, { ...CALL, name: value, variables: { x: value } });
    expect(result).toMatchObject({ ok: true, output: '' });
    expect(readFileSync(file, 'utf8')).toBe(`${value}|${value}|installed|${value}`);
    expect(existsSync('/tmp/rackboot-pwned')).toBe(false);
  });

  it('has its arguments as they are written, without a shell', async () => {
    const { output } = await run(command('/bin/echo', '$HOME', '*', 'a b', '$(id)', ';'));
    expect(output).toBe('$HOME * a b $(id) ;');
  });

  it('has no input, and stands in a folder that nobody else can write to', async () => {
    expect((await run(shell('cat; pwd'))).output).toBe('/');
  });

  it.runIf(process.platform === 'linux')(
    'inherits no socket of ours, which would hold its port',
    async () => {
      const socket = { kind: 'udp', interface: 'lo', address: LOOPBACK, port: 0, shared: false } as const;
      const fd = openBoundSocket(socket);
      onTestFinished(() => void openLibc().close(fd));
      const open = (await run(command('/bin/ls', '-l', '/proc/self/fd'))).output;
      expect(open).toContain(' 1 -> ');
      expect(open).not.toContain(` ${fd} -> `);
      expect(open).not.toContain(readlinkSync(`/proc/self/fd/${fd}`));
    },
  );

  it('is told of with its exit code and what it printed', async () => {
    expect(await run(shell('echo out; echo err >&2; exit 3'))).toEqual({
      ok: false,
      tries: 1,
      status: 3,
      output: 'out\nerr',
    });
  });

  it('may print without end: its last 16 KiB are kept, fit to be shown, and without secrets', async () => {
    const script =
      'i=0; while [ $i -lt 4000 ]; do echo "line $i äöü"; i=$((i+1)); done; printf "\\033[1mbold\\033[0m\\r\\n\\001\\377 %s\\n" "$1"';
    const { output } = await run(
      shell(script, 'GET /home/5254000000010123456789abcdef0123 $6$abc$0123456789'),
    );
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(16 * 1024);
    expect(output.length).toBeGreaterThan(10_000);
    expect(output).toMatch(/^[^\ufffd]/);
    expect(output.endsWith('line 3999 äöü\nbold\n \ufffd GET /home/… $6$…')).toBe(true);
  });

  it('that is not there is said so', async () => {
    expect(await run(command('/nowhere/at/all'))).toEqual({
      ok: false,
      tries: 1,
      output: '(could not be started: ENOENT)',
    });
    expect(await run(command('/etc/passwd'))).toMatchObject({
      ok: false,
      output: '(could not be started: EACCES)',
    });
  });

  it('is ended when it takes too long, together with what it started', async () => {
    const file = join(folder(), 'pid');
    const hook = shell('trap "" TERM; sleep 300 & echo $! > "$1"; echo waiting; wait; sleep 300', file);
    const result = await run(hook, CALL, { timeLimitMs: 300, graceMs: 100 });
    expect(result).toEqual({ ok: false, tries: 1, output: 'waiting\n(ended after 0.3 seconds)' });
    const pid = Number(readFileSync(file, 'utf8'));
    await eventually(() => !isRunning(pid));
  });

  it('may leave something running in the background, which is not waited for', async () => {
    const file = join(folder(), 'pid');
    const result = await run(shell('sleep 300 & echo $! > "$1"; echo done', file));
    expect(result).toMatchObject({ ok: true, status: 0, output: 'done' });
    process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
  });

  it('is ended and waited for when the engine stops; who still waits is not begun', async () => {
    const place = folder();
    const hook = shell('echo $$ > "$1/$RACKBOOT_STAGE"; exec sleep 300', place);
    const { hooks, finished } = await hooksRig([hook]);
    const stages = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const stage of stages) hooks.called({ ...CALL, stage });
    const begun = (): string[] => stages.filter((stage) => existsSync(join(place, stage)));
    await eventually(() => begun().length === 4);
    await hooks.stop();
    expect(begun()).toEqual(['a', 'b', 'c', 'd']);
    for (const stage of begun())
      expect(isRunning(Number(readFileSync(join(place, stage), 'utf8')))).toBe(false);
    expect(
      finished()
        .map(({ stage, ok, tries }) => [stage, ok, tries])
        .toSorted(),
    ).toEqual([
      ['a', false, 1],
      ['b', false, 1],
      ['c', false, 1],
      ['d', false, 1],
      ['e', false, 0],
      ['f', false, 0],
    ]);
  });

  it('waits for its turn, four at once, and the queue has an end', async () => {
    const { hooks, finished } = await hooksRig([shell('exec sleep 300')]);
    for (let i = 0; i < 1010; i++) hooks.called({ ...CALL, stage: `s${i}` });
    await eventually(() => finished().length > 0);
    const refused = finished();
    // However many there were: a flood must not fill the log.
    expect(refused.length).toBeLessThanOrEqual(10);
    expect(refused[0]).toMatchObject({ ok: false, tries: 0, stage: 's1000' });
    await hooks.stop();
  });

  it.runIf(process.geteuid?.() === 0)('has the rights of whoever asked, while we are root', async () => {
    const account = { uid: 65_534, gid: 65_534, name: 'nobody', home: '/nonexistent' };
    const script = 'id -u; id -g; id -G; echo "$HOME $USER $LOGNAME"; cat /etc/shadow';
    const { output, ok } = await run(shell(script), CALL, { account });
    expect(ok).toBe(false);
    const lines = output.split('\n');
    expect(lines.slice(0, 4)).toEqual(['65534', '65534', '65534', '/nonexistent nobody nobody']);
    expect(output).not.toContain('root:');
  });
});

describe('the environment of a program', () => {
  it('on Windows has what Windows needs', () => {
    const environment = { Path: 'C:\\x', SystemRoot: 'C:\\Windows', SECRET: 'x', PSModulePath: 'm' };
    expect(baseEnvironment({ environment, platform: 'win32' })).toEqual({
      Path: 'C:\\x',
      SystemRoot: 'C:\\Windows',
      PSModulePath: 'm',
    });
  });
});

/** A zombie, which nobody has waited for yet, runs no more. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
