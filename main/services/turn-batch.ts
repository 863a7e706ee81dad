/**
 * Collects what arrives in one burst, so that what is costly once (a disk flush) is paid once per burst.
 *
 * libuv reads at most 32 datagrams of a socket per turn of the event loop. When a turn brought something, one more is
 * waited for, which costs microseconds where nothing comes; under load up to TURNS of them are put together.
 */
const TURNS = 3;

export class TurnBatch<T> {
  readonly #run: (items: readonly T[]) => void;
  readonly #capacity: number;
  #items: T[] = [];
  #seen = 0;
  #turns = 0;
  #immediate: NodeJS.Immediate | undefined;

  /** @param run must not throw: nothing would catch it */
  constructor(capacity: number, run: (items: readonly T[]) => void) {
    this.#capacity = capacity;
    this.#run = run;
  }

  /** False when the batch is full: the item is not taken. */
  push(item: T): boolean {
    if (this.#items.length >= this.#capacity) return false;
    this.#items.push(item);
    this.#immediate ??= setImmediate(() => this.#turn());
    return true;
  }

  /** What was collected is thrown away. */
  stop(): void {
    clearImmediate(this.#immediate);
    this.#reset();
  }

  #turn(): void {
    const grew = this.#items.length > this.#seen;
    this.#seen = this.#items.length;
    this.#turns++;
    if (grew && this.#turns < TURNS) {
      this.#immediate = setImmediate(() => this.#turn());
      return;
    }
    const items = this.#items;
    this.#reset();
    this.#run(items);
  }

  #reset(): void {
    this.#items = [];
    this.#seen = 0;
    this.#turns = 0;
    this.#immediate = undefined;
  }
}
