import { describe, expect, it } from 'vitest';
import type { Feed } from '../../shared/model/api.ts';
import { Outbox } from '../../main/control/outbox.ts';
import { emptyState, eventAt, machineAt } from './api-double.ts';

function outboxWith(room: { left: number }, maxEvents = 1000) {
  const sent: Feed[] = [];
  const send = (feed: Feed) => {
    sent.push(feed);
    room.left--;
  };
  return { sent, outbox: new Outbox({ send, hasRoom: () => room.left > 0, maxEvents, perFrame: 100 }) };
}

const seqs = (feeds: readonly Feed[]) =>
  feeds.flatMap((feed) => (feed.feed === 'events' ? feed.events.map((e) => e.seq) : []));

describe('what waits for a console', () => {
  it('goes out in order, long lists in pieces', () => {
    const { sent, outbox } = outboxWith({ left: Infinity });
    outbox.put({ feed: 'state', state: emptyState() });
    outbox.put({
      feed: 'machines',
      changed: Array.from({ length: 250 }, (_, i) => machineAt(i)),
      removed: [],
    });
    outbox.put({ feed: 'events', events: Array.from({ length: 150 }, (_, i) => eventAt(i + 1)) });
    expect(outbox.flush()).toBe(true);
    expect(sent.map((feed) => feed.feed)).toEqual([
      'state',
      'machines',
      'machines',
      'machines',
      'events',
      'events',
    ]);
    expect(seqs(sent)).toEqual(Array.from({ length: 150 }, (_, i) => i + 1));
  });

  it('is merged while there is no room: the newest of each machine and list', () => {
    const room = { left: 0 };
    const { sent, outbox } = outboxWith(room);
    for (let seen = 1; seen <= 500; seen++) {
      outbox.put({ feed: 'machines', changed: [machineAt(1, seen), machineAt(2, seen)], removed: [] });
      outbox.put({ feed: 'engine', engine: { ...emptyState().engine, startedAt: seen } });
    }
    outbox.put({ feed: 'machines', changed: [], removed: [machineAt(2).mac] });
    expect(outbox.flush()).toBe(false);
    expect(sent).toEqual([]);
    room.left = 10;
    expect(outbox.flush()).toBe(true);
    expect(sent).toEqual([
      { feed: 'engine', engine: { ...emptyState().engine, startedAt: 500 } },
      { feed: 'machines', changed: [machineAt(1, 500)], removed: [machineAt(2).mac] },
    ]);
  });

  it('brings a machine back that was forgotten and seen again', () => {
    const { sent, outbox } = outboxWith({ left: 9 });
    outbox.put({ feed: 'machines', changed: [], removed: [machineAt(1).mac] });
    outbox.put({ feed: 'machines', changed: [machineAt(1, 7)], removed: [] });
    outbox.flush();
    expect(sent).toEqual([{ feed: 'machines', changed: [machineAt(1, 7)], removed: [] }]);
  });

  it('keeps no more events than it may, the newest', () => {
    const room = { left: 0 };
    const { sent, outbox } = outboxWith(room, 1000);
    for (let seq = 1; seq <= 100_000; seq++) {
      outbox.put({ feed: 'events', events: [eventAt(seq)] });
      expect(outbox.waitingEvents).toBeLessThanOrEqual(1250);
    }
    room.left = Infinity;
    outbox.flush();
    expect(seqs(sent).at(-1)).toBe(100_000);
    expect(seqs(sent).length).toBeGreaterThanOrEqual(1000);
  });

  it('forgets what waited when a new subscription begins', () => {
    const room = { left: 0 };
    const { sent, outbox } = outboxWith(room);
    outbox.put({ feed: 'events', events: [eventAt(1)] });
    outbox.put({ feed: 'machines', changed: [machineAt(1)], removed: [] });
    outbox.put({ feed: 'state', state: emptyState() });
    room.left = 9;
    outbox.flush();
    expect(sent).toEqual([{ feed: 'state', state: emptyState() }]);
  });
});
