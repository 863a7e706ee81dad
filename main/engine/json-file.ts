/** A document on disk that is always whole: written beside, synced, renamed. */
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, writeError } from '../../shared/model/error.ts';

let counter = 0;

/** What `writeAtomically` writes into before the document gets its name, and main/services/firmware-drop.ts before a program does. */
const TEMPORARY = /\.\d+\.(\d+\.tmp|part)$/;

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

/** Takes away what an engine left that was killed while it wrote. Only for whoever holds the data folder's lock. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (TEMPORARY.test(name)) await rm(join(folder, name), { force: true });
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
