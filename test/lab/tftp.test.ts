/** The TFTP server with real clients: curl, atftp and tftp-hpa, on a good wire and on one that loses packets. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EventBody } from '../../shared/model/event.ts';
import type { Lab } from './lab.ts';
import { SERVER_ADDRESS } from './lab.ts';
import type { Namespace } from './namespaces.ts';
import type { Ran } from './processes.ts';
import { until } from './processes.ts';
import { NODE } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const SERVER = join(import.meta.dirname, '..', '..', 'bench', 'tftp-server.ts');
const MIB = 1024 * 1024;

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Files {
  readonly folder: string;
  /** Makes a file of random bytes, named by its size, and gives its name. */
  add(sizeBytes: number): string;
  digest(name: string): string;
  /** Where the client puts what it got; a new path each time. */
  target(): string;
}

function makeFiles(lab: Lab): Files {
  const folder = join(lab.directory, 'files');
  const received = join(lab.directory, 'received');
  for (const one of [folder, received]) mkdirSync(one, { recursive: true });
  const digests = new Map<string, string>();
  let count = 0;
  return {
    folder,
    add(sizeBytes) {
      const name = `file-${sizeBytes}`;
      if (!digests.has(name)) {
        const bytes = randomBytes(sizeBytes);
        writeFileSync(join(folder, name), bytes);
        digests.set(name, digest(bytes));
      }
      return name;
    },
    digest: (name) => digests.get(name) as string,
    target: () => join(received, String(count++)),
  };
}

interface Server {
  readonly events: EventBody[];
  /** The last event, once there are `count`. */
  event(count: number): Promise<EventBody>;
}

async function serve(lab: Lab, namespace: Namespace, device: string, folder: string): Promise<Server> {
  const events: EventBody[] = [];
  let [partial, ready] = ['', false];
  const running = await namespace.start([...NODE, SERVER, device, '69', folder], {
    onStdout(text) {
      const lines = (partial + text).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines) {
        if (line === 'ready') ready = true;
        else events.push(JSON.parse(line) as EventBody);
      }
    },
  });
  lab.onClose(async () => {
    // A clean stop leaves nothing that keeps the process alive.
    expect(await running.stop()).toEqual({ code: 0, signal: null });
  });
  lab.onReport(() => `tftp server: ${running.output()}`);
  await until('the TFTP server', 20_000, () => ready || undefined);
  return {
    events,
    event: (count) =>
      until(`${count} events`, 60_000, () => (events.length >= count ? events.at(-1) : undefined)),
  };
}

type Command = (address: string, name: string, target: string) => string[];

const curl =
  (blksize: number, ...more: string[]): Command =>
  (address, name, target) => [
    'curl',
    '-sS',
    '--tftp-blksize',
    String(blksize),
    ...more,
    '-o',
    target,
    `tftp://${address}/${name}`,
  ];

const atftp =
  (blksize: number, windowsize?: number): Command =>
  (address, name, target) => {
    const window = windowsize === undefined ? [] : ['--option', `windowsize ${windowsize}`];
    return [
      'atftp',
      '--option',
      `blksize ${blksize}`,
      '--option',
      'tsize',
      ...window,
      '-g',
      '-r',
      name,
      '-l',
      target,
      address,
    ];
  };

const tftpHpa: Command = (address, name, target) => [
  'tftp',
  '-m',
  'binary',
  address,
  '-c',
  'get',
  name,
  target,
];

/** Runs the client and compares what it wrote. */
async function download(
  client: Namespace,
  command: Command,
  files: Files,
  name: string,
  address = SERVER_ADDRESS,
): Promise<Ran> {
  const target = files.target();
  const ran = await client.run(command(address, name, target), { timeoutMs: 300_000 });
  const what = `${command(address, name, target).join(' ')}: ${ran.stdout}${ran.stderr}`;
  expect(ran.code, what).toBe(0);
  expect(digest(readFileSync(target)), what).toBe(files.digest(name));
  return ran;
}

/**
 * A client that gives up is started anew, as a technician would: atftp 0.8.0 aborts with "unexpected OACK" when its ACK of the
 * OACK is lost and the OACK comes again, and tftp-hpa and curl when their five or so tries were all lost.
 */
