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
  /** `timer` is due. */
  readonly deadlineAt: number;
  /** How long the present wait is; doubles with every retransmission until the client moves on. */
  readonly waitMs: number;
  /** Retransmissions since the client last said anything. */
  readonly unanswered: number;
  /** Something of what we wait for an answer to was sent more than once. */
  readonly again: boolean;
}

export type Transfer =
  /** The OACK is out, ACK 0 is awaited. */
  | ({ readonly kind: 'negotiating' } & Pace)
  /** Blocks acked+1 … sent are out. */
  | ({
      readonly kind: 'sending';
      readonly acked: number;
      readonly sent: number;
      /** The client has said that it misses a block, and the deadline is the time to begin the window anew. */
      readonly owed: boolean;
      /** A window was last begun anew. */
      readonly restartedAt: number;
      /** Smoothed time from a window's departure to its ACK; undefined until measured. */
      readonly rttMs: number | undefined;
    } & Pace)
  /** The last block was acknowledged, or nothing but its ACK is missing (see `onTimer`). */
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
  | { readonly kind: 'data'; readonly first: number; readonly count: number }
  /** That many blocks behind those decided on before. */
  | { readonly kind: 'more'; readonly count: number };

export interface TransferStep {
  readonly transfer: Transfer;
  readonly send: TransferSend;
}

/** First wait without a `timeout` option, before anything was measured: old ROMs take long to write a block away. */
const FIRST_WAIT_MS = 1000;
/** Shortest wait once the client's pace is known. A block too many does no harm, its second ACK is ignored. */
const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 8000;
/** Silence that ends a transfer, unless the client asked for a timeout that makes it pointless. */
const GIVE_UP_MS = 30_000;
/** Retransmissions of the last window into silence after which its ACK is not missed any more. */
const LAST_ACK_TRIES = 4;
/** Time between two restarts of a window: twice the round trip, at least this, and this much before it was measured. */
const SHORTEST_HOLD_MS = 2;
const FIRST_HOLD_MS = 20;
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
  if (terms.acknowledged.length === 0) return firstWindow(terms, undefined, now);
  return { transfer: { kind: 'negotiating', ...restedPace(firstWait(terms), now) }, send: { kind: 'oack' } };
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
  return block === 0
    ? firstWindow(terms, measure(undefined, transfer, now), now)
    : { transfer, send: NOTHING };
}

function firstWindow(terms: TransferTerms, rttMs: number | undefined, now: number): TransferStep {
  const sent = Math.min(terms.windowsize, terms.lastBlock);
  const pace = restedPace(usualWait(terms, rttMs), now);
  return {
    transfer: { kind: 'sending', acked: 0, sent, owed: false, restartedAt: -Infinity, rttMs, ...pace },
    send: { kind: 'data', first: 1, count: sent },
  };
}

function onAck(terms: TransferTerms, transfer: Sending, block: number, now: number): TransferStep {
  // Modulo 65536 because block numbers roll over; a window is far too small for two readings.
  const ahead = (block - transfer.acked) & 0xffff;
  if (ahead === 0) return onDuplicate(terms, transfer, now);
  // Acknowledged long ago, or never sent.
  if (ahead > transfer.sent - transfer.acked) return { transfer, send: NOTHING };
  const acked = transfer.acked + ahead;
  if (acked === terms.lastBlock) return { transfer: { kind: 'finished', acked }, send: NOTHING };
  if (acked < transfer.sent) return onPartial(terms, transfer, acked, now);
  const rttMs = measure(transfer.rttMs, transfer, now);
  const waitMs = usualWait(terms, rttMs);
  const count = Math.min(terms.windowsize, terms.lastBlock - acked);
  return {
    // Spelled out rather than spread: this runs once per block in lock-step.
    transfer: {
      kind: 'sending',
      acked,
      sent: acked + count,
      again: false,
      owed: false,
      restartedAt: transfer.restartedAt,
      rttMs,
      heardAt: now,
      sentAt: now,
      deadlineAt: now + waitMs,
      waitMs,
      unanswered: 0,
    },
    send: { kind: 'data', first: acked + 1, count },
  };
}

/**
 * An ACK inside the window. RFC 7440 §4: the block after it was lost, go on from there.
 *
 * Lies of clients: EDK2 sends such an ACK for every block it did not expect, also for one that came twice. Beginning anew each
 * time would send more blocks twice, and so for ever: the Sorcerer's Apprentice of windows. So within the hold time after a
 * restart the window only slides, and is begun anew if the client has not moved on by the end of it.
 */
function onPartial(terms: TransferTerms, transfer: Sending, acked: number, now: number): TransferStep {
  const rttMs = measure(transfer.rttMs, transfer, now);
  const moved = { ...transfer, ...restedPace(usualWait(terms, rttMs), now), acked, rttMs, again: true };
  const count = Math.min(terms.windowsize, terms.lastBlock - acked);
  if (now >= transfer.restartedAt + holdMs(transfer))
    return {
      transfer: { ...moved, sent: acked + count, owed: false, restartedAt: now },
      send: { kind: 'data', first: acked + 1, count },
    };
  const more = acked + count - transfer.sent;
  return {
    transfer: { ...moved, sent: acked + count, owed: true, deadlineAt: now + holdMs(transfer) },
    send: more > 0 ? { kind: 'more', count: more } : NOTHING,
  };
}

