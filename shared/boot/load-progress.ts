/**
 * How far a machine is in loading the files of its image: which one, bytes of all, rate and time left. Folded from the
 * transfers it asks for; loaders fetch one file after the other, in the order of their list.
 */
import type { LoadProgress } from '../model/machine.ts';

export interface LoadFile {
  /** As it is asked for, without its escapes: `/i/esxi/s.v00`. */
  readonly path: string;
  readonly sizeBytes: number;
}

/** A load under way. Times in ms of any clock that only goes forward. */
export interface Load {
  readonly files: readonly LoadFile[];
  /** Most bytes of each file that have left, by its place in `files`. */
  readonly sent: readonly number[];
  /** Place of the file that was asked for last. */
  readonly current: number;
  /** When the clock began, and how many bytes had left by then. */
  readonly startedAt: number | undefined;
  readonly startedBytes: number;
  /** Rate so far. */
  readonly bytesPerSecond: number;
}

export interface LoadStep {
  readonly path: string;
  /** Bytes of the file that have left, from its start. */
  readonly bytes: number;
  readonly now: number;
}

export function beginLoad(files: readonly LoadFile[]): Load {
  return {
    files,
    sent: files.map(() => 0),
    current: 0,
    startedAt: undefined,
    startedBytes: 0,
    bytesPerSecond: 0,
  };
}

/**
 * Undefined for a file that is not among them. A file that is asked for again counts once: loaders of ESXi 7 and later ask
 * for every file twice, the first time only for its size, and leave after the first bytes. Then they count down five seconds
 * and begin: so does the clock.
 */
export function stepLoad(load: Load, { path, bytes, now }: LoadStep): Load | undefined {
  const current = load.files.findIndex((file) => file.path === path);
  const file = load.files[current];
  if (file === undefined) return undefined;
  const before = load.sent[current] ?? 0;
  const again = current < load.current || (current === load.current && bytes < before);
  const sent = load.sent.with(current, Math.max(before, Math.min(bytes, file.sizeBytes)));
  const isBegun = load.startedAt !== undefined && !again;
  const startedAt = isBegun ? (load.startedAt as number) : now;
  const startedBytes = isBegun ? load.startedBytes : sum(load.sent);
  const moved = sum(sent) - startedBytes;
  const bytesPerSecond = moved < total(load) / FIRST_SHARE ? 0 : rate(moved, now - startedAt);
  return { ...load, sent, current, startedAt, startedBytes, bytesPerSecond };
}

/** Undefined before its first byte. */
export function loadProgress(load: Load): LoadProgress | undefined {
  const file = load.files[load.current];
  if (file === undefined || load.startedAt === undefined) return undefined;
  const bytes = sum(load.sent);
  const totalBytes = total(load);
  const { bytesPerSecond } = load;
  return {
    file: file.path.slice(file.path.lastIndexOf('/') + 1),
    number: load.current + 1,
    count: load.files.length,
    bytes,
    totalBytes,
    bytesPerSecond,
    ...(bytesPerSecond > 0 && { msLeft: Math.round(((totalBytes - bytes) / bytesPerSecond) * 1000) }),
  };
}

/** Too early a rate is a guess that frightens: the first file may be a few bytes long. */
const RATE_AFTER_MS = 500;
/** Nor before one in so many bytes has left. */
const FIRST_SHARE = 50;

function total({ files }: Load): number {
  return files.reduce((bytes, one) => bytes + one.sizeBytes, 0);
}

function rate(bytes: number, ms: number): number {
  return ms < RATE_AFTER_MS ? 0 : Math.round((bytes / ms) * 1000);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
