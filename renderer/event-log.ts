/** The newest events and the part of them that is shown. Appending costs the same however many there are. */
import type { Event } from '../shared/model/event.ts';

const CAPACITY = 100_000;
/** Cut off the old end in large steps: seldom, instead of moving everything for each event. */
const CUT = 10_000;

export type Shows = (event: Event) => boolean;

export class EventLog {
  #all: Event[] = [];
  #shown: Event[] = [];
  #shows: Shows = () => true;
  /** Where the view stands still while it is paused: nothing newer than this is shown. */
  #pausedAt: number | undefined;
  #lastSeq = 0;
  #missed = 0;

  /** Of the newest event ever appended; 0 before the first. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  get size(): number {
    return this.#all.length;
  }

  /** Events that were never received: the console was too slow, or came late. */
  get missed(): number {
    return this.#missed;
  }

  get shown(): readonly Event[] {
    return this.#shown;
  }

  get paused(): boolean {
    return this.#pausedAt !== undefined;
  }

  /** In order of `seq`; what is there already is left out. */
  append(events: readonly Event[]): void {
    for (const event of events) {
      if (event.seq <= this.#lastSeq) continue;
      if (this.#lastSeq > 0) this.#missed += event.seq - this.#lastSeq - 1;
      this.#lastSeq = event.seq;
      this.#all.push(event);
      if (this.#pausedAt === undefined && this.#shows(event)) this.#shown.push(event);
    }
    if (this.#all.length > CAPACITY) {
      this.#all = this.#all.slice(CUT);
      const oldest = this.#all[0]?.seq ?? 0;
      if (this.#pausedAt === undefined) this.#shown = this.#shown.filter((event) => event.seq >= oldest);
    }
  }

  show(shows: Shows): void {
    this.#shows = shows;
    this.#select();
  }

  pause(): void {
    this.#pausedAt = this.#lastSeq;
  }

  resume(): void {
    this.#pausedAt = undefined;
    this.#select();
  }

  /** Forgets what is here; the engine keeps its own log. */
  clear(): void {
    this.#all = [];
    this.#shown = [];
    this.#missed = 0;
  }

  /** For another run of the engine, which counts from 1 again. */
  restart(): void {
    this.clear();
    this.#lastSeq = 0;
    this.#pausedAt = undefined;
  }

  #select(): void {
    const end = this.#pausedAt ?? Infinity;
    this.#shown = this.#all.filter((event) => event.seq <= end && this.#shows(event));
  }
}
