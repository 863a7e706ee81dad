/**
 * Leases on disk: one SQLite file in WAL mode, one row per address.
 *
 * `synchronous=FULL` makes every commit wait for the disk, so a lease survives a power cut and not only a crash of ours
 * (NORMAL would not: WAL is then flushed at checkpoints only).
 */
import { renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/model/error.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

/** Blocks its thread while the disk writes: see lease-store.ts for the one to use from a service. */
export interface LeaseDatabase {
  /** Every saved record, expired ones too: a machine gets the address again that it had. */
  load(): Lease[];
  /**
   * All or nothing, on disk when it returns; the later record of an address wins.
   * @throws AppError DISK_FULL or DATA_UNWRITABLE, with nothing written.
   */
  commit(leases: readonly Lease[]): void;
  /** Idempotent. */
  close(): void;
  /** Where a file that was no lease database was moved to. */
  readonly setAside?: string;
}

export interface LeaseDatabaseOptions {
  readonly path: string;
  /** ms since 1970. */
  readonly now: number;
  /** FULL unless told: NORMAL trades the leases of the last moments before a power cut for speed. */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

const SCHEMA_VERSION = 1;
/** A machine not seen for this long gets any address. */
const FORGET_AFTER_MS = 90 * 86_400_000;

const SCHEMA = `
  CREATE TABLE lease (
    address    TEXT PRIMARY KEY,
    mac        TEXT NOT NULL,
    client_id  TEXT,
    host_name  TEXT,
    state      TEXT NOT NULL CHECK (state IN ('bound', 'declined', 'conflict')),
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Opens or creates the file. A damaged or foreign one is renamed, never overwritten, and an empty one takes its place.
 * @throws AppError DATA_IN_USE (another Rackboot holds it), DATA_UNWRITABLE, DISK_FULL.
 */
export function openLeaseDatabase(options: LeaseDatabaseOptions): LeaseDatabase {
  const { path, now } = options;
  try {
    return leasesIn(openDatabase(options), path, now);
  } catch (error) {
    if (!isDamaged(error)) throw explain(error, path);
  }
  const setAside = `${path}.damaged-${now}`;
  try {
    renameSync(path, setAside);
    return { ...leasesIn(openDatabase(options), path, now), setAside };
  } catch (error) {
    throw explain(error, path);
  }
}

function openDatabase({ path, synchronous = 'FULL' }: LeaseDatabaseOptions): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
    if (version !== 0 && version !== SCHEMA_VERSION) throw new ForeignDatabaseError();
    // EXCLUSIVE: one engine per data folder, and no shared-memory file beside it.
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${synchronous};
    `);
    if (version === 0) database.exec(SCHEMA);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function leasesIn(database: DatabaseSync, path: string, now: number): LeaseDatabase {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const select = database.prepare('SELECT address, mac, client_id, host_name, state, expires_at FROM lease');
  const put = database.prepare('INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?, ?, ?)');
  database.prepare('DELETE FROM lease WHERE expires_at < ?').run(now - FORGET_AFTER_MS);

  return {
    load: () => select.all().map(leaseOfRow),
    commit(leases) {
      if (leases.length === 0) return;
      try {
        begin.run();
        for (const one of leases) {
          put.run(one.address, one.mac, one.clientId ?? null, one.hostName ?? null, one.state, one.expiresAt);
        }
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

function leaseOfRow(row: Record<string, unknown>): Lease {
  return {
    address: row['address'] as Ipv4,
    mac: row['mac'] as Mac,
    ...(row['client_id'] !== null && { clientId: row['client_id'] as string }),
    ...(row['host_name'] !== null && { hostName: row['host_name'] as string }),
    state: row['state'] as Lease['state'],
    expiresAt: Number(row['expires_at']),
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
  if (code === SQLITE_FULL) {
    return new AppError(
      'DISK_FULL',
      `The disk is full: leases cannot be saved to ${path}.`,
      'Free some space on that disk.',
      {
        cause: error,
      },
    );
  }
  if (code === SQLITE_BUSY) {
    return new AppError(
      'DATA_IN_USE',
      `Another Rackboot uses ${path}.`,
      'Stop it, or choose another folder with --data.',
      {
        cause: error,
      },
    );
  }
  if (code === undefined && !(error instanceof Error && 'code' in error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError(
    'DATA_UNWRITABLE',
    `Leases cannot be saved to ${path}: ${reason}.`,
    'Check the permissions of the data folder, or choose another with --data.',
    { cause: error },
  );
}
