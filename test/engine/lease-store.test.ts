import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeaseStore } from '../../main/engine/lease-store.ts';
import { openLeaseStore } from '../../main/engine/lease-store.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

const NOW = 1_700_000_000_000;
const bound: Lease = {
  address: '10.77.0.100' as Ipv4,
  mac: '02:00:00:00:00:01' as Mac,
  clientId: '0102000000000001',
  hostName: 'node-1',
  state: 'bound',
  expiresAt: NOW + 3_600_000,
};
const conflict: Lease = {
  address: '10.77.0.101' as Ipv4,
  mac: '02:00:00:00:00:02' as Mac,
  state: 'conflict',
  expiresAt: NOW + 600_000,
};

let folder: string;
let path: string;
const open: LeaseStore[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackboot-leases-'));
  path = join(folder, 'leases.db');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function openStore(at = path, now = NOW): Promise<LeaseStore> {
  const store = await openLeaseStore({ path: at, now });
  open.push(store);
  return store;
}

/** What the file holds: closes `store` and opens it again. */
async function reopened(store: LeaseStore): Promise<readonly Lease[]> {
  await store.close();
  return (await openStore()).saved;
}

async function failure(action: Promise<unknown>): Promise<AppError> {
  const error: unknown = await action.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error;
}

describe('openLeaseStore', () => {
  it('keeps every field over a restart; the later record of an address wins', async () => {
    const store = await openStore();
    expect(store.saved).toEqual([]);
    await store.commit([bound, conflict]);
    await store.commit([{ ...bound, expiresAt: NOW + 1 }, bound]);
    await store.commit([]);
    await store.close();
    await store.close();
    const again = await openStore();
    expect(again.setAside).toBeUndefined();
    expect(again.saved).toEqual([bound, conflict]);
  });

  it('writes in the order of the commits, also those handed in together, and all of them before it closes', async () => {
    const store = await openStore();
    const commits = Array.from({ length: 50 }, (_, n) => store.commit([{ ...bound, expiresAt: NOW + n }]));
    const closing = store.close();
    await Promise.all(commits);
    await closing;
    expect((await openStore()).saved).toEqual([{ ...bound, expiresAt: NOW + 49 }]);
    expect((await failure(store.commit([bound]))).code).toBe('DATA_UNWRITABLE');
  });

  it('forgets records of machines not seen for 90 days', async () => {
    const store = await openStore();
    await store.commit([bound, conflict]);
    await store.close();
    expect((await openStore(path, bound.expiresAt + 90 * 86_400_000)).saved).toEqual([bound]);
  });

  it('writes all of a batch or nothing', async () => {
    const store = await openStore();
    const offered: Lease = { ...conflict, state: 'offered' };
    expect((await failure(store.commit([bound, offered]))).code).toBe('DATA_UNWRITABLE');
    await store.commit([conflict]);
    expect(await reopened(store)).toEqual([conflict]);
  });

  it.each([
    [
      'is no database',
      (file: string) => writeFileSync(file, 'these are not the leases you are looking for\n'.repeat(200)),
    ],
    ['is from another schema', makeForeignDatabase],
  ])('sets a file aside that %s, and starts empty', async (_name, make) => {
    make(path);
    const before = readFileSync(path);
    const store = await openStore();
    expect(store.setAside).toBe(`${path}.damaged-${NOW}`);
    expect(readFileSync(store.setAside as string).equals(before)).toBe(true);
    await store.commit([bound]);
    expect(await reopened(store)).toEqual([bound]);
  });

  it('says DATA_IN_USE while another process has the file', async () => {
    const holder = startWriter(path, 1);
    await once(createInterface(holder.stdout), 'line');
    const error = await failure(openStore());
    expect(error.code).toBe('DATA_IN_USE');
    expect(error.hint).toContain('--data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await openStore();
  });

  it('says DATA_UNWRITABLE for a folder that is not there', async () => {
    const error = await failure(openStore(join(folder, 'nowhere', 'leases.db')));
    expect(error.code).toBe('DATA_UNWRITABLE');
    expect(error.message).toContain('nowhere');
  });

  it.skipIf(process.getuid?.() === 0)(
    'says DATA_UNWRITABLE for a folder without write permission (skipped as root, who may write anywhere)',
    async () => {
      const closed = join(folder, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0o500);
      expect((await failure(openStore(join(closed, 'leases.db')))).code).toBe('DATA_UNWRITABLE');
    },
  );

  it('loses nothing that was committed when the process is killed', async () => {
    for (const linesBeforeKill of [1, 7, 40]) {
      const writer = startWriter(path, 8);
      const reported: string[] = [];
      for await (const line of createInterface(writer.stdout)) {
        reported.push(line);
        if (reported.length === linesBeforeKill) writer.kill('SIGKILL');
      }
      expect(reported.length).toBeGreaterThanOrEqual(linesBeforeKill);
      const store = await openStore();
      const saved = new Map(store.saved.map((one) => [one.address as string, one.expiresAt]));
      for (const line of reported) {
        for (const [address, expiresAt] of JSON.parse(line) as [string, number][]) {
          expect(saved.get(address)).toBeGreaterThanOrEqual(expiresAt);
        }
      }
      await store.close();
    }
  });
});

function makeForeignDatabase(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 99; CREATE TABLE other (x)');
  database.close();
}

/** Commits batch after batch and prints each only after its commit resolved, as the service sends ACKs. */
function startWriter(file: string, batch: number) {
  const script = `
    import { openLeaseStore } from ${JSON.stringify(new URL('../../main/engine/lease-store.ts', import.meta.url).href)};
    import { writeSync } from 'node:fs';
    const store = await openLeaseStore({ path: ${JSON.stringify(file)}, now: ${NOW} });
    for (let n = 0; ; ) {
      const leases = Array.from({ length: ${batch} }, () => {
        n++;
        const address = '10.77.' + (n % 5) + '.' + (n % 250);
        return { address, mac: '02:00:00:00:00:01', state: 'bound', expiresAt: ${NOW} + n };
      });
      await store.commit(leases);
      writeSync(1, JSON.stringify(leases.map((one) => [one.address, one.expiresAt])) + '\\n');
    }
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
