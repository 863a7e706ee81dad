import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { temporaryFolder } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;

function registry(folder: string, kept?: number) {
  const events: EventBody[] = [];
  const clock = { time: 1000 };
  const machines = createMachineRegistry({
    store: openMachineStore(join(folder, 'machines.db'), 0),
    append: (event) => events.push(event),
    now: () => clock.time,
    ...(kept !== undefined && { kept }),
    onSaveError: (error) => {
      throw error;
    },
  });
  return { machines, events, clock };
}

describe('machine registry', () => {
  it('says once that a machine was seen, keeps facts that later packets lack, and remembers over a restart', () => {
    const folder = temporaryFolder();
    const first = registry(folder);
    first.machines.see(mac, 'dhcp', { arch: 7, kind: 'pxe' });
    first.clock.time = 2000;
    first.machines.see(mac, 'dhcp', { hostName: 'u1' });
    expect(first.machines.get(mac)).toMatchObject({
      arch: 7,
      hostName: 'u1',
      kind: 'pxe',
      firstSeen: 1000,
      lastSeen: 2000,
      stage: 'seen',
    });
    expect(first.events).toEqual([{ type: 'machine.seen', mac, how: 'dhcp', arch: 7 }]);
    first.machines.close();
    const second = registry(folder);
    expect(second.machines.get(mac)).toMatchObject({ arch: 7, hostName: 'u1', firstSeen: 1000 });
    second.machines.close();
  });

  it('keeps the install of a machine that is forgotten, over a restart too: it must not install again', () => {
    const folder = temporaryFolder();
    const first = registry(folder);
    first.machines.see(mac, 'dhcp');
    first.machines.install(mac, { image: 'debian', answer: 'a', answeredAt: 1, spentAt: 2 });
    expect(first.machines.forget(mac)).toBe(true);
    expect(first.machines.get(mac)).toBeUndefined();
    first.machines.close();
    const second = registry(folder);
    expect(second.machines.list()).toEqual([]);
    expect(second.machines.see(mac, 'dhcp').install).toMatchObject({ spentAt: 2 });
    second.machines.decided([{ mac, armed: { image: 'debian', answer: 'a' } }]);
    second.machines.forget(mac);
    expect(second.machines.see(mac, 'dhcp').install).toBeUndefined();
    second.machines.close();
  });

  it('keeps no more than it can hold, whatever invented machines say they are, and what somebody decided of all', () => {
    const { machines } = registry(temporaryFolder(), 200);
    const who = (n: number): Mac =>
      `52:54:00:00:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 255).toString(16).padStart(2, '0')}` as Mac;
    for (let n = 0; n < 4; n++) machines.see(who(n), 'dhcp', { kind: 'pxe' });
    machines.name(who(0), 'esx-01');
    machines.install(who(1), { image: 'debian', answer: 'a', answeredAt: 1 });
    machines.choose(who(2), 'debian');
    for (let n = 4; n < 1000; n++) machines.see(who(n), 'dhcp', { kind: n % 3 === 0 ? 'plain' : 'pxe' });
    expect(machines.list().length).toBeLessThanOrEqual(200);
    expect([0, 1, 2, 3, 999].map((n) => machines.get(who(n)) !== undefined)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
    machines.close();
  });

  it('keeps on disk what was chosen at a Mac, from the moment it was', () => {
    const folder = temporaryFolder();
    const first = registry(folder);
    first.machines.see(mac, 'bsdp');
    first.machines.choose(mac, 'debian');
    // As a process that is killed: nothing more is written.
    const copy = temporaryFolder();
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
    const second = registry(copy);
    expect(second.machines.get(mac)?.chosen).toBe('debian');
    second.machines.choose(mac, undefined);
    expect(second.machines.get(mac)).not.toHaveProperty('chosen');
    second.machines.close();
    first.machines.close();
  });

  it('keeps the boots of a machine and its calls home over a restart, and goes on with the one under way', () => {
    const folder = temporaryFolder();
    const first = registry(folder);
    first.machines.see(mac, 'dhcp', { kind: 'pxe' });
    const changed: string[] = [];
    first.machines.onChange((who) => changed.push(who));
    first.machines.signal(mac, { on: 'asked', kind: 'pxe' });
    // A stage of its own it does not reach by this, and the boot is news all the same.
    expect(changed).toEqual([mac]);
    first.machines.signal(mac, { on: 'loader' });
    first.machines.planned(mac, { action: 'image', image: 'debian', answer: 'a', why: [] });
    first.clock.time = 4000;
    first.machines.signal(mac, { on: 'script', does: 'image' });
    first.machines.called(mac, 'started');
    first.machines.close();
    const second = registry(folder);
    second.clock.time = 9000;
    second.machines.signal(mac, { on: 'kernel' });
    second.machines.called(mac, 'installed');
    expect(second.machines.get(mac)?.boots).toEqual([
      {
        startedAt: 1000,
        by: 'pxe',
        image: 'debian',
        answer: 'a',
        reached: 'kernel',
        reachedAt: 9000,
        calls: [
          { stage: 'started', at: 4000 },
          { stage: 'installed', at: 9000 },
        ],
      },
    ]);
    second.machines.signal(mac, { on: 'asked', kind: 'pxe' });
    expect(second.machines.get(mac)?.boots).toHaveLength(2);
    second.machines.close();
  });

  it('announces each stage with the one before, and stalls of machines that fell silent', () => {
    const { machines, events, clock } = registry(temporaryFolder());
    machines.see(mac, 'dhcp', { kind: 'pxe' });
    machines.signal(mac, { on: 'loader' });
    machines.signal(mac, { on: 'loader' });
    clock.time += 61_000;
    machines.tick();
    expect(events.slice(1)).toEqual([
      { type: 'machine.stage', mac, stage: 'loader', previous: 'seen' },
      {
        type: 'machine.stage',
        mac,
        stage: 'stalled',
        previous: 'loader',
        why: 'nothing more was heard from it',
      },
    ]);
    machines.close();
  });

  it('has an install on disk as soon as it says so, before any batch is written', () => {
    const folder = temporaryFolder();
    const { machines } = registry(folder);
    machines.see(mac, 'dhcp');
    machines.install(mac, { image: 'debian', answer: 'a', answeredAt: 7 });
    // A crash here: the file is read by somebody else without close() having been called.
    expect(() => openMachineStore(join(folder, 'machines.db'), 0)).toThrow(
      expect.objectContaining({ code: 'DATA_IN_USE' }),
    );
    machines.forget(mac);
    expect(machines.get(mac)).toBeUndefined();
    machines.close();
    const store = openMachineStore(join(folder, 'machines.db'), 0);
    expect(store.load()).toEqual([]);
    store.close();
  });
});
