/**
 * What one console has yet to be told, in bounded memory however slowly it reads.
 * Feeds are put in as they happen and leave in frames when the socket has room. What waits is merged: of a list or a machine
 * only the newest version is kept, of events the newest `maxEvents` (the console sees the gap in `seq` and says so).
 * So a console that slept gets the present, not the past.
 */
import type { Feed } from '../../shared/model/api.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';

export interface OutboxOptions {
  /** Sends one frame. */
  readonly send: (feed: Feed) => void;
  /** False while the socket holds too many unsent bytes. */
  readonly hasRoom: () => boolean;
  /** Events kept waiting at most. */
  readonly maxEvents: number;
  /** Events or machines in one frame at most, so that no single frame is long to write or to read. */
  readonly perFrame: number;
}

type Latest = Exclude<Feed, { feed: 'events' | 'machines' }>;

export class Outbox {
  readonly #options: OutboxOptions;
  /** One waiting feed of each kind, in the order they came. */
  readonly #latest = new Map<Latest['feed'], Latest>();
  /** Undefined: the machine was removed. */
  readonly #machines = new Map<Mac, Machine | undefined>();
  #events: Event[] = [];

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get waitingEvents(): number {
    return this.#events.length;
  }

  put(feed: Feed): void {
    switch (feed.feed) {
      case 'events':
        this.#putEvents(feed.events);
        return;
      case 'machines':
        for (const mac of feed.removed) this.#machines.set(mac, undefined);
        for (const machine of feed.changed) this.#machines.set(machine.mac, machine);
        return;
      case 'state':
        // Begins a subscription: it holds all that was waiting, and events follow it from where it was asked for.
        this.#latest.clear();
        this.#machines.clear();
        this.#events = [];
        break;
      default:
        break;
    }
    this.#latest.set(feed.feed, feed);
  }

  #putEvents(events: readonly Event[]): void {
    for (const event of events) this.#events.push(event);
    // Cut in large steps, so that a console that has stopped reading costs little per event.
    if (this.#events.length > this.#options.maxEvents * 1.25)
      this.#events = this.#events.slice(-this.#options.maxEvents);
  }

  /** Sends while there is room; false when something had to stay. */
  flush(): boolean {
    const { hasRoom, send } = this.#options;
    while (hasRoom()) {
      const next = this.#next();
      if (!next) return true;
      send(next);
    }
    return this.#latest.size === 0 && this.#machines.size === 0 && this.#events.length === 0;
  }

  #next(): Feed | undefined {
    for (const [kind, feed] of this.#latest) {
      this.#latest.delete(kind);
      return feed;
    }
    if (this.#machines.size > 0) return this.#nextMachines();
    if (this.#events.length > 0)
      return { feed: 'events', events: this.#events.splice(0, this.#options.perFrame) };
    return undefined;
  }

  #nextMachines(): Feed {
    const changed: Machine[] = [];
    const removed: Mac[] = [];
    for (const [mac, machine] of this.#machines) {
      if (changed.length + removed.length >= this.#options.perFrame) break;
      this.#machines.delete(mac);
      if (machine) changed.push(machine);
      else removed.push(mac);
    }
    return { feed: 'machines', changed, removed };
  }
}
