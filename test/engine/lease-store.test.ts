import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackboot-leases-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function failure(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('openLeaseStore', () => {
  it('keeps every field over a restart; the later record of an address wins', () => {
    const path = join(folder, 'leases.sqlite');
    const store = openLeaseStore(path, NOW);
    expect(store.load()).toEqual([]);
    store.commit([bound, conflict]);
    store.commit([{ ...bound, expiresAt: NOW + 1 }, bound]);
    store.commit([]);
    store.close();
    store.close();
    const again = openLeaseStore(path, NOW);
    expect(again.setAside).toBeUndefined();
    expect(again.load()).toEqual([bound, conflict]);
    again.close();
  });

  it('forgets records of machines not seen for 90 days', () => {
    const path = join(folder, 'leases.sqlite');
    const store = openLeaseStore(path, NOW);
    store.commit([bound, conflict]);
    store.close();
    const later = openLeaseStore(path, bound.expiresAt + 90 * 86_400_000);
    expect(later.load()).toEqual([bound]);
    later.close();
  });

  it('writes all of a batch or nothing', () => {
    const store = openLeaseStore(join(folder, 'leases.sqlite'), NOW);
    const offered: Lease = { ...conflict, state: 'offered' };
    expect(failure(() => store.commit([bound, offered])).code).toBe('DATA_UNWRITABLE');
    expect(store.load()).toEqual([]);
    store.commit([bound]);
    expect(store.load()).toEqual([bound]);
    store.close();
  });

  it.each([
    [
      'is no database',
      (path: string) => writeFileSync(path, 'these are not the leases you are looking for\n'.repeat(200)),
    ],
    [
      'is from another schema',
      (path: string) => {
        const database = new DatabaseSync(path);
        database.exec('PRAGMA user_version = 99; CREATE TABLE other (x)');
        database.close();
      },
    ],
  ])('sets a file aside that %s, and starts empty', (_name, make) => {
    const path = join(folder, 'leases.sqlite');
    make(path);
    const before = readFileSync(path);
    const store = openLeaseStore(path, NOW);
    expect(store.setAside).toBe(`${path}.damaged-${NOW}`);
    expect(readFileSync(store.setAside as string).equals(before)).toBe(true);
    store.commit([bound]);
    expect(store.load()).toEqual([bound]);
    store.close();
  });

  it('says DATA_IN_USE while another process has the file', async () => {
    const path = join(folder, 'leases.sqlite');
    const holder = startWriter(path, 1);
    await once(createInterface(holder.stdout), 'line');
    const error = failure(() => openLeaseStore(path, NOW));
    expect(error.code).toBe('DATA_IN_USE');
    expect(error.hint).toContain('--data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    openLeaseStore(path, NOW).close();
  });

  it('says DATA_UNWRITABLE for a folder that is not there', () => {
    const error = failure(() => openLeaseStore(join(folder, 'nowhere', 'leases.sqlite'), NOW));
    expect(error.code).toBe('DATA_UNWRITABLE');
    expect(error.message).toContain('nowhere');
  });

  it.skipIf(process.getuid?.() === 0)(
    'says DATA_UNWRITABLE for a folder without write permission (skipped as root, who may write anywhere)',
    () => {
      const closed = join(folder, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0o500);
      expect(failure(() => openLeaseStore(join(closed, 'leases.sqlite'), NOW)).code).toBe('DATA_UNWRITABLE');
    },
  );

  it('loses nothing that was committed when the process is killed', async () => {
    const path = join(folder, 'leases.sqlite');
    for (const linesBeforeKill of [1, 7, 40]) {
      const writer = startWriter(path, 8);
      const reported: string[] = [];
      for await (const line of createInterface(writer.stdout)) {
        reported.push(line);
        if (reported.length === linesBeforeKill) writer.kill('SIGKILL');
      }
      expect(reported.length).toBeGreaterThanOrEqual(linesBeforeKill);
      expect(existsSync(path)).toBe(true);
      const store = openLeaseStore(path, NOW);
      const saved = new Map(store.load().map((one) => [one.address as string, one.expiresAt]));
      for (const line of reported) {
        for (const [address, expiresAt] of JSON.parse(line) as [string, number][]) {
          expect(saved.get(address)).toBeGreaterThanOrEqual(expiresAt);
        }
      }
      store.close();
    }
  });
});

/** Commits batch after batch and prints each only after commit() returned, as the service sends ACKs. */
function startWriter(path: string, batch: number) {
  const script = `
    import { openLeaseStore } from ${JSON.stringify(new URL('../../main/engine/lease-store.ts', import.meta.url).href)};
    import { writeSync } from 'node:fs';
    const store = openLeaseStore(${JSON.stringify(path)}, ${NOW});
    let n = 0;
    function turn() {
      const leases = Array.from({ length: ${batch} }, () => {
        n++;
        const address = '10.77.' + (n % 5) + '.' + (n % 250);
        return { address, mac: '02:00:00:00:00:01', state: 'bound', expiresAt: ${NOW} + n };
      });
      store.commit(leases);
      writeSync(1, JSON.stringify(leases.map((one) => [one.address, one.expiresAt])) + '\\n');
      setImmediate(turn);
    }
    turn();
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
