/** The files of a tar that comes as a stream, one after the other. */
import { decodeTarHeader, decodeTarPath, padded, TAR_BLOCK } from '../../shared/wire/tar.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';

export interface TarFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** To be read to its end before the next file is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Extended headers hold a path; more is somebody's trick. */
const LARGEST_EXTENDED = 64 * 1024;

/** @throws DecodeError for what is no tar, or ends early, with its offset in the stream */
export async function* readTar(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const source = new Source(stream);
  let longPath: string | undefined;
  for (;;) {
    const at = source.offset;
    const header = rethrown(at, await source.exactly(TAR_BLOCK), decodeTarHeader);
    if (!header) break;
    const { type, sizeBytes } = header;
    if (type === 'extended') {
      if (sizeBytes > LARGEST_EXTENDED) throw new DecodeError('extended header', at);
      const content = await source.exactly(padded(sizeBytes));
      longPath = rethrown(at + TAR_BLOCK, content.subarray(0, sizeBytes), decodeTarPath);
      continue;
    }
    if (type === 'other') throw new DecodeError(`${header.path} is neither file nor folder`, at);
    const path = longPath ?? header.path;
    longPath = undefined;
    if (type === 'file') yield { path, sizeBytes, bytes: source.some(sizeBytes) };
    else await source.exactly(padded(sizeBytes));
    await source.exactly(padded(sizeBytes) - sizeBytes);
  }
  // To the end: the sender counts what was taken.
  await source.drain();
}

function rethrown<T>(base: number, bytes: Uint8Array, decode: (bytes: Uint8Array) => T): T {
  try {
    return decode(bytes);
  } catch (error) {
    throw error instanceof DecodeError ? new DecodeError(error.what, base + error.offset) : error;
  }
}

/** Chunks as they come, given out in the pieces that are wanted. */
class Source {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);
  offset = 0;

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async #next(most: number, what: string): Promise<Uint8Array> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) throw new DecodeError(what, this.offset, most, 0);
      this.#rest = next.value;
    }
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.length);
    this.offset += part.length;
    return part;
  }

  async exactly(length: number): Promise<Uint8Array> {
    const whole = new Uint8Array(length);
    for (let at = 0; at < length;) {
      const part = await this.#next(length - at, 'tar');
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  async *some(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0;) {
      const part = await this.#next(left, 'content of a file');
      left -= part.length;
      yield part;
    }
  }

  async drain(): Promise<void> {
    while ((await this.#chunks.next()).done !== true);
  }
}
