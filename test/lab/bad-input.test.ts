/** What people get wrong: each is refused with a code, one sentence and a hint, and nothing they had is lost. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDebianIso } from './debian-iso.ts';
import type { Lab } from './lab.ts';
import { RANGE } from './lab.ts';
import type { Namespace } from './namespaces.ts';
import { addCable, configure } from './namespaces.ts';
import type { Ran, Running } from './processes.ts';
import { runProcess, until } from './processes.ts';
import { CLI, NODE, refusedRackboot, startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

/** `CODE: sentence.` on the first line, a hint on the second, and nothing that only a developer can read. */
function expectRefusal(ran: Ran, exitCode: 1 | 2, code: string): string {
  const lines = ran.stderr.trimEnd().split('\n');
  expect({ exit: ran.code, stderr: ran.stderr, lines: lines.length }).toMatchObject({
    exit: exitCode,
    lines: 2,
  });
  expect(lines[0]).toMatch(new RegExp(`^${code}: .+\\.$`));
  expect(lines[1]).toMatch(/\S/);
  expect(ran.stderr).not.toMatch(/^\s+at /m);
  expect(ran.stdout).not.toContain('"engine.ready"');
  return lines.join('\n');
}

/** Keeps a port of the namespace busy. */
async function hold(lab: Lab, namespace: Namespace, kind: 'udp' | 'tcp', port: number): Promise<Running> {
  const program =
    kind === 'udp'
      ? `require('node:dgram').createSocket('udp4').bind(${port}, () => console.log('held'))`
      : `require('node:net').createServer().listen(${port}, () => console.log('held'))`;
  const holder = await namespace.start([...NODE, '-e', program], { title: `holder of ${kind} ${port}` });
  lab.onClose(async () => void (await holder.stop('SIGKILL')));
  await until(`${kind} port ${port} to be held`, 10_000, () =>
    holder.output().includes('held') ? true : undefined,
  );
  return holder;
}

describeLab('bad input', ['namespaces'], () => {
  const lab = useLab('bad-input');
  const inLab = (name: string, content: string | Uint8Array = ''): string => {
    const path = join(lab().directory, name);
    writeFileSync(path, content);
    return path;
  };

  it('an interface that is not there: names those that are', async () => {
    const text = expectRefusal(
      await refusedRackboot(lab(), [], { interface: 'eth9' }),
      1,
      'UNKNOWN_INTERFACE',
    );
    expect(text).toContain('eth9');
    expect(text).toContain('lan0');
  });

  it('an interface without an address', async () => {
    addCable({ namespace: lab().server, device: 'bare0' }, { namespace: lab().wire, device: 'bare-peer' });
    const refused = await refusedRackboot(lab(), [], { interface: 'bare0' });
    expect(expectRefusal(refused, 1, 'INTERFACE_WITHOUT_ADDRESS')).toContain('bare0');
  });

  it.each([
    ['udp', 67],
    ['udp', 69],
    ['tcp', 80],
  ] as const)('%s port %i taken: says by whom', async (kind, port) => {
    const holder = await hold(lab(), lab().server, kind, port);
    const text = expectRefusal(await refusedRackboot(lab(), ['--range', RANGE]), 1, 'PORT_IN_USE');
    expect(text).toContain(String(port));
    expect(text).toContain(`(pid ${holder.pid})`);
  });

  it('files that cannot be images', async () => {
    const text = inLab('notes.iso', 'these are notes, not an image\n'.repeat(4000));
    const gone = join(lab().directory, 'gone.iso');
    const folder = join(lab().directory, 'folder.iso');
    mkdirSync(folder);
    // Root may read everything else.
    const loop = join(lab().directory, 'loop.iso');
    symlinkSync(loop, loop);
    for (const [path, code] of [
      [text, 'NOT_AN_ISO'],
      [inLab('empty.iso'), 'NOT_AN_ISO'],
      [gone, 'FILE_NOT_FOUND'],
      [folder, 'NOT_SUPPORTED'],
      [loop, 'FILE_UNREADABLE'],
    ] as const) {
      expect(expectRefusal(await refusedRackboot(lab(), ['--image', path]), 1, code)).toContain(
        basename(path),
      );
    }
  });

  it('arguments that make no sense', async () => {
    const refusal = async (args: readonly string[], code: string): Promise<string> =>
      expectRefusal(await refusedRackboot(lab(), args), 2, code);
    expect(await refusal(['--assign', '52:54:00:zz:00:01=debian.iso'], 'BAD_MAC')).toContain(
      '52:54:00:zz:00:01',
    );
    expect(await refusal(['--assign', 'debian.iso'], 'BAD_ARGUMENT')).toContain('--assign');
    expect(await refusal(['--range', '10.77.0.100'], 'BAD_RANGE')).toContain('10.77.0.100');
    expect(await refusal(['--range', '192.168.1.10-192.168.1.20'], 'BAD_RANGE')).toContain('10.77.0.0/24');
    expect(await refusal(['--mode', 'both'], 'BAD_ARGUMENT')).toContain('beside');
    expect(await refusal(['--colour', 'red'], 'BAD_ARGUMENT')).toContain('--colour');
    expect(await refusal(['--http-port', '80000'], 'BAD_ARGUMENT')).toContain('80000');
  });

  it('an image that is not in the library', async () => {
    const refused = await refusedRackboot(lab(), ['--assign', '52:54:00:00:00:01=nowhere.iso']);
    expect(expectRefusal(refused, 1, 'UNKNOWN_IMAGE')).toContain('nowhere.iso');
  });

  it('a configuration file that is broken: kept, copied aside, never overwritten', async () => {
    for (const [name, text] of [
      ['syntax', '{ "version": 1, "unknown": '],
      ['meaning', '{ "version": 1, "leaseSeconds": "an hour" }'],
    ] as const) {
      const dataDirectory = join(lab().directory, `config-${name}`);
      mkdirSync(dataDirectory);
      writeFileSync(join(dataDirectory, 'config.json'), text);
      const refused = await refusedRackboot(lab(), ['--range', RANGE], { dataDirectory });
      expect(expectRefusal(refused, 1, 'BAD_CONFIG')).toContain(join(dataDirectory, 'config.json'));
      expect(readFileSync(join(dataDirectory, 'config.json'), 'utf8')).toBe(text);
      const aside = readdirSync(dataDirectory).filter((file) => file.startsWith('config.json.bad-'));
      expect(aside.map((file) => readFileSync(join(dataDirectory, file), 'utf8'))).toEqual([text]);
    }
  });

  it('a data folder that cannot be written', async () => {
    const dataDirectory = inLab('a-file', 'not a folder');
    expectRefusal(await refusedRackboot(lab(), ['--range', RANGE], { dataDirectory }), 1, 'DATA_UNWRITABLE');
    expect(readFileSync(dataDirectory, 'utf8')).toBe('not a folder');
  });

  it('a data folder in which another Rackboot works', async () => {
    const { dataDirectory } = await startRackboot(lab(), ['--range', RANGE]);
    const other = lab().addClient('second', { address: '10.77.0.2/24' });
    const port = await refusedRackboot(lab(), ['--range', RANGE], {
      dataDirectory,
      namespace: other,
      interface: 'eth0',
    });
    expect(expectRefusal(port, 1, 'DATA_IN_USE')).toContain(dataDirectory);
  });

  it('a full disk', async () => {
    const folder = join(lab().directory, 'small-disk');
    mkdirSync(folder);
    configure('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder);
    try {
      fill(join(folder, 'ballast'));
      const dataDirectory = join(folder, 'data');
      const refused = await refusedRackboot(lab(), ['--range', RANGE], { dataDirectory });
      expect(expectRefusal(refused, 1, 'DISK_FULL')).toContain(folder);
    } finally {
      configure('umount', folder);
    }
  });

  it('call without an engine, and commands that do not exist', async () => {
    const call = (...args: string[]): Promise<Ran> =>
      runProcess([...CLI, 'call', ...args, '--data', join(lab().directory, 'none')]);
    expectRefusal(await call('machines.list'), 1, 'NOT_RUNNING');
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    await expect(rackboot.callText('machines.explode', '{}')).resolves.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^UNKNOWN_COMMAND: /),
    });
    await expect(rackboot.callText('machines.assign', '{"mac": "zz"}')).resolves.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^BAD_/),
    });
    await expect(rackboot.callText('images.import', '{"path": "/nowhere.iso"}')).resolves.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^FILE_NOT_FOUND: /),
    });
  });
});

