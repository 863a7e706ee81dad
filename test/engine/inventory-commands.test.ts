import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { inventoryBench, mac } from './inventory-bench.ts';
import { temporaryFolder } from './temporary.ts';

const [one, two, three] = [mac(1), mac(2), mac(3)];
const INSTALL = { image: 'debian', answer: 'lab.preseed' };
const at = (last: number): Ipv4 => `10.77.0.${last}` as Ipv4;

/** What a process that was killed left, before its registry wrote anything. */
function onlyConfigOf(folder: string): string {
  const copy = temporaryFolder();
  copyFileSync(join(folder, 'config.json'), join(copy, 'config.json'));
  return copy;
}

describe('what is written down about a machine', () => {
  it('stays where a key is not given, and goes with null', async () => {
    const { commands, settings, machines } = await inventoryBench();
    const { how, mac: listed } = await commands['machines.edit']({
      mac: one,
      notes: 'left fan is loud',
      group: 'rack 1',
      variables: { vlan: '12' },
      address: at(20),
    });
    expect([listed, how, machines.list().length]).toEqual([one, 'config', 1]);
    await commands['machines.edit']({ mac: one, variables: { vlan: '13' } });
    expect(settings.get()).toMatchObject({
      machines: { [one]: { notes: 'left fan is loud', group: 'rack 1', variables: { vlan: '13' } } },
      groups: { 'rack 1': { variables: {} } },
      reservations: { [one]: at(20) },
    });
    await commands['machines.edit']({ mac: one, notes: null, group: null, variables: null, address: null });
    expect(settings.get()).toMatchObject({ machines: {}, groups: { 'rack 1': {} }, reservations: {} });
    machines.close();
  });

  it('names the first loader, one of the boot firmware', async () => {
    const { commands, settings, machines } = await inventoryBench();
    await commands['machines.edit']({ mac: one, loader: 'grubx64.efi' });
    expect(settings.get().loaders).toEqual({ [one]: 'grubx64.efi' });
    await expect(commands['machines.edit']({ mac: one, loader: 'nothing.efi' })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      hint: expect.stringContaining('grubx64.efi') as string,
    });
    await commands['machines.edit']({ mac: one, notes: 'x' });
    expect(settings.get().loaders).toEqual({ [one]: 'grubx64.efi' });
    await commands['machines.edit']({ mac: one, loader: null });
    expect(settings.get().loaders).toEqual({});
    machines.close();
  });

  it('is there again after a restart, also of machines that were never heard', async () => {
    const first = await inventoryBench();
    await first.commands['machines.edit']({ mac: one, notes: 'a' });
    await first.commands['machines.name']({ mac: two, name: 'u2' });
    const second = await inventoryBench(onlyConfigOf(first.folder));
    expect(second.machines.list().map((machine) => [machine.mac, machine.name, machine.how])).toEqual([
      [two, 'u2', 'config'],
      [one, undefined, 'config'],
    ]);
    expect(second.events).toEqual([]);
    second.machines.see(one, 'dhcp');
    expect(second.events).toMatchObject([{ type: 'machine.seen', how: 'dhcp' }]);
    expect(second.machines.get(one)?.how).toBe('dhcp');
    second.machines.close();
    first.machines.close();
  });

  const addresses: [string, Ipv4, RegExp][] = [
    ['of another network', '10.78.0.5' as Ipv4, /not on 10\.77\.0\.0\/24/],
    ['that is ours', at(1), /our own/],
    ['that is the network’s', at(0), /no host/],
    ['that is for broadcasts', at(255), /no host/],
    ['that another machine has', at(20), /fixed address of 52:54:00:00:00:01/],
  ];
  it.each(addresses)('refuses an address %s', async (_title, address, message) => {
    const { commands, settings, machines } = await inventoryBench();
    await commands['machines.edit']({ mac: one, address: at(20) });
    const before = settings.get();
    await expect(commands['machines.edit']({ mac: two, notes: 'x', address })).rejects.toMatchObject({
      code: 'BAD_ADDRESS',
      message: expect.stringMatching(message) as string,
    });
    expect(settings.get()).toEqual(before);
    expect(machines.get(two)).toBeUndefined();
    await commands['machines.edit']({ mac: one, address: at(20) });
    machines.close();
  });

  it('has no variable that is built in and a fact, and says which', async () => {
    const { commands, settings, machines } = await inventoryBench();
    const refused = { code: 'BAD_ARGUMENT', message: expect.stringContaining('homeUrl') as string };
    await expect(
      commands['machines.edit']({ mac: one, variables: { homeUrl: 'http://elsewhere/' } }),
    ).rejects.toMatchObject(refused);
    await expect(
      commands['groups.set']({ name: 'g', variables: { homeUrl: 'http://elsewhere/' } }),
    ).rejects.toMatchObject(refused);
    expect(settings.get()).toMatchObject({ machines: {}, groups: {} });
    machines.close();
  });

  it('goes when it is forgotten; its group and what it used up stay', async () => {
    const { commands, settings, machines, decisions, passwords } = await inventoryBench();
    await commands['machines.edit']({ mac: one, notes: 'a', group: 'g', address: at(20) });
    await commands['machines.name']({ mac: one, name: 'u1' });
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'once' });
    await passwords.set({ mac: one }, 'secret');
    decisions.takeAnswer(one);
    await commands['machines.forget']({ mac: one });
    expect(settings.get()).toMatchObject({ names: {}, machines: {}, reservations: {}, assignments: {} });
    expect(settings.get().groups).toEqual({ g: { variables: {} } });
    expect(passwords.list().machines).toEqual([]);
    await expect(commands['machines.forget']({ mac: one })).rejects.toMatchObject({
      code: 'UNKNOWN_MACHINE',
    });
    // Put back: what was used up is used up, until a person arms it.
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'off' });
    expect(decisions.plan(one).action).toBe('local');
    machines.close();
  });
});

