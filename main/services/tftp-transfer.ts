/** One running transfer: its socket, its timer, its blocks. What to do next is decided by shared/boot/tftp-transfer.ts. */
import type { TransferTerms } from '../../shared/boot/tftp-terms.ts';
import type {
  Transfer,
  TransferFailure,
  TransferInput,
  TransferStep,
} from '../../shared/boot/tftp-transfer.ts';
import { acknowledgedBytes, beginTransfer, stepTransfer } from '../../shared/boot/tftp-transfer.ts';
import type { ByteSource } from '../../shared/model/boot-file.ts';
import type { ErrorCode } from '../../shared/model/error.ts';
import { reportError } from '../../shared/model/error.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { decodeTftp, encodeTftp, TFTP_ERROR } from '../../shared/wire/tftp.ts';
import type { Peer, TransferPort } from '../net/ports.ts';
import type { ChunkPool } from './tftp-frames.ts';
import { DataFrames } from './tftp-frames.ts';
import type { Sender, SendTurns } from './tftp-turns.ts';
import { SLICE_BLOCKS } from './tftp-turns.ts';

/** At most this often, plus once at the end. */
const PROGRESS_MS = 200;
/** Until the kernel is offered again what it had no room for. */
const RETRY_MS = 1;

type TransferEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'declined'; readonly why: string }
  | { readonly kind: 'failed'; readonly error: TransferFailure | ErrorCode; readonly why: string };

/** How it ended, how many bytes the client acknowledged and how many blocks went out more than once. */
export type TransferOutcome = TransferEnd & { readonly bytes: number; readonly resent: number };

export interface TransferParts {
  /** Closed by its owner. */
  readonly port: TransferPort;
  readonly peer: Peer;
  readonly source: ByteSource;
  readonly terms: TransferTerms;
  readonly turns: SendTurns;
  readonly pool: ChunkPool;
  /** Monotonic, in ms. */
  readonly now: () => number;
  /** Bytes acknowledged so far. */
  readonly onProgress: (bytes: number) => void;
  readonly onMalformed: (bytes: Uint8Array, error: DecodeError) => void;
}

export class RunningTransfer implements Sender {
  /** Resolves once, when nothing of the transfer runs any more. */
  readonly outcome: Promise<TransferOutcome>;
  readonly #parts: TransferParts;
  readonly #frames: DataFrames;
  readonly #oack: Uint8Array;
  readonly #resolve: (outcome: TransferOutcome) => void;
  #transfer: Transfer;
  #ended = false;
  /** Blocks decided on that have not left yet. */
  #nextBlock = 1;
  #blocksLeft = 0;
  /** They left later than they were decided on. */
  #late = false;
  #highestSent = 0;
  #resent = 0;
  /** The kernel's send buffer was full. */
  #retry: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;
  #progressAt = -Infinity;

