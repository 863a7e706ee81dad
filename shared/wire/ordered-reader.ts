/** A Reader for formats whose byte order stands in the file. */
import { Reader } from './bytes.ts';

export class OrderedReader {
  readonly #reader: Reader;
  readonly little: boolean;

  /** @param base offset of `bytes[0]` in the file, for positions */
  constructor(bytes: Uint8Array, little: boolean, base = 0) {
    this.#reader = new Reader(bytes, base);
    this.little = little;
  }

  get left(): number {
    return this.#reader.left;
  }

  get offset(): number {
    return this.#reader.offset;
  }

  u8(what: string): number {
    return this.#reader.u8(what);
  }

  u16(what: string): number {
    return this.little ? this.#reader.u16Le(what) : this.#reader.u16(what);
  }

  u32(what: string): number {
    return this.little ? this.#reader.u32Le(what) : this.#reader.u32(what);
  }

  /** A view, not a copy. */
  slice(what: string, length: number): Uint8Array {
    return this.#reader.slice(what, length);
  }

  skip(what: string, length: number): void {
    this.#reader.skip(what, length);
  }

  /** The same order for other bytes. */
  ordered(bytes: Uint8Array): OrderedReader {
    return new OrderedReader(bytes, this.little);
  }

  fail(what: string): never {
    return this.#reader.fail(what);
  }
}
