import type { Ipv4 } from '../../shared/wire/address.ts';
import { PerSecond } from './per-second.ts';

/** A budget per second for everybody together, of which no sender gets more than its share. */
export class SenderBudget {
  readonly #all: PerSecond;
  readonly #share: number;
  #second = 0;
  /** In this second; never more of them than the whole budget, for who gets nothing is not entered. */
  readonly #used = new Map<Ipv4, number>();

  constructor(all: number, share: number) {
    this.#all = new PerSecond(all);
    this.#share = share;
  }

  /** @param now ms */
  take(sender: Ipv4, now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#used.clear();
    }
    const used = this.#used.get(sender) ?? 0;
    if (used >= this.#share || !this.#all.take(now)) return false;
    this.#used.set(sender, used + 1);
    return true;
  }
}
