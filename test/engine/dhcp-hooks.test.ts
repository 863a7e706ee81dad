import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { BootPlan } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { createDhcpHooks } from '../../main/engine/dhcp-hooks.ts';
import type { BootDecisions } from '../../main/engine/boot-decisions.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import { request } from '../boot/dhcp-samples.ts';
import { answered, list, macMessage, MODELS, select } from '../boot/mac-samples.ts';
import { temporaryFolder } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;
const address = '10.77.0.100' as Ipv4;
const firmware: ClientIdentity = { mac, kind: 'pxe', arch: 7 };

/** Nothing in it is looked at but the address a client says it has. */
const MESSAGE = macMessage('DHCPDISCOVER', {});

function bench(plan: BootPlan) {
  const events: EventBody[] = [];
  const machines = createMachineRegistry({
    store: openMachineStore(join(temporaryFolder(), 'm.db'), 0),
    append: (event) => events.push(event),
    now: () => 5,
    onSaveError: () => undefined,
  });
  let advertised = 0;
  const decisions = { loader: () => (machines.planned(mac, plan), undefined) } as unknown as BootDecisions;
  const said: string[] = [];
  const clock = { now: 5 };
  const hooks = createDhcpHooks({
    machines,
    decisions,
    models: MODELS,
    said: (who, where) => said.push(`${who} ${where}`),
    otherServer: (where) => said.push(`BSDP server ${where}`),
    now: () => clock.now,
    noRouter: () => advertised++,
    asked: (who, kind) => said.push(`${kind} ${who}`),
  });
  const exchange = (identity: ClientIdentity, message: string, reply: string): void => {
    hooks.seen(identity, MESSAGE, message);
    hooks.bootFor(identity);
    hooks.answered(identity, message, reply, address);
  };
  const stages = (): string[] =>
    events.flatMap((event) => (event.type === 'machine.stage' ? [event.stage] : []));
  return { machines, exchange, stages, hooks, said, clock, events, advertised: () => advertised };
}

describe('what DHCP tells the registry', () => {
  it('counts a BIOS that is offered no boot file as on its way to its disk', () => {
    const { machines, exchange, stages } = bench({ action: 'local', why: ['done'] });
    exchange({ mac, kind: 'pxe', arch: 0 }, 'DHCPDISCOVER', 'DHCPOFFER');
    expect(stages()).toEqual(['local']);
    machines.close();
  });

  it('lets the script of UEFI firmware tell', () => {
    const { machines, exchange, stages } = bench({ action: 'local', why: ['done'] });
    exchange(firmware, 'DHCPDISCOVER', 'DHCPOFFER');
    expect(stages()).toEqual(['offered']);
    machines.close();
  });

  it('keeps what firmware said when the installed system speaks, and ends iPXE’s wait for a router', () => {
    const { machines, exchange, stages, advertised } = bench({ action: 'wait', why: [] });
    exchange(firmware, 'DHCPDISCOVER', 'DHCPOFFER');
    exchange(firmware, 'DHCPREQUEST', 'DHCPACK');
    expect(advertised()).toBe(0);
    exchange({ mac, kind: 'ipxe', arch: 7 }, 'DHCPDISCOVER', 'DHCPOFFER');
    exchange({ mac, kind: 'ipxe', arch: 7 }, 'DHCPREQUEST', 'DHCPACK');
    expect(advertised()).toBe(1);
    exchange({ mac, kind: 'plain', hostName: 'u1' }, 'DHCPREQUEST', 'DHCPACK');
    expect(stages()).toEqual(['offered', 'addressed', 'ipxe']);
    expect(machines.get(mac)).toMatchObject({
      arch: 7,
      platform: 'efi',
      cpu: 'x86_64',
      hostName: 'u1',
      address,
    });
    machines.close();
  });
});

