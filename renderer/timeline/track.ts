/**
 * What one machine did in one protocol, as marks on a time axis: transfers that last, and moments. Sorted, apart from each
 * other, and never more than CAPACITY, however long the machine runs.
 */

/** Times in ms since 1970, of the engine's clock. */
export interface Mark {
  readonly start: number;
  /** As `start` for a moment. */
  readonly end: number;
  /** How many events it stands for. */
  readonly count: number;
  readonly bytes: number;
  /** Of the newest event in it. */
  readonly seq: number;
  /** All of it was refused, failed or stood still: one answer of 404 among a hundred is how loaders look for files. */
  readonly bad: boolean;
}

/** An installer's next GET comes within this time; 150 small files are one bar. */
const TOUCH_MS = 250;
const CAPACITY = 240;
/** How much of its distance from the newest mark a gap is, before it is closed: what is old is seen from afar. */
const COARSEST = 0.5;
const FINEST = 1 / 512;

export class Track {
  /** Transfers grow together; moments stay moments. */
  readonly #lasting: boolean;
  #marks: Mark[] = [];

  constructor(lasting: boolean) {
    this.#lasting = lasting;
  }

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** Events come in the order in which they ended; a long transfer takes in the short ones it ran beside. */
  add(mark: Mark): void {
    let grown = mark;
    if (this.#lasting)
      for (let last = this.#marks.at(-1); last && last.end + TOUCH_MS >= grown.start;) {
        grown = both(last, grown);
        this.#marks.pop();
        last = this.#marks.at(-1);
      }
    this.#marks.push(grown);
    if (this.#marks.length > CAPACITY) this.#thin();
  }

  /** The marks of another machine that turned out to be this one. */
  merge(other: Track): void {
    const all = [...this.#marks, ...other.#marks].sort((a, b) => a.end - b.end);
    this.#marks = [];
    for (const mark of all) this.add(mark);
  }

  #thin(): void {
    const newest = this.#marks.at(-1)?.end ?? 0;
    for (let share = FINEST; share <= COARSEST && this.#marks.length > CAPACITY / 2; share *= 2) {
      const kept: Mark[] = [];
      for (const mark of this.#marks) {
        const last = kept.at(-1);
        const near = last && mark.start - last.end < (newest - mark.end) * share;
        if (near) kept[kept.length - 1] = this.#lasting ? both(last, mark) : counted(last, mark);
        else kept.push(mark);
      }
      this.#marks = kept;
    }
    // Only what is spread wider than any rule above: let the oldest go.
    if (this.#marks.length > CAPACITY / 2) this.#marks = this.#marks.slice(-CAPACITY / 2);
  }
}

function both(a: Mark, b: Mark): Mark {
  return {
    ...counted(a, b),
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
  };
}

/** The later one, which counts for both. */
function counted(a: Mark, b: Mark): Mark {
  return {
    start: b.start,
    end: b.end,
    count: a.count + b.count,
    bytes: a.bytes + b.bytes,
    seq: Math.max(a.seq, b.seq),
    bad: a.bad && b.bad,
  };
}
