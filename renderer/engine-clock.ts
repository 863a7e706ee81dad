/**
 * What time the engine thinks it is. Events carry its clock, and the page may run on another computer: a small machine
 * without a battery clock beside the rack is minutes or decades off. Learned from events that come as they happen.
 */
import type { Feed } from '../shared/model/api.ts';

/** Two clocks that are set differ by less. */
const SAME_MS = 2000;
/** News can be late (a laptop slept), never early, so the newest of some says most. */
const REMEMBERED = 8;

export class EngineClock {
  /** `seq` of the newest event when the feeds began: those up to it are told again, not as they happen. */
  #toldBefore = 0;
  #differences: number[] = [];
  #ahead = 0;

  /** @param pageNow ms since 1970, when it arrived */
  hear(feed: Feed, pageNow: number): void {
    if (feed.feed === 'state') this.#toldBefore = feed.state.seq;
    const newest = feed.feed === 'events' ? feed.events.at(-1) : undefined;
    if (!newest) return;
    const difference = newest.at - pageNow;
    if (newest.seq <= this.#toldBefore && difference <= 0) return;
    this.#differences = [...this.#differences.slice(1 - REMEMBERED), difference];
    const likely = Math.max(...this.#differences);
    if (Math.abs(likely) < SAME_MS) this.#ahead = 0;
    else if (Math.abs(likely - this.#ahead) > SAME_MS) this.#ahead = likely;
  }

  /** @returns ms since 1970 */
  now(pageNow: number): number {
    return pageNow + this.#ahead;
  }
}

export const engineClock = new EngineClock();

/** @returns ms since 1970, as the engine would say now */
export function engineNow(): number {
  return engineClock.now(Date.now());
}
