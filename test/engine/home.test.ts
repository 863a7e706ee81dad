import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHomeRoute, homePath } from '../../main/engine/home.ts';
import { createTokens, openTokens } from '../../main/engine/tokens.ts';
import type { HomeCall } from '../../main/engine/home.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { temporaryFolder, temporaryMachines } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;
const other = '52:54:00:00:00:02' as Mac;

describe('the token of a machine', () => {
  const tokens = createTokens('a'.repeat(64));

  it('is its own, and nobody else’s', () => {
    expect(tokens.of('home', mac)).toMatch(/^525400000001[0-9a-f]{20}$/);
    expect(tokens.owner('home', tokens.of('home', mac))).toBe(mac);
    expect(tokens.of('home', mac).slice(12)).not.toBe(tokens.of('home', other).slice(12));
    expect(createTokens('b'.repeat(64)).owner('home', tokens.of('home', mac))).toBeUndefined();
  });

  it('is another one for each purpose', () => {
    expect(tokens.owner('answer', tokens.of('answer', mac))).toBe(mac);
    expect(tokens.owner('answer', tokens.of('home', mac))).toBeUndefined();
    expect(tokens.owner('home', tokens.of('answer', mac))).toBeUndefined();
  });

  it.each([
    '',
    '525400000001',
    `525400000002${tokens.of('home', mac).slice(12)}`,
    `${tokens.of('home', mac)}0`,
    tokens.of('home', mac).slice(0, -1),
    'not-a-token-at-all',
    tokens.of('home', mac).replace(/.$/, 'é'),
  ])('is not %j', (token) => expect(tokens.owner('home', token)).toBeUndefined());

  it('is the same after a restart; a damaged secret is made anew', async () => {
    const folder = temporaryFolder();
    const first = (await openTokens(folder)).of('home', mac);
    expect((await openTokens(folder)).of('home', mac)).toBe(first);
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    writeFileSync(join(folder, 'secret'), 'cut');
    expect((await openTokens(folder)).of('home', mac)).not.toBe(first);
  });
});

