/**
 * Whose blocks leave next. A client with a window of 64 would keep the sender busy while thirty lock-step clients wait for
 * one block each; so a window leaves in slices, one transfer after the other, and the event loop runs in between.
 */

/** Blocks of one transfer that leave in one go. */
export const SLICE_BLOCKS = 16;
/** Blocks that leave before sockets are read again, about 100 µs of work. */
const ROUND_BLOCKS = 64;

export interface Sender {
  /** Sends up to `blocks`; true when more is ready to leave. */
  sendSome(blocks: number): boolean;
}

export class SendTurns {
  readonly #waiting = new Set<Sender>();
  #immediate: NodeJS.Immediate | undefined;

  /** Nobody would be overtaken. */
  get idle(): boolean {
    return this.#waiting.size === 0;
  }

  /** Gives `sender` turns until it has nothing left. */
  add(sender: Sender): void {
    this.#waiting.add(sender);
    this.#immediate ??= setImmediate(this.#round);
  }

  remove(sender: Sender): void {
    this.#waiting.delete(sender);
  }

  readonly #round = (): void => {
    this.#immediate = undefined;
    let blocks = 0;
    for (const sender of this.#waiting) {
      this.#waiting.delete(sender);
      // Added again it stands at the end of the set, and this loop comes to it if the round is not over.
      if (sender.sendSome(SLICE_BLOCKS)) this.#waiting.add(sender);
      blocks += SLICE_BLOCKS;
      if (blocks >= ROUND_BLOCKS) break;
    }
    if (this.#waiting.size > 0) this.#immediate ??= setImmediate(this.#round);
  };
}
