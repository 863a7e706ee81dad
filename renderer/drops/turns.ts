/** Only so many at a time; the others wait in the order in which they came. */
export class Turns {
  readonly #atOnce: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Resolves with what ends the turn; rejects with the signal's reason for who gives up before it came. */
  take(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const begin = (): void => {
        signal.removeEventListener('abort', giveUp);
        this.#running++;
        let ended = false;
        resolve(() => {
          if (ended) return;
          ended = true;
          this.#running--;
          this.#waiting.shift()?.();
        });
      };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(signal.reason as Error);
      };
      if (this.#running < this.#atOnce) return begin();
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(begin);
    });
  }
}
