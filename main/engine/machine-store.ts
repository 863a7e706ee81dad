/** Machines on disk: one row each, the record as JSON. Its lock is also the lock of the data folder. */
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/model/error.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { explainWriteError } from './json-file.ts';

export interface MachineStore {
  load(): Machine[];
  /** In one transaction, synced to disk when it returns. DISK_FULL, DATA_UNWRITABLE. */
  save(changed: readonly Machine[], removed: readonly Mac[]): void;
  close(): void;
}

const SQLITE_BUSY = 5;

/** DATA_IN_USE when another engine has this folder open. */
export function openMachineStore(path: string): MachineStore {
  const database = open(path);
  const put = database.prepare(
    'INSERT INTO machine (mac, record) VALUES (?, ?) ON CONFLICT (mac) DO UPDATE SET record = excluded.record',
  );
  const drop = database.prepare('DELETE FROM machine WHERE mac = ?');
  return {
    load: () =>
      database
        .prepare('SELECT record FROM machine')
        .all()
        .map((row) => JSON.parse(row['record'] as string) as Machine),
    save(changed, removed) {
      try {
        database.exec('BEGIN');
        for (const machine of changed) put.run(machine.mac, JSON.stringify(machine));
        for (const mac of removed) drop.run(mac);
        database.exec('COMMIT');
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw explainSqlite(error, path);
      }
    },
    close: () => database.close(),
  };
}

function open(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    // Exclusive: held until this process ends, however it ends, so a second engine cannot share the folder.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    database.exec(
      'BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS machine (mac TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT; COMMIT;',
    );
    return database;
  } catch (error) {
    database?.close();
    throw explainSqlite(error, path);
  }
}

const SQLITE_FULL = 13;

function explainSqlite(error: unknown, path: string): AppError {
  const code = (error as { errcode?: number }).errcode ?? 0;
  if ((code & 0xff) === SQLITE_BUSY) {
    return new AppError(
      'DATA_IN_USE',
      `Another Rackboot is using ${path}.`,
      'Stop it, or give this one its own folder with --data.',
      { cause: error },
    );
  }
  if ((code & 0xff) === SQLITE_FULL) return explainWriteError({ code: 'ENOSPC' }, path);
  return explainWriteError({ code: (error as Error).message }, path);
}
