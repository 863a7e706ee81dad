/** The HTTP boot server with the clients installers are made of: curl, wget and busybox, over loopback. */
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openFile } from '../../main/net/file-source.ts';
import { temporaryFolder } from '../engine/temporary.ts';
import type { RunningHttp } from '../services/running-http.ts';
import { contentAt, runHttp } from '../services/running-http.ts';
import type { Ran } from './processes.ts';
import { runProcess } from './processes.ts';
import { describeLab } from './requirements.ts';

const SIZE = 40 * 1024 * 1024 + 123;
/** A file of 5 GiB with these words behind the first 4. */
const WORDS = 'beyond 32 bits';
const WORDS_AT = 4 * 1024 ** 3 + 777;

interface Bench {
  readonly http: RunningHttp;
  readonly folder: string;
  readonly content: Buffer;
  /** A path in the folder. */
  readonly target: (name: string) => string;
}

async function bench(): Promise<Bench> {
  const folder = temporaryFolder();
  const content = contentAt(0, SIZE);
  const file = join(folder, 'initrd.gz');
  writeFileSync(file, content);
  const big = join(folder, 'big.iso');
  writeFileSync(big, '');
  truncateSync(big, 5 * 1024 ** 3);
  writeFileSync(big, WORDS, { flag: 'r+' });
  const http = await runHttp({
    '/i/debian/initrd.gz': async () => ({ kind: 'file', file: await openFile(file) }),
    '/i/big.iso': async () => ({ kind: 'file', file: await openFile(big, { ranges: bigRanges }) }),
    '/other': ({ file: made }) => made(1000),
  });
  return { http, folder, content, target: (name) => join(folder, name) };
}

/** Its first bytes come last, so that the words lie behind 4 GiB without a write there. */
const bigRanges = [
  { offset: WORDS.length, length: WORDS_AT },
  { offset: 0, length: WORDS.length },
];

async function succeed(command: readonly string[]): Promise<Ran> {
  const ran = await runProcess(command);
  expect([ran.code, ran.stderr]).toEqual([0, ran.stderr]);
  return ran;
}

