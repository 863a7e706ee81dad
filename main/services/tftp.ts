/**
 * The TFTP server: answers read requests on one interface (RFC 1350, 2347, 2348, 2349, 7440), read-only.
 *
 * Every request gets a socket of its own, also when it is refused: some ROMs ignore an answer that comes from port 69.
 * Requests beyond the limits wait and are answered late; an ERROR would make a ROM give up booting.
 */
import { agreeTerms } from '../../shared/boot/tftp-terms.ts';
import { bytesWithoutTokens, withoutTokens } from '../../shared/boot/token-mask.ts';
import type { BootFile, OnTransfer, OpenBootFile } from '../../shared/model/boot-file.ts';
import { reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { DecodeError, hexText } from '../../shared/wire/bytes.ts';
import type { TftpRequest } from '../../shared/wire/tftp.ts';
import { decodeTftp, TFTP_ERROR } from '../../shared/wire/tftp.ts';
import type { DatagramPort, InterfacePorts, Peer, TransferPort } from '../net/ports.ts';
import { ChunkPool } from './tftp-frames.ts';
import type { TransferOutcome } from './tftp-transfer.ts';
import { RunningTransfer, sendError } from './tftp-transfer.ts';
import { SendTurns } from './tftp-turns.ts';
import type { WaitingLimits } from './tftp-waiting.ts';
import { WaitingRoom } from './tftp-waiting.ts';

export interface TftpLimits extends WaitingLimits {
  /** Blocks per window at most. */
  readonly windowsize: number;
}

const DEFAULT_LIMITS: TftpLimits = {
  transfers: 128,
  perClient: 16,
  waiting: 1024,
  patienceMs: 30_000,
  windowsize: 64,
};
/** Characters; DHCP carries 255 at most, and RFC 2347 wants a request to fit in 512 bytes. */
const MAX_NAME_LENGTH = 400;
/** Malformed datagrams written to the log per second; a flood says no more than its beginning. */
const MALFORMED_PER_SECOND = 10;
/** Of a malformed datagram. */
const LOGGED_BYTES = 128;

export interface TftpParts {
  readonly ports: Pick<InterfacePorts, 'unicastDatagrams' | 'transferPort' | 'address' | 'mtu'>;
  /** 69, or another one in tests. */
  readonly port: number;
  readonly openBootFile: OpenBootFile;
  readonly append: Append;
  readonly onTransfer: OnTransfer;
  /** Monotonic, in ms. */
  readonly now: () => number;
  readonly limits?: Partial<TftpLimits>;
}

/** A request that is being answered. */
interface Job {
  readonly request: TftpRequest;
  readonly peer: Peer;
  readonly arrivedAt: number;
  mac?: Mac;
  transfer?: RunningTransfer;
  /** Set before `transfer` exists: it must not begin. */
  cancelled: boolean;
  /** The client asked for the same file again from another port. */
  askedAgain: boolean;
}

export function createTftpService(parts: TftpParts): Service {
  return new TftpService(parts);
}

class TftpService implements Service {
  readonly name = 'tftp';
  readonly #parts: TftpParts;
  readonly #limits: TftpLimits;
  readonly #waiting: WaitingRoom<Job>;
  readonly #turns = new SendTurns();
  readonly #pool = new ChunkPool();
  /** The newest job of every client port (its TID, RFC 1350 §4). */
  readonly #jobs = new Map<string, Job>();
  readonly #running = new Map<Job, Promise<void>>();
  #port: DatagramPort | undefined;
  #malformedSecond = 0;
  #malformedCount = 0;

  constructor(parts: TftpParts) {
    this.#parts = parts;
    this.#limits = { ...DEFAULT_LIMITS, ...parts.limits };
    this.#waiting = new WaitingRoom(this.#limits);
  }

  async start(): Promise<void> {
    this.#port = await this.#parts.ports.unicastDatagrams(this.#parts.port);
    this.#port.onMessage((bytes, from) => this.#onDatagram(bytes, from));
  }

  async stop(): Promise<void> {
    const port = this.#port;
    this.#port = undefined;
    this.#waiting.clear();
    for (const job of this.#running.keys()) {
      job.cancelled = true;
      job.transfer?.cancel('CANCELLED', 'The server is stopping.');
    }
    await Promise.all([port?.close(), ...this.#running.values()]);
  }

  #onDatagram(bytes: Uint8Array, from: Peer): void {
    try {
      const packet = decodeTftp(bytes);
      if (packet.op === 'RRQ' || packet.op === 'WRQ') this.#onRequest(packet, from);
      else throw new DecodeError(`TFTP ${packet.op} outside a transfer`, 0);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.#onMalformed(bytes, from, error);
    }
  }

  #onRequest(request: TftpRequest, peer: Peer): void {
    const now = this.#parts.now();
    const tid = `${peer.address}:${peer.port}`;
    const earlier = this.#jobs.get(tid);
    if (earlier) {
      const same = JSON.stringify(earlier.request) === JSON.stringify(request);
      if (same && (earlier.transfer?.repeated() ?? true)) return;
      earlier.cancelled = true;
      earlier.transfer?.abandon('the client asked anew from the same port');
    }
    for (const job of this.#running.keys()) {
      if (job.peer.address === peer.address && job.request.filename === request.filename)
        job.askedAgain = true;
    }
    this.#waiting.enter(
      peer.address,
      tid,
      { request, peer, arrivedAt: now, cancelled: false, askedAgain: false },
      now,
    );
    this.#admit();
  }

  #admit(): void {
    if (!this.#port) return;
    for (;;) {
      const job = this.#waiting.next(this.#parts.now());
      if (!job) return;
      const tid = `${job.peer.address}:${job.peer.port}`;
      this.#jobs.set(tid, job);
      const done = this.#answer(job)
        .catch((thrown: unknown) =>
          this.#appendFailed(job, 0, reportError(thrown).code, reportError(thrown).message),
        )
        .finally(() => {
          this.#running.delete(job);
          if (this.#jobs.get(tid) === job) this.#jobs.delete(tid);
          this.#waiting.leave(job.peer.address);
          this.#admit();
        });
      this.#running.set(job, done);
    }
  }

  /** From the request to the end of its transfer. Rejects when no port can be had. */
  async #answer(job: Job): Promise<void> {
    const port = await this.#parts.ports.transferPort(job.peer);
    try {
      const refusal = refuse(job.request);
      if (refusal) this.#refuse(job, port, refusal.code, refusal.error, refusal.why);
      else await this.#open(job, port);
    } finally {
      await port.close();
    }
  }

  async #open(job: Job, port: TransferPort): Promise<void> {
    const { filename } = job.request;
    const answer = await this.#parts
      .openBootFile({ via: 'tftp', path: filename, from: job.peer.address })
      .catch((thrown: unknown) => ({ kind: 'unreadable' as const, ...reportError(thrown), mac: undefined }));
    if (answer.mac) job.mac = answer.mac;
    switch (answer.kind) {
      case 'missing':
        if (answer.optional) return sendError(port, TFTP_ERROR.fileNotFound, `File not found: ${filename}`);
        return this.#refuse(
          job,
          port,
          TFTP_ERROR.fileNotFound,
          'FILE_NOT_FOUND',
          `File not found: ${filename}`,
        );
      case 'refused':
        return this.#refuse(job, port, TFTP_ERROR.accessViolation, 'FORBIDDEN', answer.why);
      case 'unreadable':
        return this.#refuse(job, port, TFTP_ERROR.notDefined, answer.code, answer.message);
      case 'file':
        try {
          if (!job.cancelled) await this.#transfer(job, port, answer.file, answer.maxBlksize);
        } finally {
          await answer.file.close();
        }
    }
  }

  async #transfer(
    job: Job,
    port: TransferPort,
    file: BootFile,
    maxBlksize: number | undefined,
  ): Promise<void> {
    const { peer, request } = job;
    const { ports, now, append, onTransfer } = this.#parts;
    const terms = agreeTerms(request.options, file.sizeBytes, {
      mtu: ports.mtu,
      maxWindowsize: this.#limits.windowsize,
      ...(maxBlksize !== undefined && { maxBlksize }),
    });
    const progress = (bytes: number, done: boolean): void =>
      onTransfer({
        via: 'tftp',
        path: withoutTokens(request.filename),
        from: peer.address,
        ...macOf(job),
        bytes,
        start: 0,
        totalBytes: file.sizeBytes,
        done,
      });
    job.transfer = new RunningTransfer({
      port,
      peer,
      source: file,
      terms,
      turns: this.#turns,
      pool: this.#pool,
      now,
      onProgress: (bytes) => progress(bytes, false),
      onMalformed: (bytes, error) => this.#onMalformed(bytes, peer, error),
    });
    const outcome = await job.transfer.outcome;
    if (outcome.bytes > 0 || outcome.kind === 'finished') progress(outcome.bytes, true);
    if (outcome.kind === 'finished') {
      append({
        type: 'tftp.finished',
        ...macOf(job),
        from: peer.address,
        file: withoutTokens(request.filename),
        bytes: outcome.bytes,
        ms: Math.round(now() - job.arrivedAt),
        blksize: terms.blksize,
        windowsize: terms.windowsize,
        resent: outcome.resent,
      });
    } else if (outcome.kind === 'failed' && !isForgottenProbe(job, outcome)) {
      this.#appendFailed(job, outcome.bytes, outcome.error, outcome.why);
    }
  }

  #refuse(job: Job, port: TransferPort, code: number, error: string, why: string): void {
    sendError(port, code, why);
    this.#appendFailed(job, 0, error, why);
  }

  #appendFailed(job: Job, bytes: number, error: string, why: string): void {
    this.#parts.append({
      type: 'tftp.failed',
      ...macOf(job),
      from: job.peer.address,
      file: withoutTokens(job.request.filename),
      bytes,
      ms: Math.round(this.#parts.now() - job.arrivedAt),
      error,
      why: withoutTokens(why),
    });
  }

  #onMalformed(bytes: Uint8Array, from: Peer, error: DecodeError): void {
    const second = Math.floor(this.#parts.now() / 1000);
    if (second !== this.#malformedSecond) {
      this.#malformedSecond = second;
      this.#malformedCount = 0;
    }
    if (++this.#malformedCount > MALFORMED_PER_SECOND) return;
    this.#parts.append({
      type: 'packet.malformed',
      what: error.what,
      offset: error.offset,
      from: from.address,
      bytes: hexText(bytesWithoutTokens(bytes).subarray(0, LOGGED_BYTES)),
    });
  }
}

