import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from 'unixcrypt';
import { describe, expect, it } from 'vitest';
import { openPasswordStore } from '../../main/engine/password-store.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { temporaryFolder } from './temporary.ts';

const one = '52:54:00:00:00:01' as Mac;
const two = '52:54:00:00:00:02' as Mac;
const HASH = `$6$saltsalt$${'a'.repeat(86)}`;
const kept = (folder: string): string => readFileSync(join(folder, 'passwords.json'), 'utf8');

describe('passwords', () => {
  it('are kept as hashes, readable by their owner, and never told', async () => {
    const folder = temporaryFolder();
    const store = await openPasswordStore(folder);
    expect(await store.set({}, 'se"cret $x')).toEqual({ all: true, groups: [], machines: [] });
    expect(await store.set({ mac: one }, HASH)).toEqual({ all: true, groups: [], machines: [one] });
    expect(await store.set({ group: 'rack 1' }, 'other')).toEqual({
      all: true,
      groups: ['rack 1'],
      machines: [one],
    });
    expect(kept(folder)).not.toMatch(/se"?cret|other/);
    expect(statSync(join(folder, 'passwords.json')).mode & 0o777).toBe(0o600);
    expect(verify('se"cret $x', store.find(two, undefined)?.hash ?? '')).toBe(true);
    expect(store.find(one, 'rack 1')).toEqual({ hash: HASH, from: 'machine' });
    expect(store.find(two, 'rack 1')).toMatchObject({ from: 'group' });
    expect(store.find(two, 'constructor')).toMatchObject({ from: 'all' });
    const again = await openPasswordStore(folder);
    expect(again.list()).toEqual(store.list());
    expect(again.find(one, undefined)).toEqual({ hash: HASH, from: 'machine' });
  });

  it('are taken away, and go with a machine', async () => {
    const store = await openPasswordStore(temporaryFolder());
    const told: unknown[] = [];
    store.onChange(() => told.push(store.list()));
    await Promise.all([store.set({}, HASH), store.set({ mac: one }, HASH)]);
    await store.set({}, null);
    expect(store.find(two, undefined)).toBeUndefined();
    await store.moved(one, two);
    expect(store.list()).toEqual({ all: false, groups: [], machines: [two] });
    await store.moved(two);
    await store.moved(two);
    expect(store.list()).toEqual({ all: false, groups: [], machines: [] });
    expect(told).toHaveLength(5);
  });

  it('of the new card stay when another comes', async () => {
    const store = await openPasswordStore(temporaryFolder());
    await store.set({ mac: one }, `$6$other$${'b'.repeat(86)}`);
    await store.set({ mac: two }, HASH);
    await store.moved(one, two);
    expect(store.find(two, undefined)?.hash).toBe(HASH);
  });

  it('that look like a broken hash are refused, and so is a machine in a group', async () => {
    const folder = temporaryFolder();
    const store = await openPasswordStore(folder);
    for (const password of ['$6$', '$6$salt$short', `${HASH}\n`, `$6$salt$${'a'.repeat(85)}$`])
      await expect(store.set({}, password)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(store.set({ mac: one, group: 'x' }, HASH)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    expect(() => kept(folder)).toThrow();
  });

  it('in a file that somebody broke are left alone, and the file is not repeated', async () => {
    const folder = temporaryFolder();
    for (const text of ['{"all": "plain"}', '{"all": ', '{"machines": {"x": "$1$a$b"}}']) {
      writeFileSync(join(folder, 'passwords.json'), text);
      const error: unknown = await openPasswordStore(folder).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'BAD_CONFIG' });
      expect(String(error)).not.toContain('plain');
      expect(kept(folder)).toBe(text);
    }
  });
});
