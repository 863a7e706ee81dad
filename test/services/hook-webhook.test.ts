import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Hook } from '../../shared/model/config.ts';
import { CALL, hooksRig } from './hooks-rig.ts';
import { eventually } from './running-http.ts';
import type { Reply } from './webhook-double.ts';
import { webhookServer } from './webhook-double.ts';

const webhook = (url: string, fields: Partial<Hook> = {}): Hook =>
  ({ id: 'w', does: 'webhook', stage: 'installed', enabled: true, url, ...fields }) as Hook;

async function deliver(replies: readonly Reply[], path = '/hook') {
  const { url, received } = await webhookServer(replies);
  const rig = await hooksRig([webhook(`${url}${path}`)], { webhook: { timeoutMs: 400 } });
  const result = await rig.hooks.try(webhook(`${url}${path}`), CALL);
  return { ...rig, result, received, url };
}

describe('a webhook', () => {
  it('is a POST of JSON', async () => {
    const { result, received, finished } = await deliver([{ status: 204 }]);
    expect(result).toEqual({ ok: true, tries: 1, status: 204, output: '' });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      path: '/hook',
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Rackboot/1.2.3' },
    });
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      mac: CALL.mac,
      name: 'esx-01',
      stage: 'installed',
      at: '2026-11-25T22:00:00.000Z',
      msSincePowerOn: 61_000,
      version: '1.2.3',
    });
    expect(finished()).toMatchObject([
      { hook: 'w', does: 'webhook', mac: CALL.mac, stage: 'installed', ok: true, tries: 1, status: 204 },
    ]);
  });

  it('is tried again after 500', async () => {
    const { result, received, pauses } = await deliver([{ status: 500 }, 'reset', { status: 200 }]);
    expect(result).toEqual({ ok: true, tries: 3, status: 200, output: '' });
    expect(pauses).toEqual([1000, 2000]);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  it('is given up after six tries, with pauses that grow', async () => {
    const { result, received, pauses } = await deliver([{ status: 503, body: 'still\u001b[31m starting' }]);
    expect(result).toEqual({ ok: false, tries: 6, status: 503, output: 'answered 503: still starting' });
    expect(received).toHaveLength(6);
    expect(pauses).toEqual([1000, 2000, 5000, 15_000, 60_000]);
  });

  it.each([400, 401, 404, 410])('is not tried again after %i', async (status) => {
    const { result, received } = await deliver([{ status, body: 'no such hook' }]);
    expect(result).toEqual({ ok: false, tries: 1, status, output: `answered ${status}: no such hook` });
    expect(received).toHaveLength(1);
  });

  it.each([
    ['seconds', '7', 7000],
    ['a date', 'Wed, 25 Nov 2026 22:00:30 GMT', 30_000],
    ['a time beyond all patience', '86400', 300_000],
    ['less than the pause', '0', 1000],
    ['nonsense', 'soon', 1000],
  ])('waits as Retry-After says: %s', async (_what, value, pause) => {
    const { result, pauses } = await deliver([
      { status: 429, headers: { 'Retry-After': value } },
      { status: 200 },
    ]);
    expect(result).toMatchObject({ ok: true, tries: 2 });
    expect(pauses).toEqual([pause]);
  });

  it('does not wait for ever for an answer', async () => {
    const { result, received } = await deliver(['hang', { status: 200 }]);
    expect(result).toMatchObject({ ok: true, tries: 2, status: 200 });
    expect(received).toHaveLength(2);
  });

  it('tells why nobody is there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const rig = await hooksRig([]);
    const result = await rig.hooks.try(webhook(`http://127.0.0.1:${port}/secret-key`), CALL);
    expect(result).toEqual({ ok: false, tries: 6, output: 'ECONNREFUSED' });
  });

  it('follows where the POST is kept, and nowhere else', async () => {
    const kept = await deliver([{ status: 307, headers: { Location: '/other' } }, { status: 200 }]);
    expect(kept.result).toMatchObject({ ok: true, tries: 1 });
    expect(kept.received.map(({ method, path, body }) => [method, path, body !== ''])).toEqual([
      ['POST', '/hook', true],
      ['POST', '/other', true],
    ]);
    for (const [status, Location] of [
      [302, '/other'],
      [308, 'file:///etc/passwd'],
      [308, 'ftp://127.0.0.1/x'],
      [307, 'http://[not-an-address/'],
    ] as const) {
      const { result, received } = await deliver([{ status, headers: { Location } }, { status: 200 }]);
      expect(result, Location).toMatchObject({ ok: false, tries: 1, status });
      expect(received, Location).toHaveLength(1);
    }
    const circle = await deliver([{ status: 307, headers: { Location: '/hook' } }]);
    expect(circle.result).toMatchObject({ ok: false, tries: 1 });
    expect(circle.received).toHaveLength(4);
  });

  it('takes user and password of the address as such', async () => {
    const { url, received } = await webhookServer([{ status: 200 }]);
    const { hooks } = await hooksRig([]);
    await hooks.try(webhook(url.replace('//', '//bob:p%40ss@')), CALL);
    expect(received[0]?.headers.authorization).toBe(`Basic ${Buffer.from('bob:p@ss').toString('base64')}`);
  });

  it('is sent for its stage, or for every one, and not when it is switched off', async () => {
    const { url, received } = await webhookServer([{ status: 200 }]);
    const { hooks, finished } = await hooksRig([
      webhook(`${url}/installed`, { id: 'a' }),
      webhook(`${url}/any`, { id: 'b', stage: '*' }),
      webhook(`${url}/other`, { id: 'c', stage: 'started' }),
      webhook(`${url}/off`, { id: 'd', stage: '*', enabled: false }),
    ]);
    hooks.called(CALL);
    await eventually(() => finished().length === 2);
    expect(received.map(({ path }) => path).toSorted()).toEqual(['/any', '/installed']);
  });

  it('is let go of when the engine stops, in its request and in its pause', async () => {
    const { url, received } = await webhookServer(['hang']);
    const failing = await webhookServer([{ status: 500 }]);
    let pausing = false;
    const { hooks, finished } = await hooksRig(
      [webhook(url, { id: 'a' }), webhook(failing.url, { id: 'b' })],
      {
        webhook: {
          sleep: (_ms, signal) => {
            pausing = true;
            return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
          },
        },
      },
    );
    hooks.called(CALL);
    await eventually(() => received.length === 1 && pausing);
    await hooks.stop();
    expect(
      finished()
        .map(({ hook, ok }) => [hook, ok])
        .toSorted(),
    ).toEqual([
      ['a', false],
      ['b', false],
    ]);
    hooks.called(CALL);
    expect(finished()).toHaveLength(2);
  });
});
