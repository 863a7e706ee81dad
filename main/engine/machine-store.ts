/** Machines on disk: one row each, the record as JSON. Its lock is also the lock of the data folder. */
import type { InstallRecord } from '../../shared/boot/installs.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { openSqliteFile } from './sqlite-file.ts';

interface Forgotten extends InstallRecord {
  readonly mac: Mac;
  readonly forgotten: true;
}

function isForgotten(row: Machine | Forgotten): row is Forgotten {
  return 'forgotten' in row;
}

export interface MachineStore {
  load(): Machine[];
  /** Installs of machines that were forgotten: an arming that was used up stays used up. */
  loadInstalls(): Map<Mac, InstallRecord>;
  /** In one transaction, synced to disk when it returns. DISK_FULL, DATA_UNWRITABLE. */
  save(changed: readonly Machine[], removed: readonly Mac[]): void;
  /** Forgets the machine, all but its installs. */
  forget(mac: Mac, kept: InstallRecord | undefined): void;
  /** Both, or none. */
  merge(into: Machine, from: Mac, kept: InstallRecord | undefined): void;
  close(): void;
}

/** DATA_IN_USE when another engine has this folder open; DISK_FULL, DATA_UNWRITABLE. @param now ms since 1970 */
export function openMachineStore(path: string, now: number): MachineStore {
  const schema = 'CREATE TABLE machine (mac TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;';
  const file = openSqliteFile({ path, now, schema, version: 1 });
  const { database } = file;
  const put = database.prepare(
    'INSERT INTO machine (mac, record) VALUES (?, ?) ON CONFLICT (mac) DO UPDATE SET record = excluded.record',
  );
  const drop = database.prepare('DELETE FROM machine WHERE mac = ?');
  const select = database.prepare('SELECT record FROM machine');
  const rows = (): (Machine | Forgotten)[] =>
    select.all().map((row) => JSON.parse(row['record'] as string) as Machine | Forgotten);
  function forget(mac: Mac, kept: InstallRecord | undefined): void {
    if (kept) put.run(mac, JSON.stringify({ mac, forgotten: true, ...kept } satisfies Forgotten));
    else drop.run(mac);
  }
  return {
    load: () => rows().filter((row): row is Machine => !isForgotten(row)),
    loadInstalls: () =>
      new Map(
        rows()
          .filter(isForgotten)
          .map(({ mac, forgotten: _, ...kept }) => [mac, kept]),
      ),
    save: (changed, removed) =>
      file.transaction(() => {
        for (const machine of changed) put.run(machine.mac, JSON.stringify(machine));
        for (const mac of removed) drop.run(mac);
      }),
    forget: (mac, kept) => file.transaction(() => forget(mac, kept)),
    merge: (into, from, kept) =>
      file.transaction(() => {
        put.run(into.mac, JSON.stringify(into));
        forget(from, kept);
      }),
    close: file.close,
  };
}
