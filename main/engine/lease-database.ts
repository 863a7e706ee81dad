/**
 * Leases on disk: one SQLite file in WAL mode, one row per address.
 *
 * `synchronous=FULL` makes every commit wait for the disk, so a lease survives a power cut and not only a crash of ours
 * (NORMAL would not: WAL is then flushed at checkpoints only).
 */
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { openSqliteFile } from './sqlite-file.ts';

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
`;

/**
 * Opens or creates the file. A damaged or foreign one is renamed, never overwritten, and an empty one takes its place.
 * @throws AppError DATA_IN_USE (another Rackboot holds it), DATA_UNWRITABLE, DISK_FULL.
 */
export function openLeaseDatabase(options: LeaseDatabaseOptions): LeaseDatabase {
  const file = openSqliteFile({ ...options, schema: SCHEMA, version: SCHEMA_VERSION });
  const { database, setAside } = file;
  const select = database.prepare('SELECT address, mac, client_id, host_name, state, expires_at FROM lease');
  const put = database.prepare('INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?, ?, ?)');
  database.prepare('DELETE FROM lease WHERE expires_at < ?').run(options.now - FORGET_AFTER_MS);

  return {
    ...(setAside !== undefined && { setAside }),
    load: () => select.all().map(leaseOfRow),
    commit(leases) {
      if (leases.length === 0) return;
      file.transaction(() => {
        for (const one of leases) {
          put.run(one.address, one.mac, one.clientId ?? null, one.hostName ?? null, one.state, one.expiresAt);
        }
      });
    },
    close: file.close,
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
