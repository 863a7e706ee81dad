import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DatagramPort } from '../../main/net/ports.ts';
import type { SyslogLimits } from '../../main/services/syslog.ts';
import { createSyslogService } from '../../main/services/syslog.ts';
import { AppError } from '../../shared/model/error.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LOOPBACK, listeningDouble } from '../ports-double.ts';
import { eventually } from './running-http.ts';

const MAC = '52:54:00:00:00:01' as Mac;
const KNOWN = '10.77.0.100' as Ipv4;
const TOKEN = '5254000000010123456789abcdef0123';

async function runSyslog(limits: Partial<SyslogLimits> = {}, taken = false) {
  const ports = listeningDouble();
  const events: EventBody[] = [];
  const lane: [Mac, string][] = [];
  let hear: Parameters<DatagramPort['onMessage']>[0] = () => undefined;
  let closed = 0;
  let now = 0;
  const inUse = new AppError('PORT_IN_USE', 'UDP port 514 is taken by rsyslogd.', 'Stop it.');
  const service = createSyslogService({
    ports: {
      listen: ports.listen,
      unicastDatagrams: async (port) => {
        if (taken) throw inUse;
        return {
          port,
          onMessage: (handler) => (hear = handler),
          send: () => undefined,
          close: async () => void closed++,
        };
      },
    },
    port: 514,
    macAt: (address) => (address === KNOWN || address === LOOPBACK ? MAC : undefined),
    logged: (mac, text) => void lane.push([mac, text]),
    append: (event) => void events.push(event),
    now: () => now,
    limits,
  });
  await service.start();
  onTestFinished(() => service.stop());
  return {
    service,
    events,
    lane,
    closed: () => closed,
    received: () => events.filter((event) => event.type === 'syslog.received'),
    limited: () => events.filter((event) => event.type === 'service.limited'),
    hear: (text: string, from: Ipv4 = KNOWN) => hear(Buffer.from(text), { address: from, port: 40_000 }),
    wait: (ms: number) => void (now += ms),
    async dial(): Promise<Socket> {
      const socket = connect(ports.port(), LOOPBACK);
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    },
  };
}

describe('the syslog receiver', () => {
  it('writes down what machines log, and shows it in their lanes', async () => {
    const { hear, received, lane } = await runSyslog();
    hear('<14>Nov 25 10:21:44 localhost packaging: Installing glibc (3/300)');
    hear('<13>stranger: hello', '10.77.0.9' as Ipv4);
    expect(received()).toEqual([
      {
        type: 'syslog.received',
        mac: MAC,
        from: KNOWN,
        severity: 'info',
        app: 'packaging',
        text: 'Installing glibc (3/300)',
      },
      { type: 'syslog.received', from: '10.77.0.9', severity: 'notice', app: 'stranger', text: 'hello' },
    ]);
    expect(lane).toEqual([[MAC, 'Installing glibc (3/300)']]);
  });

  it('shows the last of several lines, and of a long one its beginning; debugging and nothing are not shown', async () => {
    const { hear, received, lane } = await runSyslog();
    hear('<14>app: one\ntwo\n');
    hear(`<14>app: ${'x'.repeat(5000)}`);
    hear('<15>app: debugging');
    hear('<14>app: ');
    expect(lane.map(([, text]) => text)).toEqual(['two', `${'x'.repeat(299)}…`]);
    expect(received().map(({ text }) => text.length)).toEqual([7, 1000, 9]);
  });

  it('never writes down a token or a hash', async () => {
    const { hear, events, lane } = await runSyslog();
    hear(`<14>anaconda: GET http://10.77.0.1/m/52-54-00-00-00-01/${TOKEN}/ks.cfg`);
    hear(`<14>wget: http://10.77.0.1/home/${TOKEN}?stage=started`);
    hear('<14>sh: rootpw --iscrypted $6$abcdefgh$0123456789abcdef/.');
    hear(`</home/${TOKEN}: odd`);
    const all = JSON.stringify([events, lane]);
    expect(all).not.toContain(TOKEN.slice(12));
    expect(all).not.toContain('0123456789abcdef/.');
    expect(lane).toHaveLength(4);
  });

  it('takes so much a second of one, so much of all, and tells how much was left out', async () => {
    const { hear, received, limited, wait, service } = await runSyslog({ perSecond: 10, perSenderSecond: 4 });
    for (let i = 0; i < 50; i++) hear(`<14>a: ${i}`);
    expect(received().map(({ text }) => text)).toEqual(['0', '1', '2', '3']);
    for (let i = 0; i < 1000; i++) hear('<14>a: x', `10.77.1.${i % 250}` as Ipv4);
    expect(received()).toHaveLength(10);
    wait(1000);
    hear('<14>a: again');
    expect(received().at(-1)?.text).toBe('again');
    expect(limited()).toEqual([]);
    await service.stop();
    expect(limited()).toEqual([
      { type: 'service.limited', service: 'syslog', why: '1040 lines came too fast and were left out' },
    ]);
  });

  it('tells what was left out after a while by itself, once', async () => {
    const { hear, limited } = await runSyslog({ perSecond: 1, tellDroppedMs: 20 });
    for (let i = 0; i < 5; i++) hear('<14>a: x');
    await eventually(() => limited().length > 0);
    expect(limited()).toHaveLength(1);
  });

  it('hears Anaconda, which comes by TCP', async () => {
    const { dial, received } = await runSyslog();
    const socket = await dial();
    socket.write('<14>Nov 25 10:21:44 localhost packaging: one\n<14>Nov 25 10:21:45 loc');
    await eventually(() => received().length === 1);
    socket.end('alhost packaging: two');
    await eventually(() => received().length === 2);
    expect(received().map(({ mac, text }) => [mac, text])).toEqual([
      [MAC, 'one'],
      [MAC, 'two'],
    ]);
  });

  it('reads so many bytes a second by TCP, and the rest later', async () => {
    const { dial, received, wait } = await runSyslog({
      bytesPerSecond: 1000,
      perSecond: 1e6,
      perSenderSecond: 1e6,
    });
    const socket = await dial();
    const lines = Array.from({ length: 40 }, (_, i) => `<14>a: ${i} ${'x'.repeat(100)}\n`);
    for (const line of lines) await new Promise((resolve) => socket.write(line, resolve));
    while (received().length < lines.length) {
      wait(1000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(received().map(({ text }) => Number.parseInt(text, 10))).toEqual(lines.map((_, i) => i));
  });

  it('has room for so many connections, and closes them when it stops', async () => {
    const { dial, service, closed } = await runSyslog({ connectionsPerSender: 2 });
    const [first, second] = [await dial(), await dial()];
    const third = await dial();
    await once(third, 'close');
    expect([first.destroyed, second.destroyed]).toEqual([false, false]);
    const ended = Promise.all([once(first, 'close'), once(second, 'close')]);
    await service.stop();
    await ended;
    expect(closed()).toBe(1);
    await service.stop();
  });

  it('goes without a port that is taken, and says so', async () => {
    const { dial, limited, received } = await runSyslog({}, true);
    expect(limited()).toEqual([
      {
        type: 'service.limited',
        service: 'syslog',
        why: 'no installer’s log is shown that comes by UDP: UDP port 514 is taken by rsyslogd.',
      },
    ]);
    (await dial()).write('<14>a: by TCP\n');
    await eventually(() => received().length === 1);
  });
});
