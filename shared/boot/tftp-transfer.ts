/**
 * One TFTP read transfer as the server sees it: state and what the client said in, next state and what to send out.
 * RFC 1350 with RFC 1123 §4.2.3.1 (Sorcerer's Apprentice), RFC 2347 (OACK), RFC 7440 (windows).
 *
 * Blocks are counted from 1 without rollover; `wireBlock` is the 16-bit number on the wire, 0 after 65535.
 * Times are milliseconds of any clock that never goes back.
 */
import type { TransferTerms } from './tftp-terms.ts';

/** Stable codes of `tftp.failed`, as far as the transfer itself decides them. */
export type TransferFailure = 'NO_ANSWER' | 'CLIENT_ERROR';

/** What a running transfer knows about time. */
interface Pace {
  /** The client last moved the transfer on. */
  readonly heardAt: number;
  /** The datagrams we wait for an answer to left. */
  readonly sentAt: number;
  /** Next retransmission, or the end. */
  readonly deadlineAt: number;
  /** How long the present wait is; doubles with every retransmission. */
  readonly waitMs: number;
  /** Retransmissions since the client last moved on. */
  readonly tries: number;
}

export type Transfer =
  /** The OACK is out, ACK 0 is awaited. */
  | ({ readonly kind: 'negotiating' } & Pace)
  /** Blocks acked+1 … sent are out. */
  | ({
      readonly kind: 'sending';
      readonly acked: number;
      readonly sent: number;
      /** The window was last begun anew because the client missed a block. */
      readonly restartedAt: number;
      /** Smoothed time from a window's departure to its ACK; undefined until measured. */
      readonly rttMs?: number;
    } & Pace)
  /** The last block was acknowledged, or its ACK is all that is missing (see `onTimer`). */
  | { readonly kind: 'finished'; readonly acked: number }
  /** The client wanted no more, which is not a failure. */
  | { readonly kind: 'declined'; readonly acked: number; readonly why: string }
  | {
      readonly kind: 'failed';
      readonly acked: number;
      readonly error: TransferFailure;
      readonly why: string;
    };

type Negotiating = Extract<Transfer, { kind: 'negotiating' }>;
type Sending = Extract<Transfer, { kind: 'sending' }>;

export type TransferInput =
  | { readonly kind: 'ack'; readonly block: number }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  /** The same request came again from the same port. */
  | { readonly kind: 'repeated' }
  /** What was to be sent has left only now: it waited for the disk or for its turn. */
  | { readonly kind: 'departed' }
  /** Time passed. */
  | { readonly kind: 'timer' };

export type TransferSend =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'oack' }
  /** DATA `first` … `first + count - 1`, in place of whatever has not left yet. */
  | { readonly kind: 'data'; readonly first: number; readonly count: number };

export interface TransferStep {
  readonly transfer: Transfer;
  readonly send: TransferSend;
}

/** First wait without a `timeout` option, before anything was measured: old ROMs take long to write a block away. */
const FIRST_WAIT_MS = 1000;
/** Shortest wait once the client's pace is known. A block too many does no harm, its second ACK is ignored. */
const SHORTEST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 8000;
/** Silence that ends a transfer, unless the client asked for a timeout that makes it pointless. */
const GIVE_UP_MS = 30_000;
/** Retransmissions of the last window after which its ACK is not missed any more. */
const LAST_ACK_TRIES = 4;
/** Shortest time between two restarts of a window; also twice the round trip, see `onDuplicate`. */
const SHORTEST_HOLD_MS = 20;
/** A request repeated sooner than this is a copy made by the network, not a client that missed our answer. */
const REPEAT_AFTER_MS = 100;

const NOTHING: TransferSend = { kind: 'nothing' };

export function wireBlock(block: number): number {
  return block & 0xffff;
}

/** Bytes of the file that the client has acknowledged. */
export function acknowledgedBytes(terms: TransferTerms, transfer: Transfer): number {
  return transfer.kind === 'negotiating' ? 0 : Math.min(transfer.acked * terms.blksize, terms.sizeBytes);
}

export function beginTransfer(terms: TransferTerms, now: number): TransferStep {
  const waitMs = firstWait(terms);
  const pace: Pace = { heardAt: now, sentAt: now, deadlineAt: now + waitMs, waitMs, tries: 0 };
  if (terms.acknowledged.length > 0)
    return { transfer: { kind: 'negotiating', ...pace }, send: { kind: 'oack' } };
  return sendWindow(terms, 0, pace, { restartedAt: -Infinity });
}

