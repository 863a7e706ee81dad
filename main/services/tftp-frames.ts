/**
 * The DATA packets of one transfer, read ahead and laid out ready to send.
 *
 * Every block lies right behind its own four header bytes, so a packet is one piece of memory: moving the bytes apart once
 * per chunk costs less than sending header and data as two buffers for every block.
 */
import type { ByteSource } from '../../shared/model/boot-file.ts';
import { AppError } from '../../shared/model/error.ts';
import type { TransferTerms } from '../../shared/boot/tftp-terms.ts';
import { wireBlock } from '../../shared/boot/tftp-transfer.ts';
import { dataHeader } from '../../shared/wire/tftp.ts';

const HEADER_BYTES = dataHeader(0).length;
/** Of one chunk with its headers. */
const CHUNK_BYTES = 272 * 1024;
/** Read beyond the window, so that a disk that has to think does not stop the sender. */
const AHEAD_BYTES = 1024 * 1024;
/** Chunks kept for the next transfer. */
const SPARE_CHUNKS = 64;

/** Buffers of CHUNK_BYTES, handed from transfer to transfer. */
export class ChunkPool {
  readonly #spare: Uint8Array[] = [];

  take(): Uint8Array {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
  }

  give(chunk: Uint8Array): void {
    if (this.#spare.length < SPARE_CHUNKS) this.#spare.push(chunk);
  }
}

export interface FramesParts {
  readonly source: ByteSource;
  readonly terms: TransferTerms;
  readonly pool: ChunkPool;
  /** Blocks that were not there when asked for may be there now. */
  readonly onReady: () => void;
  /** Once; no further block will come. */
  readonly onFailure: (error: unknown) => void;
}

export class DataFrames {
  readonly #parts: FramesParts;
  readonly #blocksPerChunk: number;
  readonly #chunksAhead: number;
  readonly #lastChunk: number;
  /** Chunks #first … #first + #chunks.length - 1 of the file. */
  readonly #chunks: Uint8Array[] = [];
  #first = 0;
  #reading: Promise<void> | undefined;
  #ended = false;

  constructor(parts: FramesParts) {
    this.#parts = parts;
    const { terms } = parts;
    this.#blocksPerChunk = Math.max(1, Math.floor(CHUNK_BYTES / (terms.blksize + HEADER_BYTES)));
    this.#chunksAhead = Math.ceil(
      (terms.windowsize * terms.blksize + AHEAD_BYTES) / (this.#blocksPerChunk * terms.blksize),
    );
    this.#lastChunk = Math.floor((terms.lastBlock - 1) / this.#blocksPerChunk);
    this.#readAhead();
  }

  /** The DATA packet of `block`; undefined while it is being read. */
  packet(block: number): Uint8Array | undefined {
    const { blksize, lastBlock, sizeBytes } = this.#parts.terms;
    const index = Math.floor((block - 1) / this.#blocksPerChunk);
    const chunk = this.#chunks[index - this.#first];
    if (chunk === undefined) return undefined;
    const start = (block - 1 - index * this.#blocksPerChunk) * (HEADER_BYTES + blksize);
    const data = block === lastBlock ? sizeBytes - (lastBlock - 1) * blksize : blksize;
    return chunk.subarray(start, start + HEADER_BYTES + data);
  }

  /** Blocks up to `acked` will not be asked for again. */
  advance(acked: number): void {
    const first = Math.min(Math.floor(acked / this.#blocksPerChunk), this.#lastChunk);
    if (first === this.#first) return;
    while (this.#first < first) {
      this.#giveBack(this.#chunks.shift());
      this.#first++;
    }
    this.#readAhead();
  }

  /** Resolves when no read is under way any more. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#reading;
    for (const chunk of this.#chunks.splice(0)) this.#giveBack(chunk);
  }

  #giveBack(chunk: Uint8Array | undefined): void {
    if (chunk?.length === CHUNK_BYTES) this.#parts.pool.give(chunk);
  }

  #readAhead(): void {
    if (this.#reading || this.#ended) return;
    this.#reading = this.#fill()
      .catch((error: unknown) => {
        this.#ended = true;
        this.#parts.onFailure(error);
      })
      .finally(() => {
        this.#reading = undefined;
      });
  }

  /** One read at a time, in order: what a spinning disk likes, and no transfer keeps the thread pool for itself. */
  async #fill(): Promise<void> {
    while (!this.#ended) {
      const index = this.#first + this.#chunks.length;
      if (index > this.#lastChunk || this.#chunks.length >= this.#chunksAhead) return;
      const chunk = await this.#readChunk(index);
      if (this.#ended) this.#giveBack(chunk);
      else {
        this.#chunks.push(chunk);
        this.#parts.onReady();
      }
    }
  }

  async #readChunk(index: number): Promise<Uint8Array> {
    const { source, terms, pool } = this.#parts;
    const { blksize, sizeBytes, lastBlock } = terms;
    const firstBlock = index * this.#blocksPerChunk + 1;
    const blocks = Math.min(this.#blocksPerChunk, lastBlock - firstBlock + 1);
    const position = (firstBlock - 1) * blksize;
    const data = Math.min(blocks * blksize, sizeBytes - position);
    const chunk = this.#lastChunk === 0 ? Buffer.allocUnsafeSlow(blocks * HEADER_BYTES + data) : pool.take();
    // Read behind the room of all headers, then move every block forward to its place.
    const readAt = blocks * HEADER_BYTES;
    const filled = data === 0 ? 0 : await source.read(chunk.subarray(readAt, readAt + data), position);
    if (filled < data)
      throw new AppError(
        'FILE_CHANGED',
        `The file ended after ${position + filled} of ${sizeBytes} bytes.`,
        'It was cut while it was being sent; drop it again.',
      );
    for (let i = 0; i < blocks; i++) {
      const to = i * (blksize + HEADER_BYTES);
      const from = readAt + i * blksize;
      chunk.set(dataHeader(wireBlock(firstBlock + i)), to);
      chunk.copyWithin(to + HEADER_BYTES, from, Math.min(from + blksize, readAt + data));
    }
    return chunk;
  }
}
