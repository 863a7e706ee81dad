/** An image that comes as a stream (a browser's drop): gathered in `<name>.part` beside its final place, then renamed. */
import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, writeError } from '../../shared/model/error.ts';
import { IMAGE_HEAD_BYTES, imageFormat } from '../../shared/wire/image-format.ts';
import { formatBytes, notAnIso } from './image-errors.ts';
import { cancelled } from './image-reader.ts';

/** Left free for leases, events and settings: an upload must not be what stops the engine. */
const RESERVE_BYTES = 64 * 1024 * 1024;
/** How often the free space is looked at while writing. */
export const CHECK_BYTES = 64 * 1024 * 1024;

export interface Upload {
  readonly name: string;
  /** Final place of the file. */
  readonly path: string;
  /** When the sender said it. */
  readonly sizeBytes: number | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
  /** Asked where the disk has too little room: gives up what is kept only for comfort. @returns whether there was any */
  readonly makeRoom?: () => Promise<boolean>;
  /** Looks at the whole file before it is given its name; what it throws removes it. */
  readonly check: (partPath: string) => Promise<void>;
}

/** Ending of what is not whole yet. */
export const PART = '.part';
/** Ending of files that were removed and may be brought back, until the engine ends. */
export const REMOVED = '.removed';
/** Ending of the folder that another is about to take the place of. */
export const FORMER = `.former${PART}`;

/** Takes away what a crash left of earlier uploads and removals. A former folder that has no successor gets its name back. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  for (const name of names) {
    const final = name.endsWith(FORMER) ? name.slice(0, -FORMER.length) : undefined;
    if (final !== undefined && !names.includes(final)) await rename(join(folder, name), join(folder, final));
  }
  for (const name of names)
    if (name.endsWith(PART) || name.endsWith(REMOVED))
      await rm(join(folder, name), { recursive: true, force: true });
}

/** DISK_FULL, DATA_UNWRITABLE, NOT_AN_ISO, TRUNCATED_IMAGE, CANCELLED and what `check` throws; nothing is left behind then. */
export async function receiveUpload(upload: Upload): Promise<void> {
  const part = `${upload.path}${PART}`;
  try {
    await mkdir(dirname(part), { recursive: true });
    await requireRoom(upload, upload.sizeBytes ?? 0);
    const file = await open(part, 'w', 0o600);
    try {
      await write(upload, file);
      // The name must never stand for bytes that a power cut can still take away.
      await file.datasync();
    } finally {
      await file.close();
    }
    await upload.check(part);
    await rename(part, upload.path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error instanceof Error && 'syscall' in error
      ? writeError((error as NodeJS.ErrnoException).code, upload.path, error)
      : error;
  }
}

async function write(upload: Upload, file: FileHandle): Promise<void> {
  const { name, sizeBytes } = upload;
  const head = new Uint8Array(IMAGE_HEAD_BYTES);
  let received = 0;
  let nextCheck = CHECK_BYTES;
  for await (const chunk of untilAborted(upload)) {
    if (received < head.length) {
      head.set(chunk.subarray(0, head.length - received), received);
      // Known after the first 64 KiB, so that nobody waits for gigabytes to hear that it is no ISO.
      if (received + chunk.length >= head.length) requireIso(name, head);
    }
    if (sizeBytes !== undefined && received + chunk.length > sizeBytes)
      throw new AppError(
        'BAD_ARGUMENT',
        `${name} is longer than the ${sizeBytes} bytes announced.`,
        'Drop it again.',
      );
    let written = 0;
    while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten;
    received += chunk.length;
    upload.onBytes(received);
    if (received < nextCheck) continue;
    nextCheck += CHECK_BYTES;
    await requireRoom(upload, (sizeBytes ?? received) - received);
  }
  if (received < head.length) requireIso(name, head.subarray(0, received));
  if (sizeBytes === undefined || received === sizeBytes) return;
  throw new AppError(
    'TRUNCATED_IMAGE',
    `The upload of ${name} ended after ${formatBytes(received)} of ${formatBytes(sizeBytes)}.`,
    'Nothing was kept; drop the file again.',
  );
}

/** The chunks, until there are no more or the signal says stop, even while the sender is silent. */
export async function* untilAborted({
  bytes,
  signal,
  name,
}: Pick<Upload, 'bytes' | 'signal' | 'name'>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled(name));
    signal.addEventListener('abort', stop, { once: true });
  });
  aborted.catch(() => undefined);
  try {
    for (;;) {
      if (signal.aborted) throw cancelled(name);
      const next = await Promise.race([iterator.next(), aborted]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // Tells the sender to stop; one that waits for bytes answers only when they come, so nobody waits for it.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function requireIso(name: string, head: Uint8Array): void {
  const format = imageFormat(head);
  if (format !== 'iso9660') throw notAnIso(name, format);
}

export async function requireRoom(
  { name, path, makeRoom }: Pick<Upload, 'name' | 'path' | 'makeRoom'>,
  needBytes: number,
): Promise<void> {
  const folder = dirname(path);
  /** Bytes that are free, where these are too few. */
  const tooFew = async (): Promise<number | undefined> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= needBytes + RESERVE_BYTES ? undefined : bavail * bsize;
  };
  let free = await tooFew();
  if (free !== undefined && (await makeRoom?.())) free = await tooFew();
  if (free === undefined) return;
  throw new AppError(
    'DISK_FULL',
    `${name} needs ${formatBytes(needBytes)} more, and ${folder} has ${formatBytes(free)} free, of which ${formatBytes(RESERVE_BYTES)} are kept for the engine.`,
    'Make room there, choose another folder with --data, or import the file by its path: then it is not copied.',
  );
}