describe('calling home', () => {
  function bench(always = false) {
    const events: EventBody[] = [];
    const append = (event: EventBody): number => events.push(event);
    const machines = temporaryMachines(append);
    machines.see(mac, 'dhcp', { kind: 'ipxe' });
    const tokens = createTokens('a'.repeat(64));
    const hooks: HomeCall[] = [];
    const restarted = () =>
      createHomeRoute({
        machines,
        decisions: { armedAlways: () => always },
        tokens,
        hooks: { called: (one) => hooks.push(one) },
        append,
        now: () => 9,
      });
    let route = restarted();
    const call = (path: string, query: string, method = 'GET', body?: string) =>
      route({ path, query, method, from: '10.77.0.100' as Ipv4, ...(body !== undefined && { body }) });
    const restart = () => void (route = restarted());
    return { call, events, machines, hooks, restart, path: homePath(tokens, mac) };
  }

  it('is written down with its stage', async () => {
    const { call, events, machines, path } = bench();
    expect(await call(path, 'stage=firstboot')).toMatchObject({ status: 200, mac });
    expect(events.at(-1)).toEqual({ type: 'home.called', mac, stage: 'firstboot' });
    machines.close();
  });

  it('“installed” disarms, once', async () => {
    const { call, events, machines, path } = bench();
    machines.install(mac, { image: 'esxi', answer: 'ks.cfg', answeredAt: 5 });
    await call(path, 'stage=installed', 'POST');
    await call(path, 'stage=installed');
    expect(machines.get(mac)).toMatchObject({ stage: 'installed', install: { spentAt: 9, reported: true } });
    expect(events.filter(({ type }) => type === 'machine.disarmed')).toHaveLength(1);
    machines.close();
  });

  it('disarms nothing that is armed for every boot, and a look at the address does nothing', async () => {
    const { call, events, machines, path } = bench(true);
    machines.install(mac, { image: 'esxi', answer: 'ks.cfg', answeredAt: 5 });
    const before = events.length;
    expect((await call(path, 'stage=installed', 'HEAD')).status).toBe(200);
    expect(events).toHaveLength(before);
    await call(path, 'stage=installed');
    expect(machines.get(mac)).toMatchObject({ stage: 'installed', install: { answeredAt: 5 } });
    expect(machines.get(mac)?.install?.spentAt).toBeUndefined();
    machines.close();
  });

  it('runs hooks once for each boot and stage, also across a restart', async () => {
    const { call, events, machines, hooks, restart, path } = bench();
    machines.signal(mac, { on: 'asked', kind: 'pxe' });
    const startedAt = machines.get(mac)?.boots?.at(-1)?.startedAt ?? Number.NaN;
    await call(path, 'stage=started');
    await call(path, 'stage=started');
    await call(path, 'stage=installed');
    restart();
    await call(path, 'stage=started');
    expect(hooks.map(({ stage }) => stage)).toEqual(['started', 'installed']);
    expect(hooks[0]).toEqual({ mac, stage: 'started', at: 9, msSincePowerOn: Math.max(0, 9 - startedAt) });
    const called = events.filter(({ type }) => type === 'home.called');
    expect(called).toHaveLength(4);
    expect(called[0]).toMatchObject({ ms: Math.max(0, 9 - startedAt) });
    machines.close();
  });

  it('without a boot that was heard runs hooks once, and tells no time', async () => {
    const { call, machines, hooks, path } = bench();
    await call(path, 'stage=firstboot');
    await call(path, 'stage=firstboot');
    expect(hooks).toEqual([{ mac, stage: 'firstboot', at: 9 }]);
    machines.close();
  });

  it('of a script in a loop runs no hooks without end', async () => {
    const { call, machines, hooks, path } = bench();
    for (let i = 0; i < 250; i++) expect((await call(path, `stage=loop-${i}`)).status).toBe(200);
    for (let i = 0; i < 250; i++) await call(path, `stage=loop-${i}`);
    expect(hooks).toHaveLength(200);
    machines.close();
  });

  it('takes the stage from a form as well, and lets any other body be', async () => {
    const { call, hooks, machines, path } = bench();
    expect((await call(path, '', 'POST', 'stage=installed&more=1\n')).status).toBe(200);
    expect((await call(path, '', 'POST', 'more=1&stage=booted\n')).status).toBe(200);
    expect((await call(path, 'stage=failed', 'POST', '{"stage":"other"} stage=else')).status).toBe(200);
    expect((await call(path, '', 'POST', 'nothing')).status).toBe(400);
    expect(hooks.map(({ stage }) => stage)).toEqual(['installed', 'booted', 'failed']);
    machines.close();
  });

  it('“failed” is written down and moves nothing', async () => {
    const { call, events, machines, path } = bench();
    machines.install(mac, { image: 'esxi', answer: 'ks.cfg', answeredAt: 5 });
    const { stage } = machines.get(mac) ?? {};
    await call(path, 'stage=failed');
    expect(machines.get(mac)).toMatchObject({ stage, install: { answeredAt: 5 } });
    expect(machines.get(mac)?.install?.spentAt).toBeUndefined();
    expect(events.at(-1)).toMatchObject({ type: 'home.called', stage: 'failed' });
    machines.close();
  });

  it('never puts its token into an event', async () => {
    const { call, events, hooks, machines, path } = bench();
    await call(path, 'stage=installed');
    const token = path.slice('/home/'.length);
    expect(JSON.stringify([events, hooks])).not.toContain(token.slice(12));
    machines.close();
  });

  it('by nobody we know, without a stage, or in another way is refused', async () => {
    const { call, events, machines, path } = bench();
    const before = events.length;
    expect((await call('/home/525400000001', 'stage=installed')).status).toBe(404);
    expect((await call(path, '')).status).toBe(400);
    expect((await call(path, 'stage=a%20b')).status).toBe(400);
    expect((await call(path, `stage=${'x'.repeat(41)}`)).status).toBe(400);
    expect((await call(path, 'stage=installed', 'DELETE')).status).toBe(405);
    expect(events).toHaveLength(before);
    machines.close();
  });
});
