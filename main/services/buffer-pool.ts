/** Buffers of one size, lent and given back, so that streaming makes no garbage. */
export class BufferPool {
  readonly bufferBytes: number;
  readonly #kept: Buffer[] = [];
  readonly #keep: number;

  /** @param keep how many unused buffers stay allocated; more than these go back to the system */
  constructor(bufferBytes: number, keep: number) {
    this.bufferBytes = bufferBytes;
    this.#keep = keep;
  }

  /** Holds whatever was in it before. The one given back last comes first: it may still be in the processor's cache. */
  take(): Buffer {
    return this.#kept.pop() ?? Buffer.allocUnsafeSlow(this.bufferBytes);
  }

  give(buffer: Buffer): void {
    if (this.#kept.length < this.#keep) this.#kept.push(buffer);
  }
}
