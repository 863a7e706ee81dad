import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConfigStore } from '../../main/engine/config-store.ts';
import { withAssignment, withName } from '../../shared/boot/inventory.ts';
import { createSettings } from '../../main/engine/settings.ts';
import { parseMac } from '../../shared/wire/address.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { temporaryFolder } from './temporary.ts';

const other = '52:54:00:00:00:02' as Mac;
const mac = parseMac('52:54:00:00:00:01') as Mac;

describe('config.json', () => {
  it('starts with defaults, saves changes whole, and is read back', async () => {
    const folder = temporaryFolder();
    const store = await openConfigStore(folder, () => 0);
    expect(store.get().unknown).toEqual({ action: 'wait' });
    await Promise.all([
      store.update((config) => ({ ...config, domain: 'lab' })),
      store.update((config) => ({ ...config, names: { ...config.names, [mac]: 'u1' } })),
    ]);
    const again = await openConfigStore(folder, () => 0);
    expect(again.get()).toMatchObject({ domain: 'lab', names: { [mac]: 'u1' } });
    expect(readdirSync(folder)).toEqual(['config.json']);
  });

  it.each([
    ['not JSON', '{"domain": '],
    ['a wrong value', '{"leaseSeconds": "soon"}'],
  ])('%s: says where, keeps it aside and never overwrites it', async (_what, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'config.json'), text);
    await expect(openConfigStore(folder, () => 1_000)).rejects.toMatchObject({ code: 'BAD_CONFIG' });
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(text);
    expect(readFileSync(join(folder, 'config.json.bad-1970-01-01T00-00-01.000Z'), 'utf8')).toBe(text);
  });

  it('refuses a value that does not fit and keeps what it had', async () => {
    const store = await openConfigStore(temporaryFolder(), () => 0);
    await expect(store.update((config) => ({ ...config, leaseSeconds: 1 }))).rejects.toThrow();
    expect(store.get().leaseSeconds).toBe(3600);
    await store.update((config) => ({ ...config, leaseSeconds: 120 }));
    expect(store.get().leaseSeconds).toBe(120);
  });
});

describe('settings of a run', () => {
  it('lays the command line over the file until a person decides otherwise', async () => {
    const store = await openConfigStore(temporaryFolder(), () => 0);
    const pool = { first: '10.0.0.5' as Ipv4, last: '10.0.0.9' as Ipv4 };
    const settings = createSettings(store, {
      pool,
      unknown: { action: 'local' },
      assignments: new Map([[mac, { image: 'debian', arm: 'once' as const }]]),
    });
    expect(settings.get()).toMatchObject({
      pool,
      unknown: { action: 'local' },
      assignments: { [mac]: { image: 'debian' } },
    });
    expect(store.get().assignments).toEqual({});
    await settings.update({ unknown: { action: 'wait' } });
    expect(settings.get()).toMatchObject({ pool, unknown: { action: 'wait' } });
    // Another machine's change leaves it the command line's.
    await settings.change((config) => withName(config, other, 'u2'));
    expect(store.get()).toMatchObject({ assignments: {}, names: { [other]: 'u2' } });
    expect(settings.get().assignments[mac]).toMatchObject({ image: 'debian' });
    await settings.change((config) => withAssignment(config, mac, { image: 'local', arm: 'off' }));
    expect(store.get().assignments[mac]).toEqual({ image: 'local', arm: 'off' });
    expect(settings.get().assignments[mac]).toEqual({ image: 'local', arm: 'off' });
    await settings.change((config) => withAssignment(config, mac, undefined));
    expect(settings.get().assignments[mac]).toBeUndefined();
    const refused = settings.change(() => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(settings.get().names).toEqual({ [other]: 'u2' });
  });
});