describe('groups', () => {
  it('are made, changed and taken off their machines', async () => {
    const { commands, settings, machines, passwords } = await inventoryBench();
    await commands['groups.set']({ name: 'g', variables: { vlan: '1' } });
    await commands['machines.edit']({ mac: one, group: 'g', notes: 'a' });
    await commands['machines.edit']({ mac: two, group: 'g' });
    await commands['machines.edit']({ mac: three, group: 'h' });
    await commands['naming.start']({ pattern: 'u{n}', next: 1, group: 'g' });
    await passwords.set({ group: 'g' }, 'secret');
    expect(settings.get().groups).toMatchObject({ g: { variables: { vlan: '1' } } });
    const config = await commands['groups.remove']({ name: 'g' });
    expect(config.groups).toEqual({ h: { variables: {} } });
    expect(config.machines).toEqual({ [one]: { notes: 'a' }, [three]: { group: 'h' } });
    expect(config.naming).toEqual({ pattern: 'u{n}', next: 1 });
    expect(passwords.list().groups).toEqual([]);
    await expect(commands['groups.remove']({ name: 'g' })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      hint: 'Known: h.',
    });
    machines.close();
  });
});

describe('two cards of one machine', () => {
  async function swapped() {
    const bench = await inventoryBench();
    const { commands, machines, decisions } = bench;
    machines.see(one, 'dhcp', { kind: 'pxe', model: 'NUC', serial: 'S1', arch: 7 });
    machines.signal(one, { on: 'asked', kind: 'pxe' });
    await commands['machines.name']({ mac: one, name: 'u1' });
    await commands['machines.edit']({
      mac: one,
      notes: 'old',
      group: 'g',
      variables: { a: '1', b: '1' },
      address: at(20),
    });
    await bench.settings.update({ loaders: { [one]: 'ipxe.efi' } });
    await commands['machines.assign']({ mac: one, ...INSTALL, arm: 'once' });
    decisions.takeAnswer(one);
    bench.clock.now = 5000;
    machines.see(two, 'dhcp', { kind: 'pxe', arch: 0 });
    machines.signal(two, { on: 'asked', kind: 'pxe' });
    return bench;
  }

  it('become one: everything goes over, above all what was used up', async () => {
    const bench = await swapped();
    const { commands, settings, machines, decisions, events, leases, passwords } = bench;
    await commands['machines.edit']({ mac: two, variables: { b: '2' } });
    await passwords.set({ mac: one }, 'secret');
    leases.push({ address: at(20), mac: one, state: 'bound', expiresAt: 9e9 });
    const merged = await commands['machines.merge']({ from: one, into: two });
    expect(merged).toMatchObject({
      mac: two,
      name: 'u1',
      model: 'NUC',
      serial: 'S1',
      arch: 0,
      firstSeen: 1000,
      boots: [{ startedAt: 1000 }, { startedAt: 5000 }],
      pastInstalls: [{ ...INSTALL, spentAt: 5000 }],
      plan: { action: 'local' },
    });
    expect(settings.get()).toMatchObject({
      names: { [two]: 'u1' },
      machines: { [two]: { notes: 'old', group: 'g', variables: { a: '1', b: '2' } } },
      reservations: { [two]: at(20) },
      assignments: { [two]: { ...INSTALL, arm: 'once' } },
      loaders: { [two]: 'ipxe.efi' },
    });
    for (const part of [
      settings.get().names,
      settings.get().assignments,
      settings.get().machines,
      settings.get().reservations,
      settings.get().loaders,
    ])
      expect(Object.keys(part)).toEqual([two]);
    expect([leases, passwords.list().machines]).toEqual([[], [two]]);
    expect(machines.get(one)).toBeUndefined();
    expect(events.at(-1)).toEqual({ type: 'machine.merged', mac: two, from: one });
    expect(decisions.takeAnswer(two)).toBeUndefined();
    // The old card, in another machine, brings nothing back.
    machines.see(one, 'dhcp', { kind: 'pxe' });
    expect(machines.get(one)?.install).toMatchObject(INSTALL);
    machines.close();
  });

  it('keep what the new one has of its own', async () => {
    const { commands, settings, machines, decisions } = await swapped();
    await commands['machines.name']({ mac: two, name: 'new' });
    await commands['machines.edit']({ mac: two, notes: 'mine', group: 'h', address: at(30) });
    await commands['machines.assign']({ mac: two, image: 'debian', answer: 'other.preseed', arm: 'once' });
    expect(await commands['machines.merge']({ from: one, into: two })).toMatchObject({ name: 'new' });
    expect(settings.get()).toMatchObject({
      machines: { [two]: { notes: 'mine', group: 'h' } },
      reservations: { [two]: at(30) },
      assignments: { [two]: { answer: 'other.preseed', arm: 'once' } },
    });
    expect(decisions.plan(two)).toMatchObject({ action: 'image', answer: 'other.preseed' });
    machines.close();
  });

  it('count as used up also where the new one was armed for the same', async () => {
    const { commands, decisions, machines } = await swapped();
    await commands['machines.assign']({ mac: two, ...INSTALL, arm: 'once' });
    await commands['machines.merge']({ from: one, into: two });
    expect(decisions.plan(two).action).toBe('local');
    machines.close();
  });

  it('are told apart before the settings follow, so that a crash in between arms nothing', async () => {
    const { machines, folder, settings } = await swapped();
    // The first of the three steps of a merge, and then the process is killed.
    machines.inherit(one, two);
    machines.close();
    const again = await inventoryBench(folder, { now: 9000 });
    expect(again.machines.get(two)?.pastInstalls).toMatchObject([INSTALL]);
    expect(again.settings.get().assignments).toEqual(settings.get().assignments);
    // It is done once more, by a person.
    await again.commands['machines.merge']({ from: one, into: two });
    expect(again.decisions.plan(two).action).toBe('local');
    again.machines.close();
  });

  it('are two, and the old one is known', async () => {
    const { commands, machines } = await inventoryBench();
    machines.see(one, 'dhcp');
    await expect(commands['machines.merge']({ from: one, into: one })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
    });
    await expect(commands['machines.merge']({ from: three, into: one })).rejects.toMatchObject({
      code: 'UNKNOWN_MACHINE',
    });
    machines.close();
  });
});

