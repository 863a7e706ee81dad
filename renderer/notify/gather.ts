/** News that come together are told together: a rack that is switched on is one message, not thirty. */
import type { News } from './news.ts';

/** Told when nothing more came for so long … */
const QUIET_MS = 1500;
/** … but at the latest after this. */
const LONGEST_MS = 6000;

/** Clock and timer of the page, or of a test. */
export interface GatherTimer {
  now(): number;
  after(ms: number, then: () => void): () => void;
}

export class Gatherer {
  readonly #tell: (news: readonly News[]) => void;
  readonly #timer: GatherTimer;
  #news: News[] = [];
  #since = 0;
  #stop: () => void = () => undefined;

  constructor(tell: (news: readonly News[]) => void, timer: GatherTimer) {
    this.#tell = tell;
    this.#timer = timer;
  }

  add(news: readonly News[]): void {
    if (news.length === 0) return;
    const now = this.#timer.now();
    if (this.#news.length === 0) this.#since = now;
    this.#news.push(...news);
    this.#stop();
    const wait = Math.max(0, Math.min(QUIET_MS, this.#since + LONGEST_MS - now));
    this.#stop = this.#timer.after(wait, () => {
      const told = this.#news;
      this.#news = [];
      this.#tell(told);
    });
  }
}
