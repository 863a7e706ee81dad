import { describe, expect, it } from 'vitest';
import { Gatherer } from '../../renderer/notify/gather.ts';
import { messagesOf } from '../../renderer/notify/messages.ts';
import type { News } from '../../renderer/notify/news.ts';
import { NewsReader } from '../../renderer/notify/news.ts';
import type { Feed, State } from '../../shared/model/api.ts';
import type { Event, EventBody } from '../../shared/model/event.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';

const mac = (number: number) => `00:25:90:96:c4:${String(number).padStart(2, '0')}` as Mac;
const event = (seq: number, body: EventBody): Event => ({ ...body, seq, at: 1000 + seq });
const seen = (seq: number, number = seq): Event =>
  event(seq, { type: 'machine.seen', mac: mac(number), how: 'dhcp' });
const state = (seq: number): Feed => ({ feed: 'state', state: { seq } as State });
const events = (...all: Event[]): Feed => ({ feed: 'events', events: all });

describe('news', () => {
  it('are what happens after the page has come, not what it is told again', () => {
    const reader = new NewsReader();
    expect(reader.hear(events(seen(1)))).toEqual([]);
    expect(reader.hear(state(2))).toEqual([]);
    expect(reader.hear(events(seen(1), seen(2), seen(3)))).toEqual([{ kind: 'new', mac: mac(3), at: 1003 }]);
    // The connection was lost and is back: 4 and 5 happened meanwhile.
    reader.hear(state(5));
    expect(reader.hear(events(seen(4), seen(5)))).toEqual([]);
    expect(reader.hear(events(seen(6)))).toHaveLength(1);
    // Another run of the engine counts from 1 again.
    reader.hear(state(0));
    expect(reader.hear(events(seen(1)))).toHaveLength(1);
  });

  it('are new machines, stalls and installs, and nothing else', () => {
    const reader = new NewsReader();
    reader.hear(state(0));
    const all = events(
      event(1, { type: 'machine.seen', mac: mac(1), how: 'config' }),
      event(2, { type: 'machine.stage', mac: mac(1), stage: 'stalled', previous: 'loader' }),
      event(3, { type: 'machine.stage', mac: mac(1), stage: 'installed', previous: 'answer' }),
      event(4, { type: 'machine.stage', mac: mac(1), stage: 'ipxe', previous: 'loader' }),
      event(5, { type: 'machine.woken', mac: mac(1) }),
    );
    expect(reader.hear(all).map(({ kind }) => kind)).toEqual(['stalled', 'installed']);
  });
});

describe('news that come together', () => {
  function gathering() {
    let now = 0;
    let due: { at: number; then: () => void } | undefined;
    const told: (readonly News[])[] = [];
    const gatherer = new Gatherer((news) => told.push(news), {
      now: () => now,
      after(ms, then) {
        const mine = { at: now + ms, then };
        due = mine;
        return () => {
          if (due === mine) due = undefined;
        };
      },
    });
    const pass = (ms: number): void => {
      const until = now + ms;
      while (due && due.at <= until) {
        now = due.at;
        const { then } = due;
        due = undefined;
        then();
      }
      now = until;
    };
    const one = (number: number): News => ({ kind: 'new', mac: mac(number), at: now });
    return { gatherer, told, pass, one };
  }

  it('are told together when it is quiet for a moment', () => {
    const { gatherer, told, pass, one } = gathering();
    for (let number = 1; number <= 3; number++) {
      gatherer.add([one(number)]);
      pass(1000);
    }
    expect(told).toEqual([]);
    pass(500);
    expect(told.map((news) => news.length)).toEqual([3]);
    gatherer.add([]);
    pass(10_000);
    expect(told).toHaveLength(1);
  });

  it('are told after some seconds where it never is quiet', () => {
    const { gatherer, told, pass, one } = gathering();
    for (let number = 1; number <= 13; number++) {
      gatherer.add([one(number)]);
      pass(1000);
    }
    expect(told.map((news) => news.length)).toEqual([6, 6]);
    pass(1500);
    expect(told.flat()).toHaveLength(13);
  });
});

describe('messages', () => {
  const machine = (number: number, change: Partial<Machine> = {}): Machine => ({
    mac: mac(number),
    name: `esx-0${number}`,
    kind: 'pxe',
    how: 'dhcp',
    stage: 'seen',
    stageAt: 0,
    firstSeen: 100_000,
    lastSeen: 100_000,
    ...change,
  });
  const told = (news: readonly News[], ...machines: Machine[]) =>
    messagesOf(news, {
      machine: (one) => machines.find((known) => known.mac === one),
      sentence: ({ name }) => `${name ?? ''} says so.`,
    });
  const all = (kind: News['kind'], ...numbers: number[]): News[] =>
    numbers.map((number) => ({ kind, mac: mac(number), at: 100_000 }));

  it('are one for each machine while they are few', () => {
    expect(
      told(
        all('new', 1, 2),
        machine(1),
        machine(2, { name: undefined, vendor: 'Supermicro' } as Partial<Machine>),
      ),
    ).toEqual([
      { kind: 'new', macs: [mac(1)], title: 'New machine: esx-01', body: mac(1) },
      { kind: 'new', macs: [mac(2)], title: 'New machine: New machine', body: `${mac(2)}, Supermicro` },
    ]);
  });

  it('are one for a rack that is switched on', () => {
    const rack = Array.from({ length: 30 }, (_, index) => machine(index + 1));
    const [message, ...others] = told(all('new', ...rack.map((_, index) => index + 1)), ...rack);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ title: '30 new machines', body: 'esx-01, esx-02, esx-03 and 27 more' });
    expect(message?.macs).toHaveLength(30);
  });

  it('say each machine and kind once, and only what still is so', () => {
    const news = [...all('stalled', 1, 1, 2), ...all('installed', 2), ...all('new', 3, 4)];
    const messages = told(
      news,
      machine(1, { stage: 'stalled' }),
      machine(2, { stage: 'installed' }),
      // Known from another day.
      machine(3, { firstSeen: 5 }),
    );
    expect(messages.map(({ title, body }) => [title, body])).toEqual([
      ['esx-01 stalled', 'esx-01 says so.'],
      ['esx-02 is installed', 'esx-02 says so.'],
    ]);
  });
});
