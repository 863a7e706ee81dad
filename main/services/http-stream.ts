/**
 * A body streamed out of a ByteSource: while one chunk is on its way to the client, the next is read. At most two chunks
 * per response, however slow the client; one is given back in the write callback and not earlier, because until then the
 * kernel may still read from it, or when the socket is closed, because then it does not any more.
 */
import type { ByteSource } from '../../shared/model/boot-file.ts';
import { AppError } from '../../shared/model/error.ts';
import type { BufferPool } from './buffer-pool.ts';

/** Bodies up to this size get a buffer of their own, so that many small answers do not each hold a pooled one. */
const SMALL_BYTES = 64 * 1024;
/**
 * Bytes lent by the source in one piece. The last piece of a body is always read, after all that was lent is gone: so the
 * source's check for changes, which is part of every read, comes after the last byte it vouches for.
 */
const LENT_BYTES = 2 * 1024 * 1024;
/**
 * After so many bytes in a row the event loop gets its turn. Bytes out of the page cache into a connection that takes them
 * as fast as they come (a virtual machine on this computer) never wait for anything: without this a download would go through
 * in one turn, and DHCP, TFTP and every other download would wait for its end.
 */
const TURN_BYTES = 2 * 1024 * 1024;

export interface BodyJob {
  /** Of the response: `done` once the bytes are no longer needed, with an error when the connection is going. */
  readonly write: (bytes: Uint8Array, done: (error?: Error | null) => void) => unknown;
  readonly source: ByteSource;
  readonly start: number;
  /** More than 0, and inside the source. */
  readonly length: number;
  readonly buffers: BufferPool;
  /** Aborted when the client is gone. */
  readonly gone: AbortSignal;
  /** Called once, when the first bytes are there: until then the answer may still become an error. */
  readonly begin: () => void;
  /** Bytes handed to the network so far. */
  readonly onSent: (bytes: number) => void;
}

/**
 * Resolves when the last byte was handed to the network, or with `aborted` when the client went away. Rejects when the source
 * does, or ends early. After it settled nothing reads the source any more.
 */
export function streamBody(job: BodyJob): Promise<'finished' | 'aborted'> {
  return new BodyStream(job).run();
}

interface Chunk {
  readonly bytes: Uint8Array;
  readonly lent: boolean;
  /** Idempotent. */
  giveBack(): void;
}

class BodyStream {
  readonly #job: BodyJob;
  readonly #settled = Promise.withResolvers<'finished' | 'aborted'>();
  #settle: (() => void) | undefined;
  #lends: boolean;
  #begun = false;
  #asked = 0;
  #sent = 0;
  #sentThisTurn = 0;
  #resting = false;
  #reading = false;
  #ready: Chunk | undefined;
  #writing: Chunk | undefined;

  constructor(job: BodyJob) {
    this.#job = job;
    this.#lends = job.source.lend !== undefined;
  }

  run(): Promise<'finished' | 'aborted'> {
    const { gone } = this.#job;
    const onGone = (): void => {
      this.#writing?.giveBack();
      this.#end(() => this.#settled.resolve('aborted'));
    };
    if (gone.aborted) onGone();
    else gone.addEventListener('abort', onGone, { once: true });
    this.#read();
    return this.#settled.promise.finally(() => gone.removeEventListener('abort', onGone));
  }

  /** The first reason counts; it is told when no read is under way any more. */
  #end(settle: () => void): void {
    this.#settle ??= settle;
    this.#ready?.giveBack();
    this.#ready = undefined;
    if (!this.#reading) this.#settle();
  }

  #proceed(): void {
    if (this.#resting) return;
    this.#write();
    this.#read();
  }

  #rest(): void {
    this.#resting = true;
    setImmediate(() => {
      this.#resting = false;
      this.#sentThisTurn = 0;
      this.#proceed();
    });
  }

  #read(): void {
    const left = this.#job.length - this.#asked;
    if (this.#settle || this.#reading || this.#ready || left === 0) return;
    const lend = this.#lends && left > LENT_BYTES;
    if (!lend && this.#writing?.lent === true) return;
    this.#reading = true;
    (lend ? this.#borrow() : this.#fill()).then(
      (chunk) => {
        this.#reading = false;
        this.#asked += chunk.bytes.length;
        this.#ready = chunk;
        if (this.#settle) this.#end(this.#settle);
        else this.#proceed();
      },
      (error: unknown) => {
        this.#reading = false;
        this.#end(() => this.#settled.reject(error));
      },
    );
  }

  async #borrow(): Promise<Chunk> {
    const { source, start } = this.#job;
    const lent = await source.lend?.(start + this.#asked, LENT_BYTES);
    if (lent) return { bytes: lent.bytes, lent: true, giveBack: lent.giveBack };
    this.#lends = false;
    return this.#fill();
  }

  async #fill(): Promise<Chunk> {
    const { source, start, length, buffers } = this.#job;
    const pooled = length > SMALL_BYTES;
    const buffer = pooled ? buffers.take() : Buffer.allocUnsafe(length);
    let held = pooled;
    const giveBack = (): void => {
      if (held) buffers.give(buffer);
      held = false;
    };
    const bytes = buffer.subarray(0, Math.min(buffer.length, length - this.#asked));
    const position = start + this.#asked;
    try {
      const filled = await source.read(bytes, position);
      if (filled < bytes.length) throw endedEarly(position + filled);
      return { bytes, lent: false, giveBack };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  #write(): void {
    const chunk = this.#ready;
    if (!chunk || this.#writing || this.#settle) return;
    this.#ready = undefined;
    this.#writing = chunk;
    if (!this.#begun) this.#job.begin();
    this.#begun = true;
    this.#job.write(chunk.bytes, (error) => {
      chunk.giveBack();
      this.#writing = undefined;
      if (this.#settle) return;
      // Without `gone` an error here is one the socket reports before it closes.
      if (error) return this.#end(() => this.#settled.resolve('aborted'));
      const { bytes } = chunk;
      this.#sent += bytes.length;
      this.#job.onSent(this.#sent);
      if (this.#sent === this.#job.length) return this.#end(() => this.#settled.resolve('finished'));
      this.#sentThisTurn += bytes.length;
      if (this.#sentThisTurn >= TURN_BYTES) this.#rest();
      this.#proceed();
    });
  }
}

function endedEarly(position: number): AppError {
  const hint = 'Something else writes to it: wait until it is done, then drop the file again.';
  return new AppError('FILE_CHANGED', `The file ended at byte ${position}, before its own size.`, hint);
}
