import { Agent, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, RequestOptions } from 'node:http';
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFile } from '../../main/net/file-source.ts';
import { createHttpService } from '../../main/services/http.ts';
import { AppError } from '../../shared/model/error.ts';
import { temporaryFolder } from '../engine/temporary.ts';
import { LOOPBACK } from '../ports-double.ts';
import type { RunningHttp } from './running-http.ts';
import {
  MAC,
  contentAt,
  converse,
  dial,
  eventually,
  parseAnswers,
  readToEnd,
  runHttp,
} from './running-http.ts';

const MIB = 1024 * 1024;

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request with Node's own client; the connection is not kept unless an agent says so. */
function get(http: Pick<RunningHttp, 'port'>, path: string, options: RequestOptions = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: LOOPBACK, port: http.port, path, agent: false, ...options },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end();
  });
}

describe('a file', () => {
  it('comes whole, with everything firmware wants to know about it', async () => {
    const http = await runHttp({ '/fw/snponly.efi': ({ file }) => file(3 * MIB + 17) });
    const { status, headers, body } = await get(http, '/fw/snponly.efi');
    expect(status).toBe(200);
    expect(body.equals(contentAt(0, 3 * MIB + 17))).toBe(true);
    expect(headers).toMatchObject({
      'content-length': String(3 * MIB + 17),
      'content-type': 'application/efi',
      'accept-ranges': 'bytes',
      etag: `"v${3 * MIB + 17}"`,
      'last-modified': 'Thu, 29 Feb 2024 12:00:00 GMT',
    });
    expect(headers).not.toHaveProperty('transfer-encoding');
    await http.settled();
    expect(http.requests).toEqual([{ via: 'http', path: '/fw/snponly.efi', from: LOOPBACK, head: false }]);
    expect(http.events).toEqual([
      {
        type: 'http.served',
        mac: MAC,
        from: LOOPBACK,
        method: 'GET',
        path: '/fw/snponly.efi',
        status: 200,
        bytes: 3 * MIB + 17,
        ms: expect.any(Number),
      },
    ]);
  });

  it.each([0, 1, 64 * 1024, 64 * 1024 + 1, 512 * 1024, 1024 * 1024 + 1])(
    'of %d bytes is exact',
    async (size) => {
      const http = await runHttp({ '/f': ({ file }) => file(size) });
      const { headers, body } = await get(http, '/f');
      expect(headers['content-length']).toBe(String(size));
      expect(body.equals(contentAt(0, size))).toBe(true);
      await http.settled();
    },
  );

  it('says its own type, and that text for one machine is not to be kept', async () => {
    const http = await runHttp({
      '/f': ({ file }) => file(5, { contentType: 'text/x-odd', generated: true }),
    });
    const { headers } = await get(http, '/f');
    expect(headers).toMatchObject({ 'content-type': 'text/x-odd', 'cache-control': 'no-store' });
  });

  it('comes in parts', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(2 * MIB) });
    const part = (range: string): Promise<Got> => get(http, '/f', { headers: { Range: range } });
    const middle = await part('bytes=1000000-1999999');
    expect([middle.status, middle.headers['content-range']]).toEqual([
      206,
      `bytes 1000000-1999999/${2 * MIB}`,
    ]);
    expect(middle.body.equals(contentAt(1_000_000, 1_000_000))).toBe(true);
    const tail = await part('bytes=-10');
    expect(tail.body.equals(contentAt(2 * MIB - 10, 10))).toBe(true);
    const rest = await part(`bytes=${2 * MIB - 3}-`);
    expect(rest.body.equals(contentAt(2 * MIB - 3, 3))).toBe(true);
    const several = await part('bytes=0-1,4-5');
    expect([several.status, several.body.length]).toEqual([200, 2 * MIB]);
    await http.settled();
    expect(http.served().map(({ status, bytes, range }) => [status, bytes, range])).toEqual([
      [206, 1_000_000, 'bytes=1000000-1999999'],
      [206, 10, 'bytes=-10'],
      [206, 3, `bytes=${2 * MIB - 3}-`],
      [200, 2 * MIB, 'bytes=0-1,4-5'],
    ]);
  });

  it('of more than 4 GiB is read at the right place', async () => {
    const path = join(temporaryFolder(), 'sparse.iso');
    const offset = 4 * 1024 * MIB + 12_345;
    const fd = openSync(path, 'w');
    ftruncateSync(fd, 5 * 1024 * MIB);
    writeSync(fd, 'beyond 32 bits', offset);
    closeSync(fd);
    const http = await runHttp({ '/i/big.iso': async () => ({ kind: 'file', file: await openFile(path) }) });
    const range = `bytes=${offset}-${offset + 13}`;
    const { status, headers, body } = await get(http, '/i/big.iso', { headers: { Range: range } });
    expect([status, body.toString()]).toEqual([206, 'beyond 32 bits']);
    expect(headers['content-range']).toBe(`bytes ${offset}-${offset + 13}/${5 * 1024 * MIB}`);
    const head = await get(http, '/i/big.iso', { method: 'HEAD' });
    expect(head.headers['content-length']).toBe(String(5 * 1024 * MIB));
  });

  it('is refused with 416 to a loader that counts in 32 bits, which is logged and moves no machine', async () => {
    const http = await runHttp({ '/i/x.iso': ({ file }) => file(3 * MIB) });
    const range = 'bytes=-1540874240--1540873729';
    const { status, headers } = await get(http, '/i/x.iso', { headers: { Range: range } });
    expect([status, headers['content-range']]).toEqual([416, `bytes */${3 * MIB}`]);
    await http.settled();
    expect(http.requests[0]).toMatchObject({ head: true });
    expect(http.events).toMatchObject([
      { type: 'packet.malformed', what: expect.stringContaining(range) as string, from: LOOPBACK },
      { type: 'http.served', status: 416, range },
    ]);
  });

  it('counts as fetched by who is sent the whole of it, whatever range it names', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(MIB) });
    // The second is cut in events, behind its last digit.
    for (const headers of [
      { 'If-Range': '"v1"', Range: 'bytes=-1--2' },
      { Range: `bytes=${'5'.repeat(191)}--6x` },
    ]) {
      const { status, body } = await get(http, '/f', { headers });
      expect([status, body.length]).toEqual([200, MIB]);
      expect(http.requests.at(-1)).toMatchObject({ head: false });
    }
    await http.settled();
  });

  it('is not sent again to who has it', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(MIB) });
    const { status, headers, body } = await get(http, '/f', { headers: { 'If-None-Match': `"v${MIB}"` } });
    expect([status, body.length, headers['etag']]).toEqual([304, 0, `"v${MIB}"`]);
    const changed = await get(http, '/f', { headers: { 'If-Match': '"v1"' } });
    expect(changed.status).toBe(412);
    const resumed = await get(http, '/f', { headers: { 'If-Range': '"v1"', Range: 'bytes=10-' } });
    expect([resumed.status, resumed.body.length]).toEqual([200, MIB]);
    await http.settled();
    expect(http.bytesRead()).toBe(MIB);
  });
});