async function downloadPatiently(
  client: Namespace,
  command: Command,
  files: Files,
  name: string,
): Promise<void> {
  for (let attempt = 1; attempt < 5; attempt++) {
    const target = files.target();
    const { code } = await client.run(command(SERVER_ADDRESS, name, target), { timeoutMs: 240_000 });
    if (code !== 0) continue;
    expect(digest(readFileSync(target))).toBe(files.digest(name));
    return;
  }
  await download(client, command, files, name);
}

/** Around the ends of blocks of 512, 1428 and 1468 bytes, and a size of many chunks. */
const SIZES = [1, 511, 512, 513, 1428, 1468, 1468 * 100, 512 * 1000, 3 * MIB + 17];

describeLab('tftp clients', ['namespaces', 'curl', 'atftp', 'tftpHpa', 'tcpdump', 'tshark'], () => {
  const lab = useLab('tftp');
  const setUp = async (): Promise<{ files: Files; server: Server; client: Namespace }> => {
    const files = makeFiles(lab());
    const server = await serve(lab(), lab().server, lab().device, files.folder);
    client ??= lab().addClient('client', { address: '10.77.0.9/24' });
    return { files, server, client };
  };
  let client: Namespace | undefined;

  it.each([
    { name: 'curl, blksize 512', command: curl(512), blksize: 512, windowsize: 1 },
    { name: 'curl, blksize 1428', command: curl(1428), blksize: 1428, windowsize: 1 },
    {
      name: 'curl, blksize 8192, which would make fragments',
      command: curl(8192),
      blksize: 1468,
      windowsize: 1,
    },
    { name: 'atftp, blksize 1468', command: atftp(1468), blksize: 1468, windowsize: 1 },
    { name: 'atftp, windowsize 4', command: atftp(512, 4), blksize: 512, windowsize: 4 },
    { name: 'atftp, windowsize 32', command: atftp(1468, 32), blksize: 1468, windowsize: 32 },
    {
      name: 'atftp, windowsize 200, more than we give',
      command: atftp(1428, 200),
      blksize: 1428,
      windowsize: 64,
    },
    { name: 'tftp-hpa, no options', command: tftpHpa, blksize: 512, windowsize: 1 },
  ])('$name: every size arrives byte-identical', async ({ command, blksize, windowsize }) => {
    const setup = await setUp();
    for (const [i, size] of SIZES.entries()) {
      await download(setup.client, command, setup.files, setup.files.add(size));
      expect(await setup.server.event(i + 1)).toMatchObject({
        type: 'tftp.finished',
        from: '10.77.0.9',
        bytes: size,
        blksize,
        windowsize,
        resent: 0,
      });
    }
  });

  it.each([
    { name: 'curl', command: curl(512) },
    { name: 'tftp-hpa', command: tftpHpa },
  ])('$name: an empty file', async ({ command }) => {
    const setup = await setUp();
    await download(setup.client, command, setup.files, setup.files.add(0));
    expect(await setup.server.event(1)).toMatchObject({ type: 'tftp.finished', bytes: 0 });
  });

  it.each([
    { name: 'curl, blksize 512', command: curl(512), size: 33 * MIB + 5 },
    { name: 'tftp-hpa', command: tftpHpa, size: 33 * MIB + 5 },
    { name: 'atftp, blksize 8, windowsize 64', command: atftp(8, 64), size: 8 * 70_000 + 1 },
    {
      name: 'atftp, blksize 512, windowsize 16, ends with block 65535',
      command: atftp(512, 16),
      size: 65534 * 512 + 100,
    },
    {
      name: 'atftp, blksize 512, windowsize 16, ends with an empty block 0',
      command: atftp(512, 16),
      size: 65535 * 512,
    },
  ])('$name: more than 65535 blocks', async ({ command, size }) => {
    const setup = await setUp();
    await download(setup.client, command, setup.files, setup.files.add(size));
    expect(await setup.server.event(1)).toMatchObject({ type: 'tftp.finished', bytes: size });
  });

  it('says what is missing, and does not take files', async () => {
    const setup = await setUp();
    const missing = await setup.client.run(curl(512)(SERVER_ADDRESS, 'no/such.efi', setup.files.target()));
    // curl(1): 68, file not found on TFTP server.
    expect(missing.code).toBe(68);
    expect(await setup.server.event(1)).toMatchObject({
      type: 'tftp.failed',
      file: 'no/such.efi',
      error: 'FILE_NOT_FOUND',
    });
    const upload = await setup.client.run([
      'curl',
      '-sS',
      '-T',
      join(setup.files.folder, setup.files.add(100)),
      `tftp://${SERVER_ADDRESS}/up`,
    ]);
    // 69, permission problem on TFTP server.
    expect(upload.code).toBe(69);
    expect(await setup.server.event(2)).toMatchObject({
      type: 'tftp.failed',
      file: 'up',
      error: 'FORBIDDEN',
    });
  });

  it('serves 32 clients at once, half of them with windows', async () => {
    const setup = await setUp();
    const name = setup.files.add(3 * MIB + 17);
    const clients = Array.from({ length: 32 }, (_, i) => (i % 2 ? atftp(1468, 32) : curl(1468)));
    await Promise.all(clients.map((command) => download(setup.client, command, setup.files, name)));
    await setup.server.event(32);
    expect(setup.server.events.every(({ type }) => type === 'tftp.finished')).toBe(true);
  });

  it.each([
    { name: 'curl', loss: 5, size: 200_000, command: curl(1468, '--connect-timeout', '3', '-m', '240') },
    { name: 'curl', loss: 10, size: 100_000, command: curl(1468, '--connect-timeout', '3', '-m', '240') },
    { name: 'tftp-hpa', loss: 5, size: 100_000, command: tftpHpa },
    { name: 'tftp-hpa', loss: 10, size: 50_000, command: tftpHpa },
    { name: 'atftp, lock-step', loss: 5, size: 200_000, command: atftp(1468) },
    { name: 'atftp, windowsize 16', loss: 5, size: 3 * MIB + 17, command: atftp(1468, 16) },
    { name: 'atftp, windowsize 16', loss: 10, size: MIB, command: atftp(1468, 16) },
    { name: 'atftp, windowsize 64', loss: 10, size: MIB, command: atftp(512, 64) },
  ])('$name arrives with $loss % loss in each direction', async ({ loss, size, command }) => {
    const setup = await setUp();
    const name = setup.files.add(size);
    const endLoss = lab().setLoss(loss);
    try {
      await downloadPatiently(setup.client, command, setup.files, name);
    } finally {
      endLoss();
    }
    const finished = (event: EventBody): boolean => event.type === 'tftp.finished' && event.bytes === size;
    await until('the event of the last ACK', 60_000, () => setup.server.events.some(finished) || undefined);
  });

  it('sends nothing that tshark calls malformed', async () => {
    const setup = await setUp();
    const capture = await lab().capture('tftp', 'udp');
    for (const command of [curl(512), atftp(1468, 16), tftpHpa])
      await download(setup.client, command, setup.files, setup.files.add(100_000));
    await setup.client.run(curl(512)(SERVER_ADDRESS, 'missing', setup.files.target()));
    await setup.server.event(4);
    await capture.stop();
    const read = (filter: string): Promise<Ran> =>
      lab().server.run(['tshark', '-r', capture.file, '-Y', filter]);
    expect((await read('_ws.malformed or _ws.expert.severity >= 8388608')).stdout).toBe('');
    expect((await read('tftp.opcode == 6')).stdout.split('\n').filter(Boolean).length).toBeGreaterThanOrEqual(
      2,
    );
  });

  it('serves the loopback in blocks up to 65464 bytes', async () => {
    const files = makeFiles(lab());
    const server = await serve(lab(), lab().wire, 'lo', files.folder);
    const rows = [
      [curl(65464), 1],
      [atftp(65464, 8), 8],
      [atftp(8192, 16), 16],
    ] as const;
    for (const [i, [command, windowsize]] of rows.entries()) {
      await download(lab().wire, command, files, files.add(3 * MIB + 17), '127.0.0.1');
      expect(await server.event(i + 1)).toMatchObject({
        type: 'tftp.finished',
        windowsize,
        blksize: i === 2 ? 8192 : 65464,
      });
    }
  });
});
