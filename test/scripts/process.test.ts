import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { load, runNode, script } from './script.ts';

/** A wrapper around `program` as scripts/rackboot.mjs is one around the app. */
const wrapper = (program: string): string[] => [
  '--input-type=module',
  '-e',
  `import { main, run } from ${JSON.stringify(script('process.mjs'))};
   await main(() => run(process.execPath, ['-e', ${JSON.stringify(program)}]));`,
];

describe.skipIf(process.platform === 'win32')('a program behind a script', () => {
  it.each([
    ['process.exit(0)', 0],
    ['process.exit(2)', 2],
    ['process.kill(process.pid, "SIGKILL")', 137],
  ])('%s: its exit code is ours', async (program, code) => {
    expect((await runNode(wrapper(program))).code).toBe(code);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'gets %s, and its answer is waited for',
    async (signal) => {
      const program = `process.on('${signal}', () => { console.log('heard'); process.exit(3); }); setInterval(() => {}, 1000); console.log('up');`;
      const child = spawn(process.execPath, wrapper(program), { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (said === 'up\n') child.kill(signal);
      });
      const [code] = (await once(child, 'close')) as [number];
      expect({ code, said }).toEqual({ code: 3, said: 'up\nheard\n' });
    },
  );
});

describe.skipIf(process.platform === 'win32')('a program behind npm and its shell', () => {
  it('is asked to stop when the shell was killed: npm passes SIGTERM on to that only', async () => {
    const program = `process.on('SIGTERM', () => { console.log('heard'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');`;
    const shell = spawn('/bin/sh', ['-c', '"$@"; true', 'sh', process.execPath, ...wrapper(program)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, npm_lifecycle_event: 'rackboot' },
    });
    let said = '';
    const heard = new Promise<void>((resolve) => {
      shell.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (said === 'up\n') shell.kill('SIGTERM');
        if (said.includes('heard')) resolve();
      });
    });
    await heard;
    expect(said).toBe('up\nheard\n');
  });

  it('is not started when the shell was killed during the set-up', async () => {
    const program = `console.log('started')`;
    const source = `import { main, run } from ${JSON.stringify(script('process.mjs'))};
      console.log('setting up');
      // As npm ci does: nothing else happens meanwhile.
      while (process.ppid === ${'Number(process.argv[1])'}) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      await main(() => run(process.execPath, ['-e', ${JSON.stringify(program)}]));
      console.log('ended with', process.exitCode);`;
    const shell = spawn(
      '/bin/sh',
      ['-c', '"$@" $$; true', 'sh', process.execPath, '--input-type=module', '-e', source],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, npm_lifecycle_event: 'start' },
      },
    );
    let said = '';
    shell.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (said === 'setting up\n') shell.kill('SIGTERM');
    });
    await once(shell.stdout, 'end');
    expect(said).toBe('setting up\nended with 143\n');
  });
});

describe('rackboot', () => {
  it('prints JSON and nothing else', async () => {
    const ran = await runNode([script('rackboot.mjs'), 'interfaces', '--json']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ loopback: true })]),
    );
  });

  it('ends with 2 for bad arguments', async () => {
    const ran = await runNode([script('rackboot.mjs'), 'serve-me-well']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('BAD_ARGUMENT');
  });

  it('is what npm start does with arguments', async () => {
    const ran = await runNode([script('start.mjs'), 'interfaces', '--json']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual(expect.any(Array));
  });
});

describe('where the console is shown', () => {
  interface Machine {
    platform: NodeJS.Platform;
    env: Record<string, string>;
    uid: number | undefined;
  }
  it.each<[string, Machine, string | undefined]>([
    ['a Linux desktop', { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000 }, undefined],
    ['a Wayland desktop', { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, uid: 1000 }, undefined],
    ['root', { platform: 'linux', env: { DISPLAY: ':0' }, uid: 0 }, 'Chromium does not run as root'],
    ['a server', { platform: 'linux', env: {}, uid: 1000 }, 'there is no display'],
    ['an empty DISPLAY', { platform: 'linux', env: { DISPLAY: '' }, uid: 1000 }, 'there is no display'],
    ['macOS', { platform: 'darwin', env: {}, uid: 501 }, undefined],
    ['Windows', { platform: 'win32', env: {}, uid: undefined }, undefined],
    ['CI', { platform: 'darwin', env: { CI: 'true' }, uid: 501 }, 'this is a CI machine'],
  ])('%s', async (_, machine, why) => {
    const { noWindow } = await load<{ noWindow(machine: Machine): string | undefined }>('surface.mjs');
    expect(noWindow(machine)).toBe(why);
  });
});