/** Next state and what to send; an ended transfer stays as it is. */
export function stepTransfer(
  terms: TransferTerms,
  transfer: Transfer,
  input: TransferInput,
  now: number,
): TransferStep {
  if (transfer.kind !== 'negotiating' && transfer.kind !== 'sending') return { transfer, send: NOTHING };
  switch (input.kind) {
    case 'ack':
      return transfer.kind === 'negotiating'
        ? onFirstAck(terms, transfer, input.block, now)
        : onAck(terms, transfer, input.block, now);
    case 'error':
      return { transfer: onError(terms, transfer, input.code, input.message), send: NOTHING };
    case 'repeated':
      return onRepeated(terms, transfer, now);
    case 'departed':
      return { transfer: onDeparted(transfer, now), send: NOTHING };
    case 'timer':
      return onTimer(terms, transfer, now);
  }
}

function onFirstAck(terms: TransferTerms, transfer: Negotiating, block: number, now: number): TransferStep {
  if (block !== 0) return { transfer, send: NOTHING };
  return sendWindow(terms, 0, restedPace(terms, undefined, now), { restartedAt: -Infinity });
}

function onAck(terms: TransferTerms, transfer: Sending, block: number, now: number): TransferStep {
  // Modulo 65536 because block numbers roll over; a window is far too small for two readings.
  const ahead = (block - transfer.acked) & 0xffff;
  if (ahead === 0) return onDuplicate(terms, transfer, now);
  // Acknowledged long ago, or never sent.
  if (ahead > transfer.sent - transfer.acked) return { transfer, send: NOTHING };
  const acked = transfer.acked + ahead;
  if (acked === terms.lastBlock) return { transfer: { kind: 'finished', acked }, send: NOTHING };
  const missed = acked < transfer.sent;
  // Karn: a window that was sent more than once says nothing about the round trip.
  const measured = !missed && transfer.tries === 0 && transfer.restartedAt < transfer.sentAt;
  const rttMs = measured ? smooth(transfer.rttMs, now - transfer.sentAt) : transfer.rttMs;
  // RFC 7440 §4: an ACK inside the window means that the block after it was lost; go on from there.
  const restartedAt = missed ? now : transfer.restartedAt;
  return sendWindow(terms, acked, restedPace(terms, rttMs, now), {
    restartedAt,
    ...(rttMs === undefined ? {} : { rttMs }),
  });
}

/**
 * The ACK that began this window came again.
 *
 * In lock-step that is a copy and never answered: every answer would double from then on, the Sorcerer's Apprentice
 * (RFC 1123 §4.2.3.1). In a larger window it may say that the window's first block was lost. How clients say it differs:
 * U-Boot once per gap, EDK2 once for every block after the gap, and again for every block of a window that it gets twice.
 * So the window is restarted at once, but not again before what was sent has had time to arrive; if the client has not
 * moved on by then, the timer restarts it.
 */
function onDuplicate(terms: TransferTerms, transfer: Sending, now: number): TransferStep {
  if (terms.windowsize === 1) return { transfer, send: NOTHING };
  const holdUntil = transfer.restartedAt + Math.max(SHORTEST_HOLD_MS, 2 * (transfer.rttMs ?? 0));
  if (now < holdUntil)
    return { transfer: { ...transfer, deadlineAt: Math.min(transfer.deadlineAt, holdUntil) }, send: NOTHING };
  return {
    transfer: { ...transfer, restartedAt: now, sentAt: now, deadlineAt: now + transfer.waitMs },
    send: { kind: 'data', first: transfer.acked + 1, count: transfer.sent - transfer.acked },
  };
}

/** The client could not have answered earlier, so neither the wait nor its silence begins before. */
function onDeparted(transfer: Negotiating | Sending, now: number): Transfer {
  const heardAt = transfer.tries === 0 ? now : transfer.heardAt;
  return { ...transfer, heardAt, sentAt: now, deadlineAt: now + transfer.waitMs };
}

function onRepeated(terms: TransferTerms, transfer: Negotiating | Sending, now: number): TransferStep {
  const unanswered =
    transfer.kind === 'negotiating' || (transfer.acked === 0 && terms.acknowledged.length === 0);
  if (!unanswered || now - transfer.sentAt < REPEAT_AFTER_MS) return { transfer, send: NOTHING };
  return { transfer: { ...transfer, sentAt: now, deadlineAt: now + transfer.waitMs }, send: again(transfer) };
}