describe('what a Mac tells', () => {
  const mini: ClientIdentity = { mac, kind: 'bsdp', apple: { arch: 'i386', systemId: 'Macmini6,2' } };

  it('is its model by the name it was sold under, its firmware, and its address', () => {
    const { hooks, machines, said, stages, events } = bench({ action: 'wait', why: [] });
    hooks.seen(mini, list(), 'DHCPINFORM');
    expect(machines.get(mac)).toMatchObject({
      model: 'Mac mini (Late 2012) or Mac mini Server (Late 2012)',
      modelId: 'Macmini6,2',
      platform: 'efi',
      cpu: 'x86_64',
      kind: 'bsdp',
      how: 'bsdp',
      address: list().ciaddr,
    });
    expect(said).toEqual([`${mac} ${list().ciaddr}`]);
    expect(stages()).toEqual(['addressed']);
    expect(events[0]).toMatchObject({
      type: 'machine.seen',
      model: 'Mac mini (Late 2012) or Mac mini Server (Late 2012)',
      modelId: 'Macmini6,2',
    });
    machines.close();
  });

  it('says of one with a T2 chip that it cannot netboot, in the log too', () => {
    const { hooks, machines, events } = bench({ action: 'wait', why: [] });
    hooks.seen({ ...mini, apple: { arch: 'i386', systemId: 'Macmini8,1' } }, list(), 'DHCPINFORM');
    const cannotNetboot = 'Mac mini (2018) has the T2 chip, whose firmware cannot boot from a network.';
    expect(machines.get(mac)).toMatchObject({ cannotNetboot });
    expect(events[0]).toMatchObject({ type: 'machine.seen', cannotNetboot });
    machines.close();
  });

  it('of another server is told once it chose that', () => {
    const { hooks, machines, said } = bench({ action: 'wait', why: [] });
    const otherServer = '10.0.1.99' as Ipv4;
    hooks.told(mini, { kind: 'silence', asked: 'DHCPINFORM[SELECT]', otherServer, why: [] });
    expect(said).toEqual(['BSDP server 10.0.1.99']);
    machines.close();
  });

  it('that was told what to load gets its script from here for a while, and nobody else', () => {
    const { hooks, machines, clock } = bench({ action: 'wait', why: [] });
    expect(hooks.loadedHere(mac)).toBe(false);
    hooks.told(mini, answered(select()));
    expect(hooks.loadedHere(mac)).toBe(true);
    clock.now += 10 * 60_000;
    expect(hooks.loadedHere(mac)).toBe(false);
    hooks.told(mini, answered(list()));
    expect(hooks.loadedHere(mac)).toBe(false);
    machines.close();
  });

  it('of an address counts where it takes one, not where it asks for one of yesterday', () => {
    const { hooks, machines, said } = bench({ action: 'wait', why: [] });
    const asks = { requestedIpAddress: address };
    hooks.seen(mini, request(1, 'DHCPREQUEST', { values: asks }), 'DHCPREQUEST');
    expect(said).toEqual([]);
    hooks.seen(
      mini,
      request(1, 'DHCPREQUEST', { values: { ...asks, serverIdentifier: address } }),
      'DHCPREQUEST',
    );
    hooks.seen(mini, request(1, 'DHCPREQUEST', { ciaddr: address }), 'DHCPREQUEST');
    expect(said).toEqual([`${mac} ${address}`, `${mac} ${address}`]);
    machines.close();
  });

  it('is no boot when macOS itself looks for images', () => {
    const { hooks, machines, stages } = bench({ action: 'local', why: ['done'] });
    const looking: ClientIdentity = { ...mini, kind: 'plain' };
    hooks.seen(looking, list(), 'DHCPINFORM');
    machines.planned(mac, { action: 'local', why: ['done'] });
    hooks.told(looking, { kind: 'silence', asked: 'DHCPINFORM[LIST]', why: ['done'] });
    expect(machines.get(mac)).toMatchObject({ kind: 'plain', stage: 'seen', modelId: 'Macmini6,2' });
    expect(stages()).toEqual([]);
    machines.close();
  });

  it('that nobody answers goes on to its disk', () => {
    const { hooks, machines, stages } = bench({ action: 'local', why: ['done'] });
    hooks.seen(mini, list(), 'DHCPINFORM');
    machines.planned(mac, { action: 'local', why: ['done'] });
    hooks.told(mini, { kind: 'silence', asked: 'DHCPINFORM[LIST]', why: ['done'] });
    expect(stages()).toEqual(['addressed', 'local']);
    machines.close();
  });
});
