/**
 * Ordinary users for real: refused with a hint that works, served with the capability on the file, and as the child
 * behind pkexec. The checkout is mounted where everybody may read it: a clone in root's home is closed to others.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runInChild } from '../../main/host/child-process.ts';
import type { Elevate, Program } from '../../main/host/elevate.ts';
import { spawnLinked } from '../../main/host/elevate.ts';
import { withCapabilities } from '../../main/host/elevate-linux.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { configure } from './namespaces.ts';
import { runProcess, startProcess, until } from './processes.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Inside the mount namespace that `ip netns exec` makes, so nothing outside sees it. */
const OPEN = '/mnt';
const NOBODY = 65534;
const NODE = join(OPEN, 'node_modules', 'node', 'bin', 'node');
const CLI = join(OPEN, 'main', 'cli.ts');

describeLab('a user without root', ['namespaces', 'capabilities'], () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync('/tmp/rackboot-nobody-');
    chmodSync(folder, 0o777);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const lab = useLab('privilege');

  /** A command in the server's namespace with the checkout at OPEN, still as root. */
  const inServer = (command: readonly string[]): string[] => [
    ...['ip', 'netns', 'exec', lab().server.name],
    ...['sh', '-c', `mount --bind "$0" ${OPEN} && exec "$@"`, ROOT],
    ...command,
  ];
  const asNobody = (command: readonly string[]): string[] =>
    inServer([
      'setpriv',
      `--reuid=${NOBODY}`,
      `--regid=${NOBODY}`,
      '--clear-groups',
      'env',
      `HOME=${folder}`,
      ...command,
    ]);
  /** The kinds of capabilities of which the program of a hook has none. */
  const rightsOfAHook = async (name: string): Promise<string[]> => {
    const call = async (command: string, input: object): Promise<string> => {
      const words = [NODE, CLI, 'call', command, JSON.stringify(input), '--data', join(folder, name)];
      const ran = await runProcess(asNobody(words));
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      return ran.stdout;
    };
    const shown = { id: 'rights', does: 'command', stage: '*', command: 'grep' };
    await call('config.update', { hooks: [{ ...shown, args: ['^Cap', '/proc/self/status'] }] });
    const mac = '52:54:00:77:00:51';
    await call('machines.name', { mac, name: 'rights' });
    const said = await call('hooks.try', { mac, id: 'rights' });
    return [...said.matchAll(/(Cap\w+):(?:\s|\\[tn])*0{16}\b/g)].map(([, kind]) => kind as string);
  };
  const serve = (name: string): string[] => {
    mkdirSync(join(folder, name), { mode: 0o777 });
    chmodSync(join(folder, name), 0o777);
    return ['serve', '--interface', 'lan0', '--data', join(folder, name), '--no-open', '--events'];
  };

  it('is told what is missing and how to give it, before anything is opened', async () => {
    const ran = await runProcess(asNobody([NODE, CLI, ...serve('refused')]));
    expect(ran.code).toBe(1);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toBe(
      'NEEDS_PRIVILEGE: This user may not open ports 67, 69 and 80 (CAP_NET_BIND_SERVICE).\n' +
        `Once: sudo setcap cap_net_bind_service,cap_net_raw+ep ${NODE} (again after each update), or run with sudo.\n`,
    );
  });

  it('serves after doing what the hint says', async () => {
    const node = join(folder, 'node');
    cpSync(join(ROOT, 'node_modules', 'node', 'bin', 'node'), node, { dereference: true });
    const refused = await runProcess(asNobody([node, CLI, ...serve('before')]));
    const command = /Once: sudo (setcap \S+ \S+)/.exec(refused.stderr)?.[1];
    expect(command).toBe(`setcap cap_net_bind_service,cap_net_raw+ep ${node}`);
    const [program, ...args] = (command ?? '').split(' ') as [string, ...string[]];
    expect(spawnSync(program, args, { encoding: 'utf8' })).toMatchObject({ status: 0 });

    const events: Event[] = [];
    let partial = '';
    const running = await startProcess(asNobody([node, CLI, ...serve('after')]), {
      onStdout: (text) => {
        const lines = (partial + text).split('\n');
        partial = lines.pop() ?? '';
        events.push(...lines.map((line) => JSON.parse(line) as Event));
      },
    });
    lab().onClose(async () => void (await running.stop('SIGTERM')));
    lab().onReport(() => running.output());
    const ready = await until('engine.ready', 30_000, () => {
      if (running.exit()) throw new Error(running.output());
      return events.find((event) => event.type === 'engine.ready');
    });
    expect(ready).toMatchObject({ interface: 'lan0', mode: 'own' });
    expect(effective(running.pid)).toMatchObject({ uid: NOBODY });
    expect(events.filter((event) => event.type === 'service.failed')).toEqual([]);
    expect(await running.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(statSync(join(folder, 'after', 'leases.db')).uid).toBe(NOBODY);
  });

  it('gets an engine behind pkexec that is never root: two capabilities and nothing else', async () => {
    // What pkexec would run as root; the password dialogue is the only thing left out.
    const withoutDialogue: Elevate = async (asked) => {
      const command = inServer(withCapabilities(asked, '/usr/bin/setpriv', NOBODY, NOBODY));
      return spawnLinked(command[0] as string, command.slice(1), process.env);
    };
    const program: Program = {
      file: '/bin/sh',
      args: [
        '-c',
        `echo $$ > "$0" && exec "$@"`,
        join(folder, 'pid'),
        NODE,
        join(OPEN, 'main', 'engine.child.ts'),
      ],
      env: { LANG: 'C' },
    };
    serve('child');
    const engine = await runInChild(
      {
        interface: 'lan0',
        mode: 'own',
        images: [],
        dataDir: join(folder, 'child'),
        console: { host: '127.0.0.1', port: 0 },
        httpPort: 80,
        assign: [],
        arm: 'off',
        force: false,
      },
      program,
      withoutDialogue,
    );
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    const bits = (1n << 10n) | (1n << 13n);
    expect(effective(pid)).toEqual({ uid: NOBODY, capabilities: bits });
    expect(engine.consoleUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const token = new URL(engine.consoleUrl).searchParams.get('token') ?? 'none';
    expect(readFileSync(`/proc/${pid}/cmdline`, 'latin1')).not.toContain(token);
    expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).not.toContain(token);
    await engine.stop('the test is over');
    expect(runs(pid)).toBe(false);
  });

  it('gives an interface its address behind pkexec, and takes it back', async () => {
    const addresses = (): string =>
      configure('ip', '-n', lab().server.name, '-brief', '-4', 'address', 'show', 'dev', 'lan9');
    lab().addOtherNetwork('lan9', '10.99.0.1/24', '10.99.0.2/24');
    configure('ip', '-n', lab().server.name, 'address', 'flush', 'dev', 'lan9');
    const program: Program = {
      file: NODE,
      args: [join(OPEN, 'main', 'engine.child.ts')],
      env: { LANG: 'C' },
      givesAddress: true,
    };
    serve('gives');
    const engine = await runInChild(
      {
        interface: 'lan9',
        giveAddress: { address: '10.98.0.1' as Ipv4, prefixLength: 24 },
        remember: true,
        mode: 'own',
        images: [],
        dataDir: join(folder, 'gives'),
        console: { host: '127.0.0.1', port: 0 },
        httpPort: 80,
        assign: [],
        arm: 'off',
        force: false,
      },
      program,
      async (asked) => {
        const command = inServer(withCapabilities(asked, '/usr/bin/setpriv', NOBODY, NOBODY));
        return spawnLinked(command[0] as string, command.slice(1), process.env);
      },
    );
    expect(addresses()).toContain('10.98.0.1/24');
    expect(await rightsOfAHook('gives')).toEqual(['CapInh', 'CapPrm', 'CapEff', 'CapAmb']);
    await engine.stop('the test is over');
    expect(addresses()).not.toContain('10.98.0.1/24');
    const config = JSON.parse(readFileSync(join(folder, 'gives', 'config.json'), 'utf8')) as object;
    expect(config).toMatchObject({ network: { interface: 'lan9', mode: 'own' } });
  });

  it('is told what it may not do, without an interface, too', async () => {
    const [, ...args] = serve('house');
    const running = await startProcess(
      asNobody([
        NODE,
        CLI,
        'serve',
        '--choose',
        ...args.filter((word) => !/^(--interface|lan0)$/.test(word)),
      ]),
    );
    lab().onClose(async () => void (await running.stop('SIGTERM')));
    await until('engine.ready', 30_000, () => running.output().includes('"engine.ready"') || undefined);
    const call = (name: string, input: object) =>
      runProcess(asNobody([NODE, CLI, 'call', name, JSON.stringify(input), '--data', join(folder, 'house')]));
    const inNetwork = { interface: 'lan0' };
    expect((await call('network.probe', inNetwork)).stderr).toMatch(/^NEEDS_PRIVILEGE: /);
    expect((await call('network.use', { ...inNetwork, mode: 'own' })).stderr).toMatch(/^NEEDS_PRIVILEGE: /);
    expect(await call('network.use', { ...inNetwork, mode: 'listen' })).toMatchObject({ code: 0 });
    configure(...['ip', '-n', lab().server.name, 'link', 'add', 'bare0', 'type', 'bridge']);
    const given = await call('interfaces.giveAddress', {
      ...{ interface: 'bare0', address: '10.97.0.1', prefixLength: 24 },
    });
    expect(given.stderr).toMatch(/^NEEDS_PRIVILEGE: /);
    expect(readdirSync(join(folder, 'house')).filter((name) => name.startsWith('given-'))).toEqual([]);
  });

  it('leaves no engine behind when the app is killed', async () => {
    const script = `
      import { runInChild } from ${JSON.stringify(join(ROOT, 'main/host/child-process.ts'))};
      import { spawnLinked } from ${JSON.stringify(join(ROOT, 'main/host/elevate.ts'))};
      const [command, dataDir] = JSON.parse(process.argv[1]);
      const engine = await runInChild(
        { interface: 'lan0', mode: 'own', images: [], dataDir, console: { host: '127.0.0.1', port: 0 }, httpPort: 80, assign: [], arm: 'off', force: false },
        { file: '', args: [], env: {} },
        async () => spawnLinked(command[0], command.slice(1), process.env),
      );
      console.log('ready');
    `;
    serve('orphan');
    const command = inServer([
      ...withCapabilities(
        {
          file: '/bin/sh',
          args: [
            '-c',
            'echo $$ > "$0" && exec "$@"',
            join(folder, 'orphan-pid'),
            NODE,
            join(OPEN, 'main', 'engine.child.ts'),
          ],
          env: {},
        },
        '/usr/bin/setpriv',
        NOBODY,
        NOBODY,
      ),
    ]);
    const app = spawn(
      process.execPath,
      ['--input-type=module', '-e', script, JSON.stringify([command, join(folder, 'orphan')])],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    app.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await until('the app to be ready', 30_000, () => (said.includes('ready') ? true : undefined));
    const pid = Number(readFileSync(join(folder, 'orphan-pid'), 'utf8'));
    expect(runs(pid)).toBe(true);
    app.kill('SIGKILL');
    await until('the engine to end', 30_000, () => (runs(pid) ? undefined : true));
  });
});

/** One that ended and was not waited for by its new parent (a container's first process may not do that) runs no more. */
function runs(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

/** User and effective capabilities of a process, from the kernel. */
function effective(pid: number): { uid: number; capabilities: bigint } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (pattern: RegExp): string => pattern.exec(status)?.[1] ?? '';
  return {
    uid: Number(field(/^Uid:\s+\d+\s+(\d+)/m)),
    capabilities: BigInt(`0x${field(/^CapEff:\s+([0-9a-f]+)/m)}`),
  };
}