  constructor(parts: TransferParts) {
    this.#parts = parts;
    const { promise, resolve } = Promise.withResolvers<TransferOutcome>();
    this.outcome = promise;
    this.#resolve = resolve;
    this.#oack = encodeTftp({ op: 'OACK', options: parts.terms.acknowledged });
    this.#frames = new DataFrames({
      source: parts.source,
      terms: parts.terms,
      pool: parts.pool,
      onReady: () => this.#pump(),
      onFailure: (error) => this.#onReadFailure(error),
    });
    parts.port.onMessage((bytes, from) => this.#onMessage(bytes, from));
    const now = parts.now();
    const step = beginTransfer(parts.terms, now);
    this.#transfer = step.transfer;
    this.#take(step, now);
  }

  /**
   * The same request came again from the same port. False when it is a new one: this transfer has just ended (tftp-hpa keeps
   * its port for the next file), or was on its way and fell silent (ROMs use the same port after every reset).
   */
  repeated(): boolean {
    const transfer = this.#transfer;
    if (this.#ended || (transfer.kind === 'sending' && transfer.acked > 0 && transfer.unanswered > 0))
      return false;
    this.#feed({ kind: 'repeated' });
    return true;
  }

  /** Ends it from our side; the client is told. */
  cancel(error: ErrorCode, why: string): void {
    this.#fail(error, why);
  }

  /** Ends it from our side without a word, because the client has begun another one from the same port. */
  abandon(why: string): void {
    if (!this.#ended) this.#end({ kind: 'declined', why });
  }

  sendSome(blocks: number): boolean {
    if (this.#ended) return false;
    for (let budget = Math.min(blocks, this.#blocksLeft); budget > 0; budget--) {
      const packet = this.#frames.packet(this.#nextBlock);
      // `onReady` goes on.
      if (packet === undefined) return false;
      if (!this.#parts.port.send(packet)) {
        this.#retry ??= setTimeout(this.#onRoom, RETRY_MS);
        return false;
      }
      if (this.#nextBlock <= this.#highestSent) this.#resent++;
      else this.#highestSent = this.#nextBlock;
      this.#nextBlock++;
      this.#blocksLeft--;
    }
    if (this.#blocksLeft === 0 && this.#late) {
      this.#late = false;
      this.#feed({ kind: 'departed' });
    }
    return this.#blocksLeft > 0;
  }

  readonly #onRoom = (): void => {
    this.#retry = undefined;
    this.#pump();
  };

  #onMessage(bytes: Uint8Array, from: Peer): void {
    const { peer, port, onMalformed } = this.#parts;
    if (this.#ended) return;
    if (from.port !== peer.port || from.address !== peer.address) {
      // RFC 1350 §4: an ERROR to the stranger, the transfer goes on. ERRORs are never answered.
      if (bytes[1] !== 5) {
        const message = 'This port belongs to another transfer';
        port.sendTo(encodeTftp({ op: 'ERROR', code: TFTP_ERROR.unknownTransferId, message }), from);
      }
      return;
    }
    // By hand because this runs once per block in lock-step.
    if (bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 4) {
      this.#feed({ kind: 'ack', block: ((bytes[2] as number) << 8) | (bytes[3] as number) });
      return;
    }
    try {
      const packet = decodeTftp(bytes);
      if (packet.op === 'ERROR') this.#feed({ kind: 'error', code: packet.code, message: packet.message });
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      onMalformed(bytes, error);
    }
  }

  #feed(input: TransferInput): void {
    if (this.#ended) return;
    const now = this.#parts.now();
    this.#take(stepTransfer(this.#parts.terms, this.#transfer, input, now), now);
  }

  #take({ transfer, send }: TransferStep, now: number): void {
    this.#transfer = transfer;
    if (transfer.kind !== 'negotiating' && transfer.kind !== 'sending') {
      this.#end(transfer);
      return;
    }
    if (transfer.kind === 'sending') {
      this.#frames.advance(transfer.acked);
      this.#progress(now);
    }
    if (send.kind === 'oack') this.#parts.port.send(this.#oack);
    if (send.kind === 'data' || send.kind === 'more') {
      if (send.kind === 'data') {
        this.#nextBlock = send.first;
        this.#blocksLeft = 0;
      }
      this.#blocksLeft += send.count;
      this.#late = false;
      this.#pump();
      this.#late = this.#blocksLeft > 0;
    }
    this.#arm(transfer.deadlineAt, now);
  }

  /** A single block leaves at once, as does the first slice when nobody waits; the rest takes its turns. */
  #pump(): void {
    const { turns } = this.#parts;
    if (this.#blocksLeft === 0) return;
    if (this.#blocksLeft > 1 && !turns.idle) turns.add(this);
    else if (this.sendSome(SLICE_BLOCKS)) turns.add(this);
  }

  #progress(now: number): void {
    if (now - this.#progressAt < PROGRESS_MS) return;
    const bytes = acknowledgedBytes(this.#parts.terms, this.#transfer);
    if (bytes === 0) return;
    this.#progressAt = now;
    this.#parts.onProgress(bytes);
  }

  /** The timer is left to fire early rather than set anew for every block; then it looks again. */
  #arm(at: number, now: number): void {
    if (this.#timer && this.#timerAt <= at) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(this.#onTimer, Math.max(1, Math.ceil(at - now)));
  }

  readonly #onTimer = (): void => {
    this.#timer = undefined;
    // What has not left needs no answer; `departed` starts the wait.
    if (this.#blocksLeft === 0) this.#feed({ kind: 'timer' });
  };

  #onReadFailure(thrown: unknown): void {
    const { code, message } = reportError(thrown);
    this.#fail(code, message);
  }

  #fail(error: ErrorCode, why: string): void {
    if (this.#ended) return;
    sendError(this.#parts.port, TFTP_ERROR.notDefined, why);
    this.#end({ kind: 'failed', error, why });
  }

  #end(end: TransferEnd): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
    this.#parts.turns.remove(this);
    const bytes = acknowledgedBytes(this.#parts.terms, this.#transfer);
    void this.#frames.end().then(() => this.#resolve({ bytes, resent: this.#resent, ...end }));
  }
}

export function sendError(port: TransferPort, code: number, message: string): void {
  port.send(encodeTftp({ op: 'ERROR', code, message }));
}