describe('everything else', () => {
  const unreadable = new AppError('FILE_CHANGED', 'The image changed.', 'Drop it again.');
  const files = {
    '/f': ({ file }: Pick<RunningHttp, 'file'>) => file(1000),
    '/empty': ({ file }: Pick<RunningHttp, 'file'>) => file(0),
    '/refused': () => ({ kind: 'refused' as const, why: 'not armed', mac: MAC }),
    '/unreadable': () => Promise.reject(unreadable),
    '/bug': () => Promise.reject(new TypeError('x is not a function')),
  };

  it.each<[string, string, number]>([
    ['GET', '/nothing', 404],
    ['GET', '/refused', 403],
    ['GET', '/unreadable', 503],
    ['GET', '/bug', 500],
    ['POST', '/f', 405],
    ['DELETE', '/nothing', 405],
    ['OPTIONS', '*', 400],
    ['GET', '/%zz', 400],
    ['GET', '/%00', 400],
    ['GET', `/${'a'.repeat(5000)}`, 414],
  ])('%s %.20s is %d, with a short text of known length', async (method, path, status) => {
    const http = await runHttp(files);
    const got = await get(http, path, { method });
    expect(got.status).toBe(status);
    expect(got.headers['content-length']).toBe(String(got.body.length));
    expect(got.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(got.body.length).toBeGreaterThan(5);
    expect(got.body.length).toBeLessThan(500);
    if (status === 405) expect(got.headers['allow']).toBe('GET, HEAD');
  });

  it('answers HEAD with the header a GET gets', async () => {
    const http = await runHttp(files);
    for (const path of ['/f', '/empty', '/nothing', '/refused', '/unreadable', '/bug', '/%zz']) {
      const [head, whole] = [await get(http, path, { method: 'HEAD' }), await get(http, path)];
      expect(head.status).toBe(whole.status);
      expect(head.body.length).toBe(0);
      const { date: _head, ...headHeaders } = head.headers;
      const { date: _whole, ...wholeHeaders } = whole.headers;
      expect(headHeaders).toEqual(wholeHeaders);
      expect(wholeHeaders['content-length']).toBe(String(whole.body.length));
    }
    expect(http.requests.filter(({ path }) => path === '/f').map(({ head }) => head)).toEqual([true, false]);
    await http.settled();
    expect(http.bytesRead()).toBe(1000);
  });

  it('tells what could not be read as a failure, and nothing else', async () => {
    const http = await runHttp(files);
    const { body } = await get(http, '/unreadable');
    expect(body.toString()).toBe('The image changed. Drop it again.\n');
    for (const path of ['/bug', '/nothing', '/refused', '/%zz']) await get(http, path);
    const failure = { type: 'http.failed', from: LOOPBACK, method: 'GET' };
    expect(http.events).toMatchObject([
      { ...failure, path: '/unreadable', status: 503, code: 'FILE_CHANGED', message: 'The image changed.' },
      { ...failure, path: '/bug', status: 500, code: 'INTERNAL', message: 'x is not a function' },
      { type: 'http.served', path: '/nothing', status: 404 },
      { type: 'http.served', path: '/refused', status: 403, mac: MAC },
      { type: 'http.served', path: '/%zz', status: 400 },
    ]);
  });

  it('gives the resolver nothing but clean paths', async () => {
    const http = await runHttp({});
    for (const path of ['/../../etc/passwd', '/%2e%2e/x', '/i\\..\\..\\y', '/a//b', '/%252e'])
      await get(http, path);
    expect(http.requests.map(({ path }) => path)).toEqual(['/etc/passwd', '/x', '/y', '/a/b', '/%2e']);
  });

  it('answers routes before files, the longest first', async () => {
    const seen: unknown[] = [];
    const http = await runHttp(files, {
      routes: {
        '/home/': async (request) => {
          seen.push(request);
          return { status: 200, contentType: 'text/plain', body: 'grüß', mac: MAC };
        },
        '/home/broken/': () => Promise.reject(new Error('oops')),
      },
    });
    const home = await get(http, '/home/52-54?stage=installed', { method: 'POST' });
    expect([home.status, home.body.toString(), home.headers['content-length']]).toEqual([200, 'grüß', '6']);
    expect(home.headers['cache-control']).toBe('no-store');
    expect(seen).toEqual([{ path: '/home/52-54', query: 'stage=installed', from: LOOPBACK, method: 'POST' }]);
    const head = await get(http, '/home/x', { method: 'HEAD' });
    expect([head.headers['content-length'], head.body.length]).toEqual(['6', 0]);
    expect((await get(http, '/home/broken/x')).status).toBe(500);
    expect(http.requests).toEqual([]);
    expect(http.served()[0]).toMatchObject({ path: '/home/…', mac: MAC, bytes: 6, method: 'POST' });
  });

  it('gives answers to POST where an installer asks in that way, and hands on what says which machine it is', async () => {
    const token = '525400aabbccfd4aad5f8ff9cd3970db';
    const path = `/m/52-54-00-aa-bb-cc/${token}/answer.toml`;
    const http = await runHttp({ [path]: ({ file }) => file(5), '/ks.cfg': ({ file }) => file(3) });
    const posted = await fetch(`${http.url}${path}`, { method: 'POST', body: '{"dmi":{}}' });
    expect([posted.status, (await posted.arrayBuffer()).byteLength]).toEqual([200, 5]);
    const headers = { 'X-RHN-Provisioning-MAC-0': 'eth0 52:54:00:AA:BB:CC', 'X-System-Serial-Number': 'S1' };
    await (await fetch(`${http.url}/ks.cfg?a=b`, { headers: { ...headers, Cookie: 'c' } })).arrayBuffer();
    await http.settled();
    expect(http.requests).toEqual([
      { via: 'http', path, from: LOOPBACK, head: false },
      {
        ...{ via: 'http', path: '/ks.cfg', query: 'a=b', from: LOOPBACK, head: false },
        headers: {
          'x-rhn-provisioning-mac-0': 'eth0 52:54:00:AA:BB:CC',
          'x-system-serial-number': 'S1',
        },
      },
    ]);
    expect(http.served().map((event) => event.path)).toEqual([
      '/m/52-54-00-aa-bb-cc/…/answer.toml',
      '/ks.cfg',
    ]);
    expect(JSON.stringify([http.events, http.transfers])).not.toContain(token);
  });

  it('hands small bodies to routes, and refuses others', async () => {
    const bodies: (string | undefined)[] = [];
    const http = await runHttp(files, {
      routes: {
        '/home/': async ({ body }) => {
          bodies.push(body);
          return { status: 200, contentType: 'text/plain', body: '' };
        },
      },
    });
    const post = async (body: string): Promise<number> =>
      (await fetch(`${http.url}/home/x`, { method: 'POST', body })).status;
    expect(await post('stage=installed')).toBe(200);
    expect(await post('ü'.repeat(32 * 1024))).toBe(200);
    expect(await post('x'.repeat(64 * 1024 + 1))).toBe(413);
    // Without a length.
    const head =
      'POST /home/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunk = `8000\r\n${'y'.repeat(0x8000)}\r\n`;
    const [small] = parseAnswers(await converse(http.port, `${head}6\r\nstage=\r\n0\r\n\r\n`));
    const [large] = parseAnswers(await converse(http.port, `${head}${chunk.repeat(3)}0\r\n\r\n`));
    expect([small?.status, large?.status]).toEqual([200, 413]);
    expect(bodies).toEqual(['stage=installed', 'ü'.repeat(32 * 1024), 'stage=']);
  });
});

describe('a file that cannot be read to its end', () => {
  it('is 503 while nothing was sent', async () => {
    const http = await runHttp({
      '/f': ({ file }) =>
        file(MIB, { read: () => Promise.reject(new AppError('FILE_UNREADABLE', 'No.', 'Look.')) }),
    });
    expect((await get(http, '/f')).status).toBe(503);
    await http.settled();
    expect(http.events).toMatchObject([
      { type: 'http.failed', status: 503, code: 'FILE_UNREADABLE', mac: MAC },
    ]);
  });

  it.each(['rejects', 'ends early'])('is cut when the source %s, never filled up', async (how) => {
    const http = await runHttp({
      '/f': ({ file }) =>
        file(4 * MIB, {
          async read(target, position) {
            if (position < MIB) return target.length;
            if (how === 'rejects') throw new AppError('FILE_CHANGED', 'It changed.', 'Drop it again.');
            return 0;
          },
        }),
    });
    await expect(get(http, '/f')).rejects.toThrow();
    await http.settled();
    expect(http.events).toMatchObject([
      { type: 'http.failed', status: 200, code: 'FILE_CHANGED', path: '/f' },
    ]);
    expect(http.transfers.at(-1)).toMatchObject({ done: true });
    expect(http.open()).toBe(0);
  });
});

describe('connections', () => {
  it('are kept and used again', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(100_000) });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ports = new Set<number | undefined>();
    agent.on('free', (socket: { localPort?: number }) => ports.add(socket.localPort));
    for (const path of ['/f', '/nothing', '/f']) await get(http, path, { agent });
    await get(http, '/f', { agent, headers: { Range: 'bytes=5-6' } });
    expect(ports.size).toBe(1);
  });

  it('may have several requests on their way at once', async () => {
    const http = await runHttp({ '/big': ({ file }) => file(3 * MIB), '/f': ({ file }) => file(100) });
    const requests = ['GET /big', 'HEAD /big', 'GET /f', 'GET /nothing', 'GET /big'];
    const text = requests.map((line) => `${line} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
    const bytes = await converse(http.port, `${text}GET /f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const answers = parseAnswers(bytes, (index) => index === 1);
    expect(answers.map(({ status, body }) => [status, body.length])).toEqual([
      [200, 3 * MIB],
      [200, 0],
      [200, 100],
      [404, expect.any(Number)],
      [200, 3 * MIB],
      [200, 100],
    ]);
    expect(answers[4]?.body.equals(contentAt(0, 3 * MIB))).toBe(true);
    await http.settled();
  });

  it('of HTTP/1.0 end with the answer unless asked to stay, Host or not', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(100_000) });
    const [answer] = parseAnswers(await converse(http.port, 'GET /f HTTP/1.0\r\n\r\n'));
    expect(answer?.headers.get('connection')).toBe('close');
    expect(answer?.body.equals(contentAt(0, 100_000))).toBe(true);
    const kept = 'HEAD /f HTTP/1.0\r\nConnection: keep-alive\r\n\r\nHEAD /f HTTP/1.0\r\n\r\n';
    expect(parseAnswers(await converse(http.port, kept), () => true)).toHaveLength(2);
    expect(
      parseAnswers(await converse(http.port, 'GET /f HTTP/1.1\r\nConnection: close\r\n\r\n'))[0]?.status,
    ).toBe(200);
  });

  it('get their whole answer when the client closes its sending side', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(8 * MIB) });
    const socket = await dial(http.port);
    socket.end('GET /f HTTP/1.1\r\nHost: x\r\n\r\n');
    const [answer] = parseAnswers(await readToEnd(socket));
    expect(answer?.body.equals(contentAt(0, 8 * MIB))).toBe(true);
    await http.settled();
    expect(http.served()).toMatchObject([{ status: 200, bytes: 8 * MIB }]);
    expect(http.served()[0]).not.toHaveProperty('aborted');
  });

  it('may be read slowly: the server holds two buffers and waits', async () => {
    const size = 64 * MIB;
    const http = await runHttp({ '/f': ({ file }) => file(size) });
    const socket = await dial(http.port);
    socket.pause();
    socket.write('GET /f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    let before = -1;
    while (before !== http.bytesRead() || before === 0) {
      before = http.bytesRead();
      await sleep(100);
    }
    // What is neither sent nor in our two buffers lies in the kernel's.
    expect(http.bytesRead()).toBeLessThan(size);
    expect(http.open()).toBe(1);
    const [answer] = parseAnswers(await readToEnd(socket.resume()));
    expect(answer?.body.equals(contentAt(0, size))).toBe(true);
    await http.settled();
    expect(http.bytesRead()).toBe(size);
  });

  it('are turned away when one client has too many, and welcome again later', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(10) }, { limits: { connectionsPerClient: 2 } });
    const held = [await dial(http.port), await dial(http.port)];
    const turned = await get(http, '/f');
    expect([turned.status, turned.headers['connection'], turned.headers['retry-after']]).toEqual([
      503,
      'close',
      '5',
    ]);
    for (const socket of held) {
      socket.destroy();
      await once(socket, 'close');
    }
    let status = 0;
    while (status !== 200) ({ status } = await get(http, '/f'));
  });

  it.each([
    ['garbage', 'hello\r\n\r\n', 400],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['an endless header', `GET / HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    ['a proxy’s request', 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n', 405],
  ])('with %s are answered %#, closed and logged', async (name, text, status) => {
    const http = await runHttp({});
    const [answer] = parseAnswers(await converse(http.port, text));
    expect(answer?.status).toBe(status);
    expect(answer?.headers.get('connection')).toBe('close');
    expect(answer?.body.length).toBe(Number(answer?.headers.get('content-length')));
    if (name === 'a proxy’s request') return;
    expect(http.events).toMatchObject([
      { type: 'packet.malformed', from: LOOPBACK, bytes: expect.any(String) as string },
    ]);
  });

  it('with garbage behind a request that is being answered get no second answer into the body', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(32 * MIB) });
    const bytes = await converse(http.port, 'GET /f HTTP/1.1\r\nHost: x\r\n\r\nhello\r\n\r\n');
    expect(bytes.toString('latin1')).not.toContain('400');
    await http.settled();
    expect(http.open()).toBe(0);
  });

  it('whose request never comes to its end are told so', async () => {
    const http = await runHttp({}, { limits: { headersMs: 50 } });
    const [answer] = parseAnswers(await converse(http.port, 'GET / HTTP/1.1\r\nX-'));
    expect(answer?.status).toBe(408);
  });
});

describe('a client that goes away', () => {
  it('in the middle of a file is nothing special', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(256 * MIB) });
    for (let i = 0; i < 20; i++) {
      const socket = await dial(http.port);
      socket.write('GET /f HTTP/1.1\r\nHost: x\r\n\r\n');
      await once(socket, 'data');
      if (i % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
    }
    await eventually(() => http.events.length === 20);
    await http.settled();
    for (const event of http.events) {
      expect(event).toMatchObject({ type: 'http.served', status: 200, aborted: true, mac: MAC });
    }
    for (const { bytes } of http.served()) expect(bytes).toBeLessThan(256 * MIB);
    expect(http.transfers.filter(({ done }) => done)).toHaveLength(20);
    expect((await get(http, '/f', { headers: { Range: 'bytes=0-9' } })).body.equals(contentAt(0, 10))).toBe(
      true,
    );
  });

  it('before the file is open, or while it is read, leaves no handle behind', async () => {
    const opening = Promise.withResolvers<void>();
    const reading = Promise.withResolvers<void>();
    const begun: string[] = [];
    const http = await runHttp({
      '/opening': async ({ file }) => {
        begun.push('/opening');
        await opening.promise;
        return file(MIB);
      },
      '/reading': ({ file }) =>
        file(MIB, {
          async read(target) {
            begun.push('/reading');
            await reading.promise;
            return target.length;
          },
        }),
    });
    for (const [path, gate] of [
      ['/opening', opening],
      ['/reading', reading],
    ] as const) {
      const socket = await dial(http.port);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await eventually(() => begun.includes(path));
      socket.resetAndDestroy();
      await sleep(20);
      // A handle closed under a read could be another file's by the time the read comes to it.
      expect(http.open()).toBe(path === '/reading' ? 1 : 0);
      gate.resolve();
    }
    await eventually(() => http.events.length === 2);
    await http.settled();
    expect(http.served().map(({ path, bytes, aborted }) => [path, bytes, aborted])).toEqual([
      ['/opening', 0, true],
      ['/reading', 0, true],
    ]);
  });

  it('with requests still waiting for their turn takes all of them along', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(256 * MIB), '/small': ({ file }) => file(10) });
    const socket = await dial(http.port);
    const paths = ['/f', '/small', '/f', '/nothing', '/small'];
    socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
    await eventually(() => http.requests.length === paths.length);
    socket.destroy();
    await http.settled();
    expect(http.events).toHaveLength(paths.length);
    expect(http.served().every(({ aborted }) => aborted === true)).toBe(true);
  });
});

describe('progress', () => {
  it('is told at most five times a second, and at the end', async () => {
    let clock = 0;
    const http = await runHttp({ '/f': ({ file }) => file(26 * MIB) }, { now: () => (clock += 40) });
    await get(http, '/f', { headers: { Range: `bytes=${2 * MIB}-` } });
    await http.settled();
    const { transfers } = http;
    expect(transfers.at(-1)).toEqual({
      ...{ via: 'http', path: '/f', from: LOOPBACK, mac: MAC },
      ...{ bytes: 24 * MIB, start: 2 * MIB, totalBytes: 26 * MIB, done: true },
    });
    expect(transfers.filter(({ done }) => done)).toHaveLength(1);
    // Every look at the clock is 40 ms later; 24 buffers.
    expect(transfers.length).toBeGreaterThan(1);
    expect(transfers.length).toBeLessThanOrEqual(1 + Math.ceil(clock / 200));
    const bytes = transfers.map((transfer) => transfer.bytes);
    expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
  });

  it('is not told of answers without a body', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(10) });
    await get(http, '/f', { method: 'HEAD' });
    await get(http, '/nothing');
    await get(http, '/f', { headers: { 'If-None-Match': '*' } });
    expect(http.transfers).toEqual([]);
  });
});

describe('the service', () => {
  it('stops with downloads under way and idle connections, and can start again', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(256 * MIB) });
    const idle = await dial(http.port);
    const busy = await dial(http.port);
    busy.write('GET /f HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(busy, 'data');
    await Promise.all([http.service.stop(), http.service.stop()]);
    await http.service.stop();
    expect(http.open()).toBe(0);
    expect(http.served()).toMatchObject([{ aborted: true }]);
    await Promise.all([readToEnd(idle), readToEnd(busy)]);
    await expect(dial(http.port)).rejects.toThrow('ECONNREFUSED');
    await http.service.start();
  });

  it('goes on when a connection cannot be accepted', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(10) });
    http.server().emit('error', new Error('accept EMFILE'));
    expect(http.events).toEqual([{ type: 'service.limited', service: 'http', why: 'accept EMFILE' }]);
    expect((await get(http, '/f')).status).toBe(200);
  });

  it('that gets no port says why and leaves nothing open', async () => {
    const taken = new AppError('PORT_IN_USE', 'TCP port 80 is taken by nginx.', 'Stop nginx.');
    const service = createHttpService({
      ports: { address: LOOPBACK, listen: () => Promise.reject(taken) },
      port: 80,
      openBootFile: async () => ({ kind: 'missing', why: '' }),
      append: () => {},
      onTransfer: () => {},
      now: () => 0,
    });
    await expect(service.start()).rejects.toBe(taken);
    await service.stop();
  });

  it('survives whatever bytes come, and answers nothing but HTTP with a known length', async () => {
    const http = await runHttp({ '/f': ({ file }) => file(3000) });
    const token = fc.constantFrom(
      ...[
        'GET',
        'HEAD',
        'POST',
        'PRI',
        ' ',
        '/f',
        '/',
        '/%2e%2e/f',
        '*',
        ' HTTP/1.1',
        ' HTTP/1.0',
        ' HTTP/9.9',
        '\r\n',
      ],
      ...[
        'Range: bytes=',
        '0-9',
        '-5',
        '-1-',
        ',',
        'Host: x',
        'Content-Length: 3',
        'Connection: close',
        'If-Range: "v3000"',
      ],
      ...['Transfer-Encoding: chunked', 'Expect: 100-continue', 'Upgrade: h2c', '\0', '\xff', ':', 'abc'],
    );
    const bytes = fc.oneof(
      fc.array(token, { maxLength: 20 }).map((parts) => parts.join('')),
      fc.array(token, { maxLength: 12 }).map((parts) => `GET /f HTTP/1.1\r\n${parts.join('\r\n')}\r\n\r\n`),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (text) => {
        const socket = await dial(http.port);
        socket.end(`${text}\r\n\r\n`, 'latin1');
        // HEAD and 304 have no body: only what follows the first answer's header is checked there.
        const answer = await readToEnd(socket);
        if (answer.length === 0) return;
        const heads = answer.toString('latin1').split(/(?=HTTP\/1\.1 \d{3} )/);
        for (const head of heads) {
          expect(head).toMatch(/^HTTP\/1\.1 \d{3} /);
          if (!/^HTTP\/1\.1 (100|304) /.test(head)) expect(head).toMatch(/\r\ncontent-length: \d+\r\n/i);
          expect(head).not.toMatch(/\r\ntransfer-encoding:/i);
        }
      }),
      { numRuns: 300 },
    );
    expect((await get(http, '/f')).body.equals(contentAt(0, 3000))).toBe(true);
    await http.settled();
    expect(http.events.filter(({ type }) => type === 'http.failed')).toEqual([]);
  });
});
