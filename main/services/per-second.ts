/** A budget that is full again every second: for what may be done, or said, only so often. */
export class PerSecond {
  readonly #limit: number;
  #second = 0;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** True while the budget of the second that `now` (ms) lies in is not used up. */
  take(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#used = 0;
    }
    if (this.#used >= this.#limit) return false;
    this.#used++;
    return true;
  }
}
