import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { TftpLimits } from '../../main/services/tftp.ts';
import { createTftpService } from '../../main/services/tftp.ts';
import type {
  BootFile,
  BootFileAnswer,
  OpenBootFile,
  TransferProgress,
} from '../../shared/model/boot-file.ts';
import { AppError } from '../../shared/model/error.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import type { TftpOption } from '../../shared/wire/tftp.ts';
import { decodeTftp } from '../../shared/wire/tftp.ts';
import type { LoopbackPorts } from './loopback-ports.ts';
import { loopbackPorts } from './loopback-ports.ts';
import { TestClient } from './tftp-client.ts';

const MAC = '52:54:00:00:00:01' as Mac;

/** Reproducible bytes that repeat nowhere near a block's length. */
function content(size: number): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; i * 32 < size; i++) parts.push(createHash('sha256').update(String(i)).digest());
  return Buffer.concat(parts).subarray(0, size);
}

interface Setup {
  readonly files?: Readonly<Record<string, Buffer>>;
  readonly open?: OpenBootFile;
  readonly limits?: Partial<TftpLimits>;
  readonly mtu?: number;
  readonly now?: () => number;
}

class Bench {
  readonly events: EventBody[] = [];
  readonly progress: TransferProgress[] = [];
  readonly ports: LoopbackPorts;
  readonly service: Service;
  readonly #clients: TestClient[] = [];
  opened = 0;
  closed = 0;
  mostOpen = 0;

  constructor(setup: Setup) {
    this.ports = loopbackPorts(setup.mtu);
    this.service = createTftpService({
      ports: this.ports,
      port: 0,
      openBootFile: setup.open ?? (async ({ path }) => this.serve(setup.files?.[path])),
      append: (event) => this.events.push(event),
      onTransfer: (progress) => this.progress.push(progress),
      now: setup.now ?? (() => performance.now()),
      ...(setup.limits ? { limits: setup.limits } : {}),
    });
  }

  serve(bytes: Buffer | undefined, read?: BootFile['read']): BootFileAnswer {
    if (!bytes) return { kind: 'missing', why: 'no such file', mac: MAC };
    this.opened++;
    this.mostOpen = Math.max(this.mostOpen, this.opened - this.closed);
    const fromBytes = async (target: Uint8Array, position: number): Promise<number> =>
      bytes.copy(target, 0, position, position + target.length);
    const close = async (): Promise<void> => void this.closed++;
    return {
      kind: 'file',
      mac: MAC,
      file: { sizeBytes: bytes.length, version: '1', generated: false, read: read ?? fromBytes, close },
    };
  }

