import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { BootPlan } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { createDhcpHooks, transferHook } from '../../main/engine/dhcp-hooks.ts';
import type { BootDecisions } from '../../main/engine/boot-decisions.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import { temporaryFolder } from './temporary.ts';

const mac = '52:54:00:00:00:01' as Mac;
const address = '10.77.0.100' as Ipv4;
const firmware: ClientIdentity = { mac, kind: 'pxe', arch: 7 };

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
  const hooks = createDhcpHooks(machines, decisions, () => advertised++);
  const exchange = (identity: ClientIdentity, message: string, reply: string): void => {
    hooks.seen(identity, message);
    hooks.bootFor(identity);
    hooks.answered(identity, message, reply, address);
  };
  const stages = (): string[] =>
    events.flatMap((event) => (event.type === 'machine.stage' ? [event.stage] : []));
  return { machines, exchange, stages, advertised: () => advertised };
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

  it('shows a download while it runs', () => {
    const { machines } = bench({ action: 'wait', why: [] });
    machines.see(mac, 'dhcp');
    const tell = transferHook(machines);
    const part = {
      via: 'http',
      path: '/i/a/initrd',
      from: address,
      mac,
      start: 100,
      bytes: 50,
      totalBytes: 400,
    } as const;
    tell({ ...part, done: false });
    expect(machines.get(mac)?.transfer).toEqual({ file: '/i/a/initrd', bytes: 150, totalBytes: 400 });
    tell({ ...part, done: true });
    expect(machines.get(mac)?.transfer).toBeUndefined();
    machines.close();
  });
});
