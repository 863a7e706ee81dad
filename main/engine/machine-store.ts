/** Machines on disk: one row each, the record as JSON. Its lock is also the lock of the data folder. */
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { openSqliteFile } from './sqlite-file.ts';

export interface MachineStore {
  load(): Machine[];
  /** In one transaction, synced to disk when it returns. DISK_FULL, DATA_UNWRITABLE. */
  save(changed: readonly Machine[], removed: readonly Mac[]): void;
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
  return {
    load: () => select.all().map((row) => JSON.parse(row['record'] as string) as Machine),
    save: (changed, removed) =>
      file.transaction(() => {
        for (const machine of changed) put.run(machine.mac, JSON.stringify(machine));
        for (const mac of removed) drop.run(mac);
      }),
    close: file.close,
  };
}
