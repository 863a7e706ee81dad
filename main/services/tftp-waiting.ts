/** Requests that wait for a place: first come, first served per client, and the clients in turn. */

export interface WaitingLimits {
  /** Transfers at once, all clients together. */
  readonly transfers: number;
  /** Transfers at once of one client address. */
  readonly perClient: number;
  /** Requests that may wait; further ones are dropped, the client asks again. */
  readonly waiting: number;
  /** A request whose client has not repeated it for this long is forgotten: nobody listens for its answer. */
  readonly patienceMs: number;
}

interface Item<T> {
  readonly value: T;
  freshAt: number;
}

/** Keyed by client address, then by transfer (its TID). */
export class WaitingRoom<T> {
  readonly #limits: WaitingLimits;
  /** In the order in which the addresses are served. */
  readonly #clients = new Map<string, Map<string, Item<T>>>();
  readonly #active = new Map<string, number>();
  #waiting = 0;
  #running = 0;

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  /** A repeated request only becomes fresh again, in its place and with its new content. */
  enter(address: string, key: string, value: T, now: number): void {
    const items = this.#clients.get(address) ?? new Map<string, Item<T>>();
    if (!items.has(key)) {
      if (this.#waiting >= this.#limits.waiting) return;
      this.#waiting++;
    }
    items.set(key, { value, freshAt: now });
    this.#clients.set(address, items);
  }

  /** The next request there is a place for; `leave` gives the place back. */
  next(now: number): T | undefined {
    if (this.#running >= this.#limits.transfers) return undefined;
    for (const [address, items] of this.#clients) {
      const active = this.#active.get(address) ?? 0;
      if (active >= this.#limits.perClient) continue;
      const value = this.#takeFresh(items, now);
      this.#clients.delete(address);
      if (items.size > 0) this.#clients.set(address, items);
      if (value === undefined) continue;
      this.#active.set(address, active + 1);
      this.#running++;
      return value;
    }
    return undefined;
  }

  leave(address: string): void {
    const active = (this.#active.get(address) ?? 1) - 1;
    if (active === 0) this.#active.delete(address);
    else this.#active.set(address, active);
    this.#running--;
  }

  clear(): void {
    this.#clients.clear();
    this.#waiting = 0;
  }

  #takeFresh(items: Map<string, Item<T>>, now: number): T | undefined {
    for (const [key, item] of items) {
      items.delete(key);
      this.#waiting--;
      if (now - item.freshAt <= this.#limits.patienceMs) return item.value;
    }
    return undefined;
  }
}
