/** One running transfer: its socket, its timer, its blocks. What to do next is decided by shared/boot/tftp-transfer.ts. */
import type { Socket } from 'node:dgram';
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
import type { Ipv4 } from '../../shared/wire/address.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { decodeTftp, encodeTftp, TFTP_ERROR } from '../../shared/wire/tftp.ts';
import type { Peer } from '../net/ports.ts';
import type { ChunkPool } from './tftp-frames.ts';
import { DataFrames } from './tftp-frames.ts';
import type { Sender, SendTurns } from './tftp-turns.ts';
import { SLICE_BLOCKS } from './tftp-turns.ts';

/** At most this often, plus once at the end. */
const PROGRESS_MS = 200;

type TransferEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'declined'; readonly why: string }
  | { readonly kind: 'failed'; readonly error: TransferFailure | ErrorCode; readonly why: string };

/** How it ended, how many bytes the client acknowledged and how many blocks went out more than once. */
export type TransferOutcome = TransferEnd & { readonly bytes: number; readonly resent: number };

export interface TransferParts {
  /** Bound, not connected: a connected socket would leave strangers (RFC 1350 §4) to the kernel's ICMP. Closed by the owner. */
  readonly socket: Socket;
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
  #resolve: (outcome: TransferOutcome) => void = () => {};
  #transfer: Transfer;
  #ended = false;
  /** Blocks decided on that have not left yet. */
  #nextBlock = 1;
  #blocksLeft = 0;
  /** They left later than they were decided on. */
  #late = false;
  #highestSent = 0;
  #resent = 0;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;
  #progressAt = 0;

  constructor(parts: TransferParts) {
    this.#parts = parts;
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#oack = encodeTftp({ op: 'OACK', options: parts.terms.acknowledged });
    this.#frames = new DataFrames({
      source: parts.source,
      terms: parts.terms,
      pool: parts.pool,
      allTaken: () => parts.socket.getSendQueueCount() === 0,
      onReady: () => this.#pump(),
      onFailure: (error) => this.#onReadFailure(error),
    });
    parts.socket.on('message', (bytes, { address, port }) =>
      this.#onMessage(bytes, { address: address as Ipv4, port }),
    );
    const step = beginTransfer(parts.terms, parts.now());
    this.#transfer = step.transfer;
    this.#take(step);
  }

  /**
   * The same request came again from the same port. False when the client must have started over: it was on its way, then
   * fell silent (ROMs use the same port after every reset).
   */
  repeated(): boolean {
    if (this.#transfer.kind === 'sending' && this.#transfer.acked > 0 && this.#transfer.tries > 0)
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
    const asked = Math.min(blocks, this.#blocksLeft);
    const sent = this.#frames.deliver(this.#nextBlock, asked, this.#sendFrame);
    const last = this.#nextBlock + sent - 1;
    this.#resent += Math.max(0, Math.min(last, this.#highestSent) - this.#nextBlock + 1);
    this.#highestSent = Math.max(this.#highestSent, last);
    this.#nextBlock += sent;
    this.#blocksLeft -= sent;
    if (this.#blocksLeft === 0 && this.#late) {
      this.#late = false;
      this.#feed({ kind: 'departed' });
    }
    return sent === asked && this.#blocksLeft > 0;
  }

  readonly #sendFrame = (buffer: Uint8Array, offset: number, length: number): void => {
    const { socket, peer } = this.#parts;
    socket.send(buffer, offset, length, peer.port, peer.address);
  };

  #onMessage(bytes: Uint8Array, from: Peer): void {
    const { peer, socket, onMalformed } = this.#parts;
    if (from.port !== peer.port || from.address !== peer.address) {
      // RFC 1350 §4: an ERROR to the stranger, the transfer goes on. ERRORs are never answered.
      if (bytes[1] !== 5) {
        const message = 'This port belongs to another transfer';
        void sendError(socket, from, TFTP_ERROR.unknownTransferId, message);
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
    this.#take(stepTransfer(this.#parts.terms, this.#transfer, input, this.#parts.now()));
  }

  #take({ transfer, send }: TransferStep): void {
    this.#transfer = transfer;
    if (transfer.kind !== 'negotiating' && transfer.kind !== 'sending') {
      this.#end(transfer);
      return;
    }
    if (transfer.kind === 'sending') {
      this.#frames.advance(transfer.acked);
      this.#progress();
    }
    if (send.kind === 'oack')
      this.#parts.socket.send(this.#oack, this.#parts.peer.port, this.#parts.peer.address);
    if (send.kind === 'data') {
      this.#nextBlock = send.first;
      this.#blocksLeft = send.count;
      this.#late = false;
      this.#pump();
      this.#late = this.#blocksLeft > 0;
    }
    this.#arm(transfer.deadlineAt);
  }

  /** A single block leaves at once, as does the first slice when nobody waits; the rest takes its turns. */
  #pump(): void {
    const { turns } = this.#parts;
    if (this.#blocksLeft === 0) return;
    if (this.#blocksLeft > 1 && !turns.idle) turns.add(this);
    else if (this.sendSome(SLICE_BLOCKS)) turns.add(this);
  }

  #progress(): void {
    const { now, onProgress, terms } = this.#parts;
    const bytes = acknowledgedBytes(terms, this.#transfer);
    const at = now();
    if (bytes === 0 || at - this.#progressAt < PROGRESS_MS) return;
    this.#progressAt = at;
    onProgress(bytes);
  }

  /** The timer is left to fire early rather than set anew for every block; then it looks again. */
  #arm(at: number): void {
    if (this.#timer && this.#timerAt <= at) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(this.#onTimer, Math.max(1, Math.ceil(at - this.#parts.now())));
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
    const { socket, peer } = this.#parts;
    const told = sendError(socket, peer, TFTP_ERROR.notDefined, why);
    this.#end({ kind: 'failed', error, why }, told);
  }

  #end(end: TransferEnd, told?: Promise<void>): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#parts.turns.remove(this);
    this.#parts.socket.removeAllListeners('message');
    const bytes = acknowledgedBytes(this.#parts.terms, this.#transfer);
    void Promise.all([this.#frames.end(), told]).then(() =>
      this.#resolve({ bytes, resent: this.#resent, ...end }),
    );
  }
}

/** Resolves when the datagram has left, so that the socket may be closed. */
export function sendError(socket: Socket, to: Peer, code: number, message: string): Promise<void> {
  const bytes = encodeTftp({ op: 'ERROR', code, message });
  return new Promise((resolve) => socket.send(bytes, to.port, to.address, () => resolve()));
}
