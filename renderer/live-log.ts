/** The newest of what comes in by number (events, packets) and the part of it that is shown. Appending costs the same however much there is. */

const CAPACITY = 100_000;
/** Cut off the old end in large steps: seldom, instead of moving everything for each event. */
const CUT_SHARE = 0.1;

export class LiveLog<Item> {
  readonly #numberOf: (item: Item) => number;
  readonly #capacity: number;
  #all: Item[] = [];
  #shown: Item[] = [];
  #shows: (item: Item) => boolean = () => true;
  /** Where the view stands still while it is paused: nothing newer than this is shown. */
  #pausedAt: number | undefined;
  #last = 0;
  #missed = 0;

  /** @param numberOf counts from 1, each item one more than the last */
  constructor(numberOf: (item: Item) => number, capacity = CAPACITY) {
    this.#numberOf = numberOf;
    this.#capacity = capacity;
  }

  /** Of the newest ever appended; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  get size(): number {
    return this.#all.length;
  }

  /** How many were never received: the console was too slow, or came late. */
  get missed(): number {
    return this.#missed;
  }

  /** Oldest first; also what is not shown. */
  get all(): readonly Item[] {
    return this.#all;
  }

  get shown(): readonly Item[] {
    return this.#shown;
  }

  get paused(): boolean {
    return this.#pausedAt !== undefined;
  }

  /** In order of their numbers; what is there already is left out. */
  append(items: readonly Item[]): void {
    for (const item of items) {
      const number = this.#numberOf(item);
      if (number <= this.#last) continue;
      if (this.#last > 0) this.#missed += number - this.#last - 1;
      this.#last = number;
      this.#all.push(item);
      if (this.#pausedAt === undefined && this.#shows(item)) this.#shown.push(item);
    }
    if (this.#all.length > this.#capacity) {
      this.#all = this.#all.slice(this.#capacity * CUT_SHARE);
      const [first] = this.#all;
      const oldest = first === undefined ? 0 : this.#numberOf(first);
      if (this.#pausedAt === undefined)
        this.#shown = this.#shown.filter((item) => this.#numberOf(item) >= oldest);
    }
  }

  /** Undefined when it was let go, or never received. */
  find(number: number): Item | undefined {
    let low = 0;
    let high = this.#all.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const item = this.#all[middle] as Item;
      const found = this.#numberOf(item);
      if (found === number) return item;
      if (found < number) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  show(shows: (item: Item) => boolean): void {
    this.#shows = shows;
    this.#select();
  }

  pause(): void {
    this.#pausedAt = this.#last;
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
    this.#last = 0;
    this.#pausedAt = undefined;
  }

  #select(): void {
    const end = this.#pausedAt ?? Infinity;
    this.#shown = this.#all.filter((item) => this.#numberOf(item) <= end && this.#shows(item));
  }
}