  async client(): Promise<TestClient> {
    const client = await TestClient.open(this.ports.requestPort);
    this.#clients.push(client);
    return client;
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async close(): Promise<void> {
    await this.service.stop();
    for (const client of this.#clients.splice(0)) client.close();
  }
}

let bench: Bench;

async function start(setup: Setup): Promise<Bench> {
  bench = new Bench(setup);
  await bench.service.start();
  return bench;
}

afterEach(async () => {
  await bench.close();
  expect(bench.ports.open, 'sockets left open').toBe(0);
  expect(bench.closed, 'files left open').toBe(bench.opened);
});

describe('a download', () => {
  const sizes = [0, 1, 511, 512, 513, 1024, 100_000, 700_000];
  const settings: { options: TftpOption[]; mtu: number }[] = [
    { options: [], mtu: 1500 },
    { options: [['blksize', '1468']], mtu: 1500 },
    {
      options: [
        ['blksize', '512'],
        ['windowsize', '16'],
      ],
      mtu: 1500,
    },
    {
      options: [
        ['blksize', '1468'],
        ['windowsize', '64'],
        ['tsize', '0'],
      ],
      mtu: 1500,
    },
    {
      options: [
        ['blksize', '65464'],
        ['windowsize', '4'],
      ],
      mtu: 65536,
    },
  ];
  it.each(settings.map((setting) => ({ ...setting, asked: setting.options.join(' ') || 'nothing' })))(
    'is byte-identical for every size: $asked, mtu $mtu',
    async ({ options, mtu }) => {
      const files = Object.fromEntries(sizes.map((size) => [`file-${size}`, content(size)]));
      await start({ files, mtu });
      const client = await bench.client();
      for (const size of sizes) {
        const { bytes, oack } = await client.download(`file-${size}`, options);
        expect(bytes.equals(files[`file-${size}`] as Buffer), `${size} bytes`).toBe(true);
        if (size > 0 && options.some(([name]) => name === 'tsize'))
          expect(oack).toContainEqual(['tsize', String(size)]);
      }
      await bench.until(() => bench.events.length === sizes.length);
      const finished = bench.events.map((event) =>
        event.type === 'tftp.finished' ? event.bytes : event.type,
      );
      expect(finished).toEqual(sizes);
    },
  );

  it('may follow at once from the same port, also of the same file', async () => {
    const file = content(1500);
    await start({ files: { file } });
    const client = await bench.client();
    for (let i = 0; i < 20; i++) expect((await client.download('file')).bytes.equals(file)).toBe(true);
    await bench.until(() => bench.events.length === 20);
  });

  it('rolls over after 65535 blocks', async () => {
    const file = content(8 * 70_000 + 3);
    await start({ files: { file } });
    const { bytes } = await (
      await bench.client()
    ).download('file', [
      ['blksize', '8'],
      ['windowsize', '64'],
    ]);
    expect(bytes.equals(file)).toBe(true);
    await bench.until(() => bench.events.length === 1);
    expect(bench.events[0]).toMatchObject({
      type: 'tftp.finished',
      mac: MAC,
      from: '127.0.0.1',
      file: 'file',
      bytes: file.length,
      blksize: 8,
      windowsize: 64,
    });
  });

  it('in netascii gets the bytes as they are', async () => {
    const file = Buffer.from('one\ntwo\r\nthree\r');
    await start({ files: { file } });
    expect((await (await bench.client()).download('file', [], 'NetASCII')).bytes.equals(file)).toBe(true);
  });

  it('of 40 clients at once, more than run at once, is complete for each', async () => {
    const file = content(300_000);
    await start({ files: { file }, limits: { transfers: 8, perClient: 8 } });
    const clients = await Promise.all(Array.from({ length: 40 }, () => bench.client()));
    const all = await Promise.all(
      clients.map((client, i) =>
        client.download(
          'file',
          i % 2
            ? [
                ['blksize', '1468'],
                ['windowsize', '32'],
              ]
            : [['blksize', '1468']],
        ),
      ),
    );
    expect(all.every(({ bytes }) => bytes.equals(file))).toBe(true);
    expect(bench.mostOpen).toBe(8);
    await bench.until(() => bench.events.length === 40);
    expect(bench.events.every((event) => event.type === 'tftp.finished')).toBe(true);
  });

  it('tells its progress at most five times per second, and its end once', async () => {
    const file = content(1_000_000);
    let ms = 0;
    await start({ files: { file }, now: () => (ms += 0.25) });
    await (await bench.client()).download('file');
    await bench.until(() => bench.events.length === 1);
    const { progress } = bench;
    expect(progress.at(-1)).toEqual({
      via: 'tftp',
      path: 'file',
      from: '127.0.0.1',
      mac: MAC,
      bytes: 1_000_000,
      start: 0,
      totalBytes: 1_000_000,
      done: true,
    });
    expect(progress.filter(({ done }) => done)).toHaveLength(1);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.length).toBeLessThanOrEqual(Math.ceil(ms / 200) + 1);
    expect(progress.map(({ bytes }) => bytes)).toEqual(
      progress.map(({ bytes }) => bytes).toSorted((a, b) => a - b),
    );
  });
});

describe('refusals', () => {
  async function refused(client: TestClient): Promise<{ code: number; message: string }> {
    const { packet, from } = await client.next();
    if (packet.op !== 'ERROR') throw new Error(`${packet.op} instead of ERROR`);
    expect(from, 'answered from a port of its own').not.toBe(bench.ports.requestPort);
    return { code: packet.code, message: packet.message };
  }

  it('answers a missing file with ERROR 1 and its name', async () => {
    await start({});
    const client = await bench.client();
    client.request('/no/such.efi');
    expect(await refused(client)).toEqual({ code: 1, message: 'File not found: /no/such.efi' });
    await bench.until(() => bench.events.length === 1);
    expect(bench.events[0]).toMatchObject({
      type: 'tftp.failed',
      mac: MAC,
      file: '/no/such.efi',
      bytes: 0,
      error: 'FILE_NOT_FOUND',
    });
  });

  it('answers a refused file with ERROR 2, an unreadable one with ERROR 0', async () => {
    await start({
      async open({ path }) {
        if (path === 'secret') return { kind: 'refused', why: 'This machine may not read that.' };
        throw new AppError('FILE_CHANGED', 'The image has changed.', 'Drop it again.');
      },
    });
    const client = await bench.client();
    client.request('secret');
    expect(await refused(client)).toEqual({ code: 2, message: 'This machine may not read that.' });
    client.request('changed');
    expect(await refused(client)).toEqual({ code: 0, message: 'The image has changed.' });
    await bench.until(() => bench.events.length === 2);
    expect(bench.events).toMatchObject([
      { error: 'FORBIDDEN' },
      { error: 'FILE_CHANGED', why: 'The image has changed.' },
    ]);
  });

  it('refuses to be written to, mail, other modes and names too long', async () => {
    await start({ files: { file: content(10) } });
    const client = await bench.client();
    client.send({ op: 'WRQ', filename: 'file', mode: 'octet', options: [] });
    expect(await refused(client)).toMatchObject({ code: 2 });
    client.request('file', [], 'mail');
    expect(await refused(client)).toMatchObject({ code: 4 });
    client.request('file', [], 'binary');
    expect(await refused(client)).toMatchObject({ code: 4 });
    client.request('x'.repeat(401));
    expect(await refused(client)).toMatchObject({ code: 2 });
    expect(bench.opened).toBe(0);
  });

  it('ends with ERROR 0 when the file cannot be read to its end', async () => {
    const file = content(2_000_000);
    const broken: BootFile['read'] = async (target, position) => {
      if (position > 500_000) throw new AppError('FILE_UNREADABLE', 'The disk is gone.', 'Plug it in.');
      return file.copy(target, 0, position, position + target.length);
    };
    await start({ open: async () => bench.serve(file, broken) });
    await expect((await bench.client()).download('file')).rejects.toThrow('The disk is gone.');
    await bench.until(() => bench.events.length === 1);
    expect(bench.events[0]).toMatchObject({
      type: 'tftp.failed',
      error: 'FILE_UNREADABLE',
      why: 'The disk is gone.',
    });
  });

  it('says so when a file turns out shorter than it was', async () => {
    const file = content(100_000);
    const cut: BootFile['read'] = async (target, position) =>
      file.copy(target, 0, position, Math.min(position + target.length, 60_000));
    await start({ open: async () => bench.serve(file, cut) });
    await expect((await bench.client()).download('file')).rejects.toThrow(
      'The file ended after 60000 of 100000 bytes.',
    );
    await bench.until(() => bench.events.length === 1);
    expect(bench.events[0]).toMatchObject({ type: 'tftp.failed', error: 'FILE_CHANGED' });
  });
});

describe('what firmware does', () => {
  it('asks for the size, aborts, and asks again from the same port: one transfer, no failure', async () => {
    const file = content(5000);
    await start({ files: { file } });
    const client = await bench.client();
    client.request('file', [['tsize', '0']]);
    const { packet, from } = await client.next();
    expect(packet).toEqual({ op: 'OACK', options: [['tsize', '5000']] });
    client.send({ op: 'ERROR', code: 8, message: 'User aborted the transfer' }, from);
    await bench.until(() => bench.closed === 1);
    expect((await client.download('file', [['blksize', '1468']])).bytes.equals(file)).toBe(true);
    await bench.until(() => bench.events.length > 0);
    expect(bench.events.map(({ type }) => type)).toEqual(['tftp.finished']);
    expect(bench.progress.filter(({ done }) => done)).toHaveLength(1);
  });

  it('repeats its request while the file is being opened: opened once, answered from one port', async () => {
    const file = content(5000);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await start({
      async open() {
        await held;
        return bench.serve(file);
      },
    });
    const client = await bench.client();
    for (let i = 0; i < 3; i++) client.request('file');
    // The order of datagrams is kept, so an answer to this one says that the three were seen.
    client.send({ op: 'ACK', block: 9 });
    await bench.until(() => bench.events.length === 1);
    release();
    const { packet } = await client.next();
    expect(packet).toMatchObject({ op: 'DATA', block: 1 });
    expect(bench.opened).toBe(1);
    expect(client.pending).toEqual([]);
  });

  it('asks for another file from the same port: the first transfer makes room without a word', async () => {
    const [first, second] = [content(5000), content(9000)];
    await start({ files: { first, second } });
    const client = await bench.client();
    client.request('first');
    const { from } = await client.next();
    client.request('second');
    const next = await client.next();
    expect(next.packet).toMatchObject({ op: 'DATA', block: 1 });
    expect(next.from).not.toBe(from);
    await bench.until(() => bench.closed === 1);
    expect(bench.events).toEqual([]);
  });

  it('starts over from the same port after a reset in the middle', async () => {
    const file = content(5000);
    await start({ files: { file } });
    const client = await bench.client();
    client.request('file');
    const { from } = await client.next();
    client.send({ op: 'ACK', block: 1 }, from);
    expect((await client.next()).packet).toMatchObject({ op: 'DATA', block: 2 });
    // Silent until we send it again: from then on a request is a new one.
    expect((await client.next()).packet).toMatchObject({ op: 'DATA', block: 2 });
    expect((await client.download('file')).bytes.equals(file)).toBe(true);
  });

  it('loses our first answer: the OACK comes again', async () => {
    await start({ files: { file: content(600) } });
    const client = await bench.client();
    client.request('file', [['blksize', '1024']]);
    const [first, second] = [await client.next(), await client.next()];
    expect(second).toEqual(first);
    client.send({ op: 'ACK', block: 0 }, second.from);
    expect((await client.next()).packet).toMatchObject({ op: 'DATA', block: 1 });
  });

  it('is told that its port is wrong (ERROR 5), and the transfer goes on', async () => {
    const file = content(1000);
    await start({ files: { file } });
    const [client, stranger] = [await bench.client(), await bench.client()];
    client.request('file');
    const { from } = await client.next();
    stranger.send({ op: 'ACK', block: 1 }, from);
    expect((await stranger.next()).packet).toMatchObject({ op: 'ERROR', code: 5 });
    stranger.send({ op: 'ERROR', code: 5, message: 'not mine' }, from);
    client.send({ op: 'ACK', block: 1 }, from);
    expect((await client.next()).packet).toMatchObject({ op: 'DATA', block: 2 });
    client.send({ op: 'ACK', block: 2 }, from);
    await bench.until(() => bench.events.length === 1);
    expect(bench.events[0]).toMatchObject({ type: 'tftp.finished', bytes: 1000, resent: 0 });
    expect(stranger.pending).toEqual([]);
  });
});

describe('stopping', () => {
  it('tells the clients, closes everything and answers nobody any more', async () => {
    await start({ files: { file: content(100_000) } });
    const client = await bench.client();
    client.request('file');
    await client.next();
    await bench.service.stop();
    await bench.service.stop();
    expect((await client.next()).packet).toMatchObject({ op: 'ERROR', code: 0 });
    expect(bench.events).toMatchObject([{ type: 'tftp.failed', error: 'CANCELLED' }]);
    expect(bench.ports.open).toBe(0);
  });

  it('waits for a file that is just being opened, and sends nothing of it', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await start({
      async open() {
        await held;
        return bench.serve(content(1000));
      },
    });
    const client = await bench.client();
    client.request('file');
    await bench.until(() => bench.ports.open === 2);
    const stopped = bench.service.stop();
    release();
    await stopped;
    expect(client.pending).toEqual([]);
    expect(bench.closed).toBe(1);
  });
});