/**
 * The ACK that began this window came again. In lock-step it is not answered: every answer would double from then on, the
 * Sorcerer's Apprentice (RFC 1123 §4.2.3.1). But it says that the client is there, so the next retransmission need not wait
 * longer than the first did. In a larger window it may say that the window's first block was lost (U-Boot says so once per
 * gap, EDK2 for every further block): restart, but see `onPartial`.
 */
function onDuplicate(terms: TransferTerms, transfer: Sending, now: number): TransferStep {
  const waitMs = usualWait(terms, transfer.rttMs);
  const deadlineAt = Math.min(transfer.deadlineAt, now + waitMs);
  const alive = { ...transfer, waitMs, deadlineAt, unanswered: 0 };
  if (terms.windowsize === 1) return { transfer: alive, send: NOTHING };
  const holdUntil = transfer.restartedAt + holdMs(transfer);
  if (now >= holdUntil) return restart(alive, now);
  return { transfer: { ...alive, owed: true, deadlineAt: Math.min(deadlineAt, holdUntil) }, send: NOTHING };
}

/** The client could not have answered earlier, so neither the wait nor its silence begins before. */
function onDeparted(transfer: Negotiating | Sending, now: number): Transfer {
  const heardAt = transfer.unanswered === 0 ? now : transfer.heardAt;
  // Where the client has said that it misses a block, the time to begin anew stands.
  const owed = transfer.kind === 'sending' && transfer.owed;
  return {
    ...transfer,
    heardAt,
    sentAt: now,
    deadlineAt: owed ? transfer.deadlineAt : now + transfer.waitMs,
  };
}

function onRepeated(terms: TransferTerms, transfer: Negotiating | Sending, now: number): TransferStep {
  const unheard =
    transfer.kind === 'negotiating' || (transfer.acked === 0 && terms.acknowledged.length === 0);
  if (!unheard || now - transfer.sentAt < REPEAT_AFTER_MS) return { transfer, send: NOTHING };
  return restart(transfer, now);
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
  const limitMs = giveUpAfter(terms);
  const answered = transfer.kind === 'sending' && (transfer.acked > 0 || terms.acknowledged.length > 0);
  const lastOut = transfer.kind === 'sending' && transfer.sent === terms.lastBlock;
  if (answered && lastOut && transfer.unanswered >= LAST_ACK_TRIES)
    return { transfer: { kind: 'finished', acked: terms.lastBlock }, send: NOTHING };
  if (silentMs >= limitMs) {
    const acked = transfer.kind === 'sending' ? transfer.acked : 0;
    const what = transfer.kind === 'negotiating' ? 'the option acknowledgement' : `block ${acked + 1}`;
    const why = `no answer to ${what} in ${Math.round(silentMs / 1000)} s`;
    return { transfer: { kind: 'failed', acked, error: 'NO_ANSWER', why }, send: NOTHING };
  }
  if (transfer.kind === 'sending' && transfer.owed) return restart(transfer, now);
  const waitMs = Math.min(transfer.waitMs * 2, Math.max(LONGEST_WAIT_MS, firstWait(terms)));
  const { transfer: restarted, send } = restart(
    { ...transfer, waitMs, unanswered: transfer.unanswered + 1 },
    now,
  );
  return { transfer: { ...restarted, deadlineAt: Math.min(now + waitMs, transfer.heardAt + limitMs) }, send };
}

/** What was not acknowledged leaves again. */
function restart(
  transfer: Negotiating | Sending,
  now: number,
): { transfer: Negotiating | Sending; send: TransferSend } {
  const pace = { sentAt: now, deadlineAt: now + transfer.waitMs, again: true };
  if (transfer.kind === 'negotiating') return { transfer: { ...transfer, ...pace }, send: { kind: 'oack' } };
  return {
    transfer: { ...transfer, ...pace, owed: false, restartedAt: now },
    send: { kind: 'data', first: transfer.acked + 1, count: transfer.sent - transfer.acked },
  };
}

/** The client has just moved on. */
function restedPace(waitMs: number, now: number): Pace {
  return { heardAt: now, sentAt: now, deadlineAt: now + waitMs, waitMs, unanswered: 0, again: false };
}

function firstWait(terms: TransferTerms): number {
  return terms.timeoutMs ?? FIRST_WAIT_MS;
}

/** A timeout that was agreed on is kept to (RFC 2349); else the wait follows the client's own pace. */
function usualWait(terms: TransferTerms, rttMs: number | undefined): number {
  if (terms.timeoutMs !== undefined || rttMs === undefined) return firstWait(terms);
  return Math.min(FIRST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, 8 * rttMs));
}

function holdMs(transfer: Sending): number {
  return transfer.rttMs === undefined ? FIRST_HOLD_MS : Math.max(SHORTEST_HOLD_MS, 2 * transfer.rttMs);
}

function giveUpAfter(terms: TransferTerms): number {
  return Math.max(GIVE_UP_MS, 3 * firstWait(terms));
}

/** The round trip, smoothed. Karn: an answer to what was sent more than once says nothing about it. */
function measure(rttMs: number | undefined, pace: Pace, now: number): number | undefined {
  if (pace.again) return rttMs;
  const sample = now - pace.sentAt;
  return rttMs === undefined ? sample : rttMs + (sample - rttMs) / 8;
}