describeLab('an image that is cut short', ['namespaces', 'debian'], () => {
  const lab = useLab('truncated');

  it('is refused, and the engine that runs goes on', async () => {
    const whole = makeDebianIso(lab().directory, 'whole.iso', {
      layout: 'mini.iso',
      names: 'rock-ridge-and-joliet',
    });
    const cut = makeDebianIso(lab().directory, 'cut.iso', {
      layout: 'mini.iso',
      names: 'rock-ridge-and-joliet',
    });
    truncateSync(cut, 30 * 1024 * 1024);
    expect(expectRefusal(await refusedRackboot(lab(), ['--image', cut]), 1, 'TRUNCATED_IMAGE')).toContain(
      'cut.iso',
    );

    const rackboot = await startRackboot(lab(), ['--range', RANGE, '--image', whole]);
    const refused = await rackboot.callText('images.import', JSON.stringify({ path: cut }));
    expectRefusal(refused, 1, 'TRUNCATED_IMAGE');
    expect((await rackboot.call('images.list')).map((image) => image.name)).toEqual(['whole.iso']);
    expect(rackboot.seen('image.failed')).toMatchObject([{ code: 'TRUNCATED_IMAGE' }]);
  });
});

describeLab('the end', ['namespaces'], () => {
  const lab = useLab('the-end');

  it.each(['SIGINT', 'SIGTERM'] as const)('comes cleanly with %s', async (signal) => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    expect(existsSync(join(rackboot.dataDirectory, 'engine.json'))).toBe(true);
    expect(await rackboot.stop(signal)).toEqual({ code: 0, signal: null });
    expect(rackboot.events.at(-1)?.type).toBe('engine.stopping');
    expect(rackboot.stderr()).toBe('');
    expect(existsSync(join(rackboot.dataDirectory, 'engine.json'))).toBe(false);
    // Nothing is left open: the same ports and folder serve again.
    const { dataDirectory } = rackboot;
    await startRackboot(lab(), ['--range', RANGE], { dataDirectory });
  });

  it('comes when it is asked for by a command', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    expect(await rackboot.call('engine.stop')).toEqual({ stopping: true });
    expect(await rackboot.exited).toEqual({ code: 0, signal: null });
  });
});

/** Until the disk takes no more. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}
