import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createEventLog } from '../../main/engine/event-log.ts';
import { createFeeds } from '../../main/engine/feeds.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { createPacketLog } from '../../main/engine/packet-log.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import type { Feed, State } from '../../shared/model/api.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { temporaryFolder } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;

describe('feeds', () => {
  it('send the state and the past at once, then changes in batches, each event once', () => {
    vi.useFakeTimers();
    const log = createEventLog(() => 0);
    const machines = createMachineRegistry({
      store: openMachineStore(join(temporaryFolder(), 'm.db'), 0),
      append: log.append,
      now: () => 0,
      onSaveError: () => undefined,
    });
    const state = { images: ['an image'], seq: 0 } as unknown as State;
    const feeds = createFeeds({ log, machines, state: () => state, packets: createPacketLog() });
    for (const image of ['a', 'b', 'c']) log.append({ type: 'image.removed', image });

    const first: Feed[] = [];
    feeds.subscribe(1, (feed) => first.push(feed));
    expect(first.map((feed) => feed.feed)).toEqual(['state', 'events']);
    expect(first[1]).toMatchObject({ events: [{ seq: 2 }, { seq: 3 }] });

    first.length = 0;
    machines.see(mac, 'dhcp');
    log.append({ type: 'image.removed', image: 'd' });
    feeds.changed('images');
    feeds.changed('images');
    const second: Feed[] = [];
    const end = feeds.subscribe(0, (feed) => second.push(feed));
    expect(first).toMatchObject([
      { feed: 'images', images: ['an image'] },
      { feed: 'machines', changed: [{ mac }], removed: [] },
      { feed: 'events', events: [{ seq: 4 }, { seq: 5 }] },
    ]);
    expect(second).toMatchObject([
      { feed: 'state' },
      { feed: 'events', events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4 }, { seq: 5 }] },
    ]);

    first.length = second.length = 0;
    end();
    machines.forget(mac);
    vi.advanceTimersByTime(100);
    expect(first).toMatchObject([
      { feed: 'machines', changed: [], removed: [mac] },
      { feed: 'events', events: [{ type: 'machine.forgotten' }] },
    ]);
    expect(second).toEqual([]);
    feeds.close();
    machines.close();
    vi.useRealTimers();
  });
});