/**
 * RFC 1350 §7: an ERROR ends the transfer and is not answered. Lies of firmware: an ERROR is often the normal way to stop.
 * - Boot ROMs open a transfer only to read tsize from the OACK and end it with ERROR 8 "User aborted the transfer" (EDK2, OVMF)
 *   or ERROR 0 "TFTP Aborted" (Intel ROMs, iPXE), then ask for the file again. RFC 2347 reserves 8 for options refused.
 * - Boot loaders close a file they do not want to the end with ERROR 0 "closed" (GRUB) or "No error, file close" (PXELINUX).
 */
function onError(
  terms: TransferTerms,
  transfer: Negotiating | Sending,
  code: number,
  message: string,
): Transfer {
  const acked = transfer.kind === 'sending' ? transfer.acked : 0;
  if (acked === 0 && terms.sizeAsked && (code === 0 || code === 8))
    return { kind: 'declined', acked, why: 'the client only asked for the size' };
  if (code === 0 && (message === 'closed' || message === 'No error, file close'))
    return { kind: 'declined', acked, why: 'the client closed the file before its end' };
  return { kind: 'failed', acked, error: 'CLIENT_ERROR', why: `the client sent ERROR ${code} "${message}"` };
}

/**
 * Sends again what was not acknowledged and doubles the wait, until the client has been silent for too long.
 * A lie of firmware: some ROMs start what they loaded without acknowledging the last block. Where nothing but that ACK is
 * missing, the transfer counts as finished, unless the client never said a word after its request.
 */
function onTimer(terms: TransferTerms, transfer: Negotiating | Sending, now: number): TransferStep {
  if (now < transfer.deadlineAt) return { transfer, send: NOTHING };
  const silentMs = now - transfer.heardAt;
  const answered = transfer.kind === 'sending' && (transfer.acked > 0 || terms.acknowledged.length > 0);
  const lastOut = transfer.kind === 'sending' && transfer.sent === terms.lastBlock;
  const limitMs = giveUpAfter(terms);
  if (answered && lastOut && (transfer.tries >= LAST_ACK_TRIES || silentMs >= limitMs))
    return { transfer: { kind: 'finished', acked: terms.lastBlock }, send: NOTHING };
  if (silentMs >= limitMs) {
    const acked = transfer.kind === 'sending' ? transfer.acked : 0;
    const what = transfer.kind === 'negotiating' ? 'the option acknowledgement' : `block ${acked + 1}`;
    const why = `no answer to ${what} in ${Math.round(silentMs / 1000)} s`;
    return { transfer: { kind: 'failed', acked, error: 'NO_ANSWER', why }, send: NOTHING };
  }
  const waitMs = Math.min(transfer.waitMs * 2, Math.max(LONGEST_WAIT_MS, firstWait(terms)));
  const deadlineAt = Math.min(now + waitMs, transfer.heardAt + limitMs);
  const pace = { sentAt: now, deadlineAt, waitMs, tries: transfer.tries + 1 };
  return {
    transfer:
      transfer.kind === 'sending' ? { ...transfer, ...pace, restartedAt: now } : { ...transfer, ...pace },
    send: again(transfer),
  };
}

/** The window that begins after `acked`. */
function sendWindow(
  terms: TransferTerms,
  acked: number,
  pace: Pace,
  memory: Pick<Sending, 'restartedAt' | 'rttMs'>,
): TransferStep {
  const count = Math.min(terms.windowsize, terms.lastBlock - acked);
  return {
    transfer: { kind: 'sending', acked, sent: acked + count, ...memory, ...pace },
    send: { kind: 'data', first: acked + 1, count },
  };
}

function again(transfer: Negotiating | Sending): TransferSend {
  if (transfer.kind === 'negotiating') return { kind: 'oack' };
  return { kind: 'data', first: transfer.acked + 1, count: transfer.sent - transfer.acked };
}

/** The client has just moved on: the wait begins small again. */
function restedPace(terms: TransferTerms, rttMs: number | undefined, now: number): Pace {
  const waitMs = usualWait(terms, rttMs);
  return { heardAt: now, sentAt: now, deadlineAt: now + waitMs, waitMs, tries: 0 };
}

function firstWait(terms: TransferTerms): number {
  return terms.timeoutMs ?? FIRST_WAIT_MS;
}

/** A timeout that was agreed on is kept to (RFC 2349); else the wait follows the client's own pace. */
function usualWait(terms: TransferTerms, rttMs: number | undefined): number {
  if (terms.timeoutMs !== undefined || rttMs === undefined) return firstWait(terms);
  return Math.min(FIRST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, 8 * rttMs));
}

function giveUpAfter(terms: TransferTerms): number {
  return Math.max(GIVE_UP_MS, 3 * firstWait(terms));
}

function smooth(average: number | undefined, sample: number): number {
  return average === undefined ? sample : average + (sample - average) / 8;
}
