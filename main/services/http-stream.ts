/**
 * A body streamed out of a ByteSource: while one buffer is on its way to the client, the next is read. At most two buffers
 * per response, however slow the client; one goes back to the pool in the write callback and not earlier, because until
 * then the kernel may still read from it.
 */
import type { ByteSource } from '../../shared/model/boot-file.ts';
import { AppError } from '../../shared/model/error.ts';
import type { BufferPool } from './buffer-pool.ts';

/** Bodies up to this size get a buffer of their own, so that many small answers do not each hold a pooled one. */
const SMALL_BYTES = 64 * 1024;
/**
 * After so many bytes in a row the event loop gets its turn. Bytes out of the page cache into a connection that takes them
 * as fast as they come (a virtual machine on this computer) never wait for anything: without this a download would go through
 * in one turn, and DHCP, TFTP and every other download would wait for its end.
 */
const TURN_BYTES = 2 * 1024 * 1024;

export interface BodyJob {
  /** Of the response: `done` once the bytes are no longer needed, with an error when the connection is going. */
  readonly write: (bytes: Buffer, done: (error?: Error | null) => void) => unknown;
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
  readonly buffer: Buffer;
  readonly pooled: boolean;
  readonly bytes: number;
}

class BodyStream {
  readonly #job: BodyJob;
  readonly #settled = Promise.withResolvers<'finished' | 'aborted'>();
  #settle: (() => void) | undefined;
  #begun = false;
  #asked = 0;
  #sent = 0;
  #reading = false;
  #writing = false;
  #sentThisTurn = 0;
  #resting = false;
  #ready: Chunk | undefined;

  constructor(job: BodyJob) {
    this.#job = job;
  }

  run(): Promise<'finished' | 'aborted'> {
    const { gone } = this.#job;
    const onGone = (): void => this.#end(() => this.#settled.resolve('aborted'));
    if (gone.aborted) onGone();
    else gone.addEventListener('abort', onGone, { once: true });
    this.#read();
    return this.#settled.promise.finally(() => gone.removeEventListener('abort', onGone));
  }

  /** The first reason counts; it is told when no read is under way any more. */
  #end(settle: () => void): void {
    this.#settle ??= settle;
    if (this.#ready) this.#giveBack(this.#ready);
    this.#ready = undefined;
    if (!this.#reading) this.#settle();
  }

  #read(): void {
    const { start, length, source, buffers } = this.#job;
    if (this.#settle || this.#reading || this.#ready || this.#asked === length) return;
    const pooled = length > SMALL_BYTES;
    const buffer = pooled ? buffers.take() : Buffer.allocUnsafe(length);
    const bytes = Math.min(buffer.length, length - this.#asked);
    const chunk: Chunk = { buffer, pooled, bytes };
    const position = start + this.#asked;
    this.#asked += bytes;
    this.#reading = true;
    source.read(bytes === buffer.length ? buffer : buffer.subarray(0, bytes), position).then(
      (filled) => {
        this.#reading = false;
        if (filled < bytes) return this.#fail(chunk, endedEarly(position + filled));
        this.#ready = chunk;
        if (this.#settle) return this.#end(this.#settle);
        this.#proceed();
      },
      (error: unknown) => {
        this.#reading = false;
        this.#fail(chunk, error);
      },
    );
  }

  #fail(chunk: Chunk, error: unknown): void {
    this.#giveBack(chunk);
    this.#end(() => this.#settled.reject(error));
  }

  #write(): void {
    const chunk = this.#ready;
    if (!chunk || this.#writing || this.#settle) return;
    this.#ready = undefined;
    this.#writing = true;
    if (!this.#begun) this.#job.begin();
    this.#begun = true;
    const { buffer, bytes } = chunk;
    this.#job.write(bytes === buffer.length ? buffer : buffer.subarray(0, bytes), (error) => {
      this.#giveBack(chunk);
      this.#writing = false;
      if (this.#settle) return;
      // Without `gone` an error here is one the socket reports before it closes.
      if (error) return this.#end(() => this.#settled.resolve('aborted'));
      this.#sent += bytes;
      this.#job.onSent(this.#sent);
      if (this.#sent === this.#job.length) return this.#end(() => this.#settled.resolve('finished'));
      this.#sentThisTurn += bytes;
      if (this.#sentThisTurn >= TURN_BYTES) this.#rest();
      this.#proceed();
    });
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

  #giveBack(chunk: Chunk): void {
    if (chunk.pooled) this.#job.buffers.give(chunk.buffer);
  }
}

function endedEarly(position: number): AppError {
  const hint = 'Something else writes to it: wait until it is done, then drop the file again.';
  return new AppError('FILE_CHANGED', `The file ended at byte ${position}, before its own size.`, hint);
}