/**
 * What is refused before anybody looks for a file. `netascii` is answered like `octet`: converting line ends would spoil
 * binaries and make tsize a lie, and the loaders that ask for it (or people who forgot `-m binary`) want the bytes as they are.
 */
function refuse(request: TftpRequest): { code: number; error: string; why: string } | undefined {
  if (request.op === 'WRQ')
    return { code: TFTP_ERROR.accessViolation, error: 'FORBIDDEN', why: 'This server only sends files.' };
  if (request.mode !== 'octet' && request.mode !== 'netascii')
    return {
      code: TFTP_ERROR.illegalOperation,
      error: 'NOT_SUPPORTED',
      why: `Mode ${request.mode} is not served.`,
    };
  if (request.filename.length > MAX_NAME_LENGTH)
    return { code: TFTP_ERROR.accessViolation, error: 'FORBIDDEN', why: 'The file name is too long.' };
  return undefined;
}

/**
 * A lie of firmware: some ROMs ask for the size, never answer the OACK, and ask again from their next port. That the first
 * transfer found no answer is no news then.
 */
function isForgottenProbe(job: Job, outcome: Extract<TransferOutcome, { kind: 'failed' }>): boolean {
  return job.askedAgain && outcome.error === 'NO_ANSWER' && outcome.bytes === 0;
}

function macOf(job: Job): { mac?: Mac } {
  return job.mac ? { mac: job.mac } : {};
}
