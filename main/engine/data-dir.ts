/** The folder that holds everything Rackboot keeps, and the note in it that tells `rackboot call` where the engine is. */
import { mkdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError, writeError } from '../../shared/model/error.ts';
import { readIfThere, removeUnfinished, writeAtomically } from './json-file.ts';

/** Where the platform keeps an application's data. */
export function defaultDataDir(): string {
  const home = homedir();
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Rackboot');
    case 'win32':
      return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Rackboot');
    default:
      return join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'rackboot');
  }
}

/** Makes the folders. DISK_FULL, DATA_UNWRITABLE. */
export async function prepareDataDir(dataDir: string): Promise<{ eventFile: string }> {
  const eventFile = join(dataDir, 'events.jsonl');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    for (const name of ['images', 'answers', 'firmware'])
      await mkdir(join(dataDir, name), { recursive: true });
  } catch (error) {
    throw writeError((error as NodeJS.ErrnoException).code, dataDir, error);
  }
  return { eventFile };
}

/** What a killed engine left half written. Only for whoever holds the folder's lock: another one may be writing. */
export async function tidyDataDir(dataDir: string): Promise<void> {
  for (const name of ['.', 'answers', 'firmware']) await removeUnfinished(join(dataDir, name));
}

export interface EngineNote {
  /** WebSocket-capable base, without token. */
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

const NOTE = 'engine.json';

/** Readable by its owner only: whoever has the token rules the engine. */
export async function writeEngineNote(dataDir: string, note: EngineNote): Promise<void> {
  await writeAtomically(join(dataDir, NOTE), `${JSON.stringify(note)}\n`);
}

export async function removeEngineNote(dataDir: string): Promise<void> {
  await rm(join(dataDir, NOTE), { force: true });
}

/** NOT_RUNNING when there is none. */
export async function readEngineNote(dataDir: string): Promise<EngineNote> {
  const text = await readIfThere(join(dataDir, NOTE));
  if (text === undefined) {
    throw new AppError(
      'NOT_RUNNING',
      `No engine runs with the data folder ${dataDir}.`,
      'Start it with: rackboot serve --interface NAME',
    );
  }
  return JSON.parse(text) as EngineNote;
}
