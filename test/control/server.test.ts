import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startConsole } from '../../main/control/server.ts';
import { AppError } from '../../shared/model/error.ts';
import { ApiDouble } from './api-double.ts';
import { handshake, rawRequest } from './raw-client.ts';
import { FrameClient, builtPage, runningConsole } from './running-console.ts';

describe('a WebSocket to the console', () => {
  it('opens for the page of our own origin with the token as subprotocol', async () => {
    const { console, token, origin } = await runningConsole();
    const host = `127.0.0.1:${console.port}`;
    const lines = handshake({
      Host: host,
      Origin: origin,
      'Sec-WebSocket-Protocol': `rackboot.v1, token.${token}`,
    });
    const answer = await rawRequest(console.port, lines);
    expect(answer.status).toBe(101);
    expect(answer.head).toMatch(/^sec-websocket-protocol: rackboot\.v1$/im);
    expect(answer.head).not.toContain(token);
  });

  it('opens for the command line: no Origin, the token in Authorization', async () => {
    const { console, token } = await runningConsole();
    const lines = handshake({ Host: `localhost:${console.port}`, Authorization: `Bearer ${token}` });
    expect((await rawRequest(console.port, lines)).status).toBe(101);
  });

  it.each([
    ['without a token', { Authorization: undefined }],
    ['with an empty token', { Authorization: 'Bearer ' }],
    ['with a wrong token', { Authorization: `Bearer ${'x'.repeat(43)}` }],
    ['with the token of another scheme', { Authorization: 'Basic TOKEN' }],
    ['with the token and a foreign Origin', { Origin: 'https://evil.example' }],
    ['with the token and a page of another local port', { Origin: 'http://127.0.0.1:1' }],
    ['with the token and a rebound Host', { Host: 'evil.example', Origin: 'http://evil.example' }],
    ['with the token and no Host', { Host: undefined }],
  ])('is refused %s', async (_name, change) => {
    const { console, token } = await runningConsole();
    const headers: Record<string, string | undefined> = {
      Host: `127.0.0.1:${console.port}`,
      Authorization: `Bearer ${token}`,
      ...change,
    };
    const authorization = headers.Authorization?.replace('TOKEN', token);
    const answer = await rawRequest(console.port, handshake({ ...headers, Authorization: authorization }));
    expect(answer.status).toBe(403);
    expect(answer.head + answer.body).not.toContain(token);
    expect(answer.body).toContain('Open the link that Rackboot printed');
  });

  it('is not taken from the query: a link in a log must not open a socket', async () => {
    const { console, token } = await runningConsole();
    const lines = handshake({ Host: `127.0.0.1:${console.port}` }, `/ws?token=${token}`);
    expect((await rawRequest(console.port, lines)).status).toBe(403);
  });

  it('exists at /ws only', async () => {
    const { console, token } = await runningConsole();
    const lines = handshake({ Host: `127.0.0.1:${console.port}`, Authorization: `Bearer ${token}` }, '/');
    expect((await rawRequest(console.port, lines)).status).toBe(404);
  });

  it('works the same where the console listens on every address', async () => {
    const running = await runningConsole({ host: '0.0.0.0' });
    expect(running.console.url).toBe(`http://127.0.0.1:${running.console.port}/?token=${running.token}`);
    const client = await FrameClient.open(running);
    client.send({ subscribe: { afterSeq: 0 } });
    expect(await client.frame(() => true)).toMatchObject({ feed: 'state' });
  });
});

describe('the page', () => {
  it('is given with a strict content policy and is never kept', async () => {
    const { console, origin } = await runningConsole();
    const response = await fetch(console.url);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Rackboot</title>');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'self'; .*frame-ancestors 'none'/,
    );
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const script = await fetch(`${origin}/assets/main-1a2b.js`);
    expect(script.headers.get('content-type')).toMatch('text/javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('says how to get the link when the token in the address is of another run', async () => {
    const { origin } = await runningConsole();
    const response = await fetch(`${origin}/?token=old`);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Every run has a new one.');
  });

  it('repeats nothing of a hostile request as markup', async () => {
    const { console } = await runningConsole();
    const answer = await rawRequest(console.port, ['GET / HTTP/1.1', 'Host: x"><script>alert(1)</script>']);
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('<script>');
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/.hidden.txt',
    '/secret.txt%00.js',
    '/%',
    '//etc/passwd',
    '/assets',
    'http://127.0.0.1/../secret.txt',
  ])('gives no file for %s', async (path) => {
    const { console } = await runningConsole();
    const answer = await rawRequest(console.port, [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${console.port}`,
    ]);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('No such file.\n');
  });

  it('says what to run when it was not built', async () => {
    const { origin } = await runningConsole({ staticDir: join(await builtPage(), 'not-there') });
    const response = await fetch(origin);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('<code>npm start</code>');
  });

  it('tells whether a token is of this run, to the page of this origin only', async () => {
    const { origin, token } = await runningConsole();
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${origin}/token`, { headers })).status;
    expect(await status({ authorization: `Bearer ${token}` })).toBe(204);
    expect(await status({ authorization: 'Bearer old' })).toBe(403);
    expect(await status({ authorization: `Bearer ${token}`, origin: 'http://evil.example' })).toBe(403);
  });

  it('takes GET and HEAD only', async () => {
    const { origin } = await runningConsole();
    expect((await fetch(origin, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(origin, { method: 'PUT', body: 'x' })).status).toBe(405);
  });
});

describe('starting and stopping', () => {
  it('says PORT_IN_USE where another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    const start = startConsole({
      api: new ApiDouble(),
      host: '127.0.0.1',
      port,
      token: 't',
      staticDir: '.',
      now: Date.now,
    });
    await expect(start).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      hint: expect.stringContaining('--console') as string,
    });
  });

  it('says BAD_ADDRESS for an address that is not of this machine', async () => {
    const start = startConsole({
      api: new ApiDouble(),
      host: '192.0.2.1',
      port: 0,
      token: 't',
      staticDir: '.',
      now: Date.now,
    });
    await expect(start).rejects.toBeInstanceOf(AppError);
    await expect(start).rejects.toMatchObject({ code: 'BAD_ADDRESS' });
  });

  it('ends its sessions and frees the port', async () => {
    const running = await runningConsole();
    const client = await FrameClient.open(running);
    client.send({ subscribe: { afterSeq: 0 } });
    await client.frame(() => true);
    const closed = once(client.socket, 'close');
    await Promise.all([running.console.close(), running.console.close()]);
    await closed;
    await expect(fetch(running.origin)).rejects.toThrow();
    expect(running.api.subscribers.size).toBe(0);
  });
});
