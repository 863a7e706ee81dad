/** A document on disk that is always whole: written beside, synced, renamed. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, writeError } from '../../shared/model/error.ts';

let counter = 0;

/** DISK_FULL, DATA_UNWRITABLE; the old document stays as it was then. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.${++counter}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeError((error as NodeJS.ErrnoException).code, path, error);
  }
}

/** Windows cannot open a directory for syncing; NTFS journals the rename itself. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

export async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new AppError(
      'FILE_UNREADABLE',
      `${path} cannot be read (${error.code}).`,
      'Check the file and who owns it.',
      { cause: error },
    );
  });
}