describe('names by power-on order', () => {
  async function settled(bench: Awaited<ReturnType<typeof inventoryBench>>, count: number): Promise<void> {
    await expect.poll(() => Object.keys(bench.settings.get().names).length).toBe(count);
  }

  it('are given once each, in the order of the first question, and to firmware alone', async () => {
    const bench = await inventoryBench();
    const { commands, naming, machines, settings, events } = bench;
    await commands['machines.name']({ mac: mac(9), name: 'ESX-02' });
    const asks = (who: Mac, kind: 'pxe' | 'plain' | 'installer' | 'ipxe' | 'bsdp' | 'http'): void => {
      machines.see(who, 'dhcp');
      naming.asked(who, kind);
    };
    asks(mac(8), 'pxe');
    expect((await commands['naming.start']({ pattern: 'esx-{nn}', next: 1, group: 'rack' })).naming).toEqual({
      pattern: 'esx-{nn}',
      next: 1,
      group: 'rack',
    });
    asks(three, 'plain');
    asks(two, 'pxe');
    asks(three, 'installer');
    asks(one, 'bsdp');
    asks(two, 'pxe');
    asks(two, 'ipxe');
    asks(mac(9), 'pxe');
    asks(mac(8), 'http');
    await settled(bench, 4);
    expect(settings.get()).toMatchObject({
      names: { [two]: 'esx-01', [one]: 'esx-03', [mac(8)]: 'esx-04' },
      machines: { [two]: { group: 'rack' }, [one]: { group: 'rack' } },
      naming: { next: 5 },
    });
    expect(events.filter(({ type }) => type === 'machine.named')).toEqual([
      { type: 'machine.named', mac: two, name: 'esx-01', by: 'order' },
      { type: 'machine.named', mac: one, name: 'esx-03', by: 'order' },
      { type: 'machine.named', mac: mac(8), name: 'esx-04', by: 'order' },
    ]);
    expect(machines.get(two)?.name).toBe('esx-01');
    machines.close();
    // As if it were killed and started again in the middle of the rack.
    const again = await inventoryBench(bench.folder);
    again.machines.see(three, 'dhcp');
    again.naming.asked(two, 'pxe');
    again.naming.asked(three, 'pxe');
    await settled(again, 5);
    expect(again.settings.get().names[three]).toBe('esx-05');
    await again.commands['naming.stop']({});
    again.naming.asked(mac(7), 'pxe');
    expect(again.settings.get().naming).toBeUndefined();
    expect(Object.keys(again.settings.get().names)).toHaveLength(5);
    again.machines.close();
  });

  it('are given to a machine once, whichever of its cards asks', async () => {
    const bench = await inventoryBench();
    const { commands, naming, machines, settings } = bench;
    await commands['naming.start']({ pattern: 'u{n}', next: 1 });
    const uuid = '8f3c1a52-1b1e-4b7e-9a65-0c8f5f5a7d10';
    machines.see(one, 'dhcp', { uuid });
    machines.see(two, 'dhcp', { uuid });
    // Boards whose maker left all of them the same one.
    machines.see(three, 'dhcp', { uuid: '03000200-0400-0500-0006-000700080009' });
    machines.see(mac(4), 'dhcp', { uuid: '03000200-0400-0500-0006-000700080009' });
    for (const who of [one, two, three, mac(4)]) naming.asked(who, 'pxe');
    await settled(bench, 3);
    expect(settings.get().names).toEqual({ [one]: 'u1', [three]: 'u2', [mac(4)]: 'u3' });
    machines.close();
  });

  it.each(['esx', 'esx-{x}', 'a{n}b{nn}'])('are refused for the pattern %j', async (pattern) => {
    const { commands, settings, machines } = await inventoryBench();
    await expect(commands['naming.start']({ pattern, next: 1 })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      hint: expect.stringContaining('{n}') as string,
    });
    expect(settings.get().naming).toBeUndefined();
    machines.close();
  });
});