describe('rubbish on the request port', () => {
  it('is logged, not answered, and not logged without end', async () => {
    let ms = 0;
    await start({ now: () => ms });
    const client = await bench.client();
    let state = 1;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let [malformed, requests] = [0, 0];
    for (let i = 0; i < 2000; i++) {
      const bytes = Buffer.from(Array.from({ length: random(60) }, () => random(i % 3 ? 256 : 8)));
      if (bytes.length > 1 && i % 2) bytes.writeUInt16BE(random(9), 0);
      try {
        const packet = decodeTftp(bytes);
        if (packet.op === 'RRQ' || packet.op === 'WRQ') requests++;
        else malformed++;
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
        malformed++;
      }
      client.raw(bytes);
      // A second per hundred datagrams, and time for the socket to be read.
      if (i % 100 === 99) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        ms += 1000;
      }
    }
    expect(malformed).toBeGreaterThan(1500);
    await (await bench.client()).download('x').catch(() => {});
    const logged = bench.events.filter(({ type }) => type === 'packet.malformed');
    expect(logged.length).toBeGreaterThanOrEqual(10);
    expect(logged.length).toBeLessThanOrEqual(21 * 10);
    expect(logged[0]).toMatchObject({
      from: '127.0.0.1',
      what: expect.any(String),
      offset: expect.any(Number),
    });
    expect(bench.events.every(({ type }) => type === 'packet.malformed' || type === 'tftp.failed')).toBe(
      true,
    );
    expect(client.pending.length).toBeLessThanOrEqual(requests);
    expect(client.pending.every(({ packet }) => packet.op === 'ERROR')).toBe(true);
  });
});
