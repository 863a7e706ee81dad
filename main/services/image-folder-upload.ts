/** An Apple NetBoot image that a browser sends: its folder as one tar, unpacked beside its final place, then renamed. */
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, writeError } from '../../shared/model/error.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import type { Upload } from './image-upload.ts';
import { CHECK_BYTES, FORMER, PART, requireRoom, untilAborted } from './image-upload.ts';
import type { TarFile } from './tar-stream.ts';
import { readTar } from './tar-stream.ts';

/** An image has a dozen files; a folder of many more is something else. */
const MOST_FILES = 10_000;

/** As receiveUpload, for a folder. DISK_FULL, DATA_UNWRITABLE, BAD_ARGUMENT, CANCELLED and what `check` throws; nothing is left behind then. */
export async function receiveNbi(upload: Upload): Promise<void> {
  const part = `${upload.path}${PART}`;
  try {
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true });
    await requireRoom(upload, upload.sizeBytes ?? 0);
    let files = 0;
    for await (const file of readTar(counted(upload))) {
      if (++files > MOST_FILES) throw refused(upload.name, `it has more than ${MOST_FILES} files`);
      await write(join(part, placeOf(file.path, upload.name)), file);
    }
    await upload.check(part);
    await takePlace(part, upload.path);
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => undefined);
    if (error instanceof DecodeError) throw refused(upload.name, error.message);
    throw error instanceof Error && 'syscall' in error
      ? writeError((error as NodeJS.ErrnoException).code, upload.path, error)
      : error;
  }
}

/** A folder cannot be renamed over another, so for a moment none has the name: after a crash then, removeLeftovers gives it back. */
async function takePlace(part: string, path: string): Promise<void> {
  const former = `${path}${FORMER}`;
  if (await isThere(path)) {
    // Left by an upload that could not remove it; without a folder at `path` it would be the only one there is.
    await rm(former, { recursive: true, force: true });
    await rename(path, former);
  }
  try {
    await rename(part, path);
  } catch (error) {
    await rename(former, path).catch(() => undefined);
    throw error;
  }
  // The new one counts, whether or not the old one can be removed now.
  await rm(former, { recursive: true, force: true }).catch(() => undefined);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function* counted(upload: Upload): AsyncGenerator<Uint8Array> {
  let received = 0;
  let nextCheck = CHECK_BYTES;
  for await (const chunk of untilAborted(upload)) {
    yield chunk;
    received += chunk.length;
    upload.onBytes(received);
    if (received < nextCheck) continue;
    nextCheck += CHECK_BYTES;
    await requireRoom(upload, Math.max(0, (upload.sizeBytes ?? received) - received));
  }
}

async function write(place: string, { bytes }: TarFile): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  // Never over what is there: two names may be one on this file system.
  const file = await open(place, 'wx', 0o600);
  try {
    for await (const chunk of bytes) {
      let written = 0;
      while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten;
    }
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** The path in the folder, in the spelling of this system. What could lead out of it is refused. */
function placeOf(path: string, name: string): string {
  const parts = path.split('/');
  const bad = (part: string) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part);
  if (parts.some(bad)) throw refused(name, `${JSON.stringify(path)} is no path of a file in it`);
  return join(...parts);
}

function refused(name: string, why: string): AppError {
  return new AppError(
    'BAD_ARGUMENT',
    `${name} cannot be unpacked: ${why}.`,
    'Drop the .nbi folder on the console.',
  );
}
