/**
 * A SQLite file of ours: WAL, synced at every commit unless told otherwise, locked exclusively so that one engine uses a
 * data folder, its schema made on first use. A damaged or foreign file is renamed, never overwritten.
 */
import { renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError, writeError } from '../../shared/model/error.ts';

export interface SqliteFileOptions {
  readonly path: string;
  /** ms since 1970, for the name a damaged file is given. */
  readonly now: number;
  /** Run once, on an empty file; `version` is kept in user_version. */
  readonly schema: string;
  readonly version: number;
  readonly synchronous?: 'FULL' | 'NORMAL';
}

export interface SqliteFile {
  readonly database: DatabaseSync;
  /** Where a file that was no database of ours was moved to. */
  readonly setAside?: string;
  /** All or nothing, on disk when it returns. DISK_FULL, DATA_UNWRITABLE with nothing written. */
  transaction(work: () => void): void;
  /** Idempotent. */
  close(): void;
}

/** DATA_IN_USE (another Rackboot holds it), DATA_UNWRITABLE, DISK_FULL. */
export function openSqliteFile(options: SqliteFileOptions): SqliteFile {
  const { path, now } = options;
  try {
    return wrap(open(options), path);
  } catch (error) {
    if (!isDamaged(error)) throw explain(error, path);
  }
  const setAside = `${path}.damaged-${now}`;
  try {
    renameSync(path, setAside);
    return { ...wrap(open(options), path), setAside };
  } catch (error) {
    throw explain(error, path);
  }
}

function open({ path, schema, version: wanted, synchronous = 'FULL' }: SqliteFileOptions): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    // Before anything is written: a foreign file is left as it is.
    const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
    if (version !== 0 && version !== wanted) throw new ForeignDatabaseError();
    // EXCLUSIVE: held until this process ends, however it ends; and no shared-memory file beside the database.
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${synchronous};
    `);
    if (version === 0) database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${wanted}; COMMIT;`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function wrap(database: DatabaseSync, path: string): SqliteFile {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  return {
    database,
    transaction(work) {
      try {
        begin.run();
        work();
        commit.run();
      } catch (error) {
        if (database.isTransaction) rollback.run();
        throw explain(error, path);
      }
    },
    close() {
      if (database.isOpen) database.close();
    },
  };
}

class ForeignDatabaseError extends Error {
  override readonly name = 'ForeignDatabaseError';
}

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

/** node:sqlite puts the extended result code into `errcode`. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 255;
}

function isDamaged(error: unknown): boolean {
  const code = resultCode(error);
  return error instanceof ForeignDatabaseError || code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

function explain(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === SQLITE_FULL) return writeError('ENOSPC', path, error);
  if (code === SQLITE_BUSY) {
    return new AppError(
      'DATA_IN_USE',
      `Another Rackboot is using ${path}.`,
      'Stop it, or choose another folder with --data.',
      {
        cause: error,
      },
    );
  }
  if (code === undefined && !(error instanceof Error && 'code' in error)) return error;
  return writeError(error instanceof Error ? error.message : undefined, path, error);
}
