/** How fast something comes, over the last seconds, and how long the rest will take at that. */

export interface Pace {
  readonly bytesPerSecond: number;
  /** Undefined where nothing moves. */
  readonly secondsLeft: number | undefined;
}

/** A link's speed swings from one moment to the next; what it did a minute ago says nothing of now. */
const WINDOW_MS = 5000;
/** A pace of less is noise. */
const LEAST_MS = 500;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

export class PaceMeter {
  #samples: readonly Sample[] = [];

  /**
   * @param bytes so far
   * @param at ms of any clock that only goes forward
   */
  note(bytes: number, at: number): void {
    const recent = this.#samples.filter((sample) => at - sample.at <= WINDOW_MS);
    // One that is older stays, so that a burst after a long silence is measured over the silence too.
    const base = recent[0] ?? this.#samples.at(-1);
    this.#samples = [...(base && recent.length === 0 ? [base] : recent), { at, bytes }];
  }

  /** Undefined before there is enough to go by. */
  pace(totalBytes: number): Pace | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.at - first.at < LEAST_MS) return undefined;
    const bytesPerSecond = ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
    const left = totalBytes - last.bytes;
    const moves = bytesPerSecond > 0 && totalBytes > 0;
    return { bytesPerSecond, secondsLeft: moves ? Math.max(0, left / bytesPerSecond) : undefined };
  }
}
