/** From changes to what the console is sent: at most ten batches a second, however much happens. */
import type { EngineApi, Feed, State } from '../../shared/model/api.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { EventLog } from './event-log.ts';
import type { MachineRegistry } from './machine-registry.ts';
import type { PacketLog } from './packet-log.ts';

const BATCH_MS = 100;
/** What a console that was away is sent of the past; older events are read with `events.read`. */
const CATCH_UP_EVENTS = 5_000;

export type Topic = 'packets' | 'images' | 'answers' | 'firmware' | 'engine' | 'config' | 'passwords';

export interface Feeds {
  readonly subscribe: EngineApi['subscribe'];
  changed(topic: Topic): void;
  close(): void;
}

export function createFeeds(options: {
  log: EventLog;
  machines: MachineRegistry;
  state: () => State;
  packets: Pick<PacketLog, 'lastId' | 'dropped'>;
}): Feeds {
  const { log, machines } = options;
  const subscribers = new Set<(feed: Feed) => void>();
  const topics = new Set<Topic>();
  const macs = new Set<Mac>();
  let events: Event[] = [];
  let timer: NodeJS.Timeout | undefined;

  function schedule(): void {
    if (subscribers.size > 0) timer ??= setTimeout(flush, BATCH_MS);
  }

  function flush(): void {
    timer = undefined;
    const feeds: Feed[] = [];
    if (topics.delete('packets'))
      feeds.push({ feed: 'packets', lastId: options.packets.lastId(), dropped: options.packets.dropped() });
    if (topics.size > 0) {
      const state = options.state();
      if (topics.has('engine')) feeds.push({ feed: 'engine', engine: state.engine });
      if (topics.has('images')) feeds.push({ feed: 'images', images: state.images });
      if (topics.has('answers')) feeds.push({ feed: 'answers', answers: state.answers });
      if (topics.has('firmware')) feeds.push({ feed: 'firmware', firmware: state.firmware });
      if (topics.has('config')) feeds.push({ feed: 'config', config: state.config });
      if (topics.has('passwords')) feeds.push({ feed: 'passwords', passwords: state.passwords });
      topics.clear();
    }
    if (macs.size > 0) {
      const changed = [...macs].flatMap((mac) => machines.get(mac) ?? []);
      const removed = [...macs].filter((mac) => machines.get(mac) === undefined);
      macs.clear();
      feeds.push({ feed: 'machines', changed, removed });
    }
    if (events.length > 0) {
      feeds.push({ feed: 'events', events });
      events = [];
    }
    for (const push of subscribers) for (const feed of feeds) push(feed);
  }

  const stopListening = log.onAppend((event) => {
    if (subscribers.size === 0) return;
    events.push(event);
    schedule();
  });
  machines.onChange((mac) => {
    if (subscribers.size === 0) return;
    macs.add(mac);
    schedule();
  });

  return {
    subscribe(afterSeq, push) {
      // What is still in the batch belongs to the older subscribers: the new one gets it with the state and the past.
      clearTimeout(timer);
      flush();
      push({ feed: 'state', state: options.state() });
      const past = log.read(Math.max(afterSeq, log.lastSeq() - CATCH_UP_EVENTS), CATCH_UP_EVENTS);
      if (past.length > 0) push({ feed: 'events', events: past });
      subscribers.add(push);
      return () => {
        subscribers.delete(push);
      };
    },
    changed(topic) {
      if (subscribers.size === 0) return;
      topics.add(topic);
      schedule();
    },
    close() {
      clearTimeout(timer);
      stopListening();
      subscribers.clear();
    },
  };
}