/** GET, and FIN behind the headers; what still comes is read. Returns how much that was. */
async function closeBehindHeaders({ url }: RunningHttp, userAgent: string): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.write(`GET /i/debian/initrd.gz HTTP/1.1\r\nHost: lab\r\nUser-Agent: ${userAgent}\r\n\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) {
    chunks.push(chunk as Buffer);
    if (!socket.writableEnded) {
      socket.end();
      // The server hears of it before the client has taken more than it held already.
      await sleep(200);
    }
  }
  const all = Buffer.concat(chunks);
  return all.length - (all.indexOf('\r\n\r\n') + 4);
}

describeLab('curl', ['curl'], () => {
  it('downloads, by HTTP/1.1 and 1.0, over one connection', async () => {
    const { http, content, target } = await bench();
    const url = `${http.url}/i/debian/initrd.gz`;
    for (const version of ['--http1.1', '--http1.0']) {
      await succeed(['curl', '-sf', version, '-o', target('out'), url]);
      expect(readFileSync(target('out')).equals(content)).toBe(true);
    }
    const outputs = ['-o', target('a'), '-o', target('b'), '-o', target('c')];
    const { stdout } = await succeed([
      'curl',
      '-sf',
      '-w',
      '%{num_connects}',
      ...outputs,
      url,
      `${http.url}/other`,
      url,
    ]);
    expect(stdout).toBe('100');
    expect(readFileSync(target('c')).equals(content)).toBe(true);
    await http.settled();
    expect(http.open()).toBe(0);
  });

  it('gets ranges, and resumes what was cut', async () => {
    const { http, content, target } = await bench();
    const url = `${http.url}/i/debian/initrd.gz`;
    for (const [range, start, end] of [
      ['0-0', 0, 1],
      ['1000-1048575', 1000, 1048576],
      [`${SIZE - 5}-`, SIZE - 5, SIZE],
      ['-77', SIZE - 77, SIZE],
    ] as const) {
      await succeed(['curl', '-sf', '-r', range, '-o', target('part'), url]);
      expect(readFileSync(target('part')).equals(content.subarray(start, end))).toBe(true);
    }
    writeFileSync(target('cut'), content.subarray(0, 12_345_678));
    await succeed(['curl', '-sf', '-C', '-', '-o', target('cut'), url]);
    expect(readFileSync(target('cut')).equals(content)).toBe(true);
    const beyond = await runProcess(['curl', '-sf', '-r', `${SIZE}-`, url]);
    expect(beyond.code).toBe(22);
    await http.settled();
    expect(http.served().map(({ status }) => status)).toEqual([206, 206, 206, 206, 206, 416]);
  });

  it('reads behind 4 GiB', async () => {
    const { http } = await bench();
    const range = `${WORDS_AT}-${WORDS_AT + WORDS.length - 1}`;
    const { stdout } = await succeed(['curl', '-sf', '-r', range, `${http.url}/i/big.iso`]);
    expect(stdout).toBe(WORDS);
    const head = await succeed(['curl', '-sfI', `${http.url}/i/big.iso`]);
    expect(head.stdout).toMatch(new RegExp(`^content-length: ${WORDS_AT + WORDS.length}\r$`, 'im'));
    expect(head.stdout).toMatch(/^content-type: application\/vnd.efi-iso\r$/im);
  });

  it('asks for headers only, asks whether it has the newest, and is told what is missing', async () => {
    const { http, target } = await bench();
    const url = `${http.url}/i/debian/initrd.gz`;
    const head = await succeed(['curl', '-sfI', url]);
    expect(head.stdout).toMatch(/^HTTP\/1\.1 200 OK\r$/m);
    expect(head.stdout).toMatch(new RegExp(`^content-length: ${SIZE}\r$`, 'im'));
    expect(head.stdout).toMatch(/^accept-ranges: bytes\r$/im);
    await succeed(['curl', '-sf', '-R', '-o', target('kept'), '--etag-save', target('tag'), url]);
    const known = ['-sf', '-o', '/dev/null', '-w', '%{http_code}'];
    expect((await succeed(['curl', ...known, '--etag-compare', target('tag'), url])).stdout).toBe('304');
    expect((await succeed(['curl', ...known, '-z', target('kept'), url])).stdout).toBe('304');
    const missing = await runProcess(['curl', '-s', '-w', ' %{http_code}', `${http.url}/i/debian/nothing`]);
    expect(missing.stdout).toMatch(/^Not found: .*\n 404$/);
    const escape = await runProcess([
      'curl',
      '-s',
      '--path-as-is',
      '-w',
      ' %{http_code}',
      `${http.url}/../../etc/passwd`,
    ]);
    expect(escape.stdout).toMatch(/ 404$/);
    const post = await runProcess(['curl', '-s', '-d', 'x=1', '-w', ' %{http_code}', url]);
    expect(post.stdout).toMatch(/ 405$/);
  });

  it('goes away after the first bytes, again and again, as mboot does for a size', async () => {
    const { http } = await bench();
    const url = `${http.url}/i/big.iso`;
    for (let i = 0; i < 10; i++) await succeed(['sh', '-c', `curl -s "${url}" | head -c 100 >/dev/null`]);
    await http.settled();
    expect(http.served().map(({ status, aborted }) => [status, aborted])).toEqual(
      Array(10).fill([200, true]),
    );
    expect(http.events.filter(({ type }) => type === 'http.failed')).toEqual([]);
    expect(http.open()).toBe(0);
  });

  it('closes its side as iPXE 2 does for a size, and gets no more; whoever else does gets everything', async () => {
    const { http } = await bench();
    const ipxe = await closeBehindHeaders(http, 'iPXE/2.0.0+');
    expect(ipxe).toBeLessThan(SIZE / 2);
    expect(await closeBehindHeaders(http, 'nc')).toBe(SIZE);
    await http.settled();
    expect(http.served().map(({ status, aborted }) => [status, aborted])).toEqual([
      [200, true],
      [200, undefined],
    ]);
    expect(http.events.filter(({ type }) => type === 'http.failed')).toEqual([]);
  });

  it('comes as twelve at once', async () => {
    const { http, content, target } = await bench();
    const names = Array.from({ length: 12 }, (_, i) => target(`at-once-${i}`));
    const url = `${http.url}/i/debian/initrd.gz`;
    await Promise.all(names.map((name) => succeed(['curl', '-sf', '-o', name, url])));
    for (const name of names) expect(readFileSync(name).equals(content)).toBe(true);
  });
});

describeLab('wget', ['wget'], () => {
  it('downloads and resumes', async () => {
    const { http, content, target } = await bench();
    const url = `${http.url}/i/debian/initrd.gz`;
    await succeed(['wget', '-q', '-O', target('out'), url]);
    expect(readFileSync(target('out')).equals(content)).toBe(true);
    writeFileSync(target('cut'), content.subarray(0, 5_000_001));
    await succeed(['wget', '-q', '-c', '-O', target('cut'), url]);
    expect(readFileSync(target('cut')).equals(content)).toBe(true);
    await http.settled();
    expect(http.served().map(({ status }) => status)).toEqual([200, 206]);
    expect((await runProcess(['wget', '-q', '-O', target('none'), `${http.url}/none`])).code).toBe(8);
    expect(statSync(target('none')).size).toBe(0);
  });
});

describeLab('busybox wget', ['busybox'], () => {
  it('downloads and resumes', async () => {
    const { http, content, target } = await bench();
    const url = `${http.url}/i/debian/initrd.gz`;
    await succeed(['busybox', 'wget', '-q', '-O', target('out'), url]);
    expect(readFileSync(target('out')).equals(content)).toBe(true);
    writeFileSync(target('cut'), content.subarray(0, 5_000_001));
    await succeed(['busybox', 'wget', '-q', '-c', '-O', target('cut'), url]);
    expect(readFileSync(target('cut')).equals(content)).toBe(true);
  });
});
