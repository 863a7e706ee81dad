import { expect, it } from 'vitest';
import type { Event, EventBody } from '../../shared/model/event.ts';
import { parseMac, parseIpv4 } from '../../shared/wire/address.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { nameOf } from './machine.ts';
import { narrate } from './narrate.ts';

const mac = parseMac('52:54:00:77:77:02') as Mac;
const stranger = parseMac('3c:07:54:77:af:54') as Mac;
const address = parseIpv4('10.77.0.100') as Ipv4;
const told = (body: EventBody): string | undefined => narrate({ ...body, seq: 1, at: 0 } as Event, nameOf);

it('calls machines that it made by their name and others by their MAC', () => {
  expect(told({ type: 'machine.seen', mac, how: 'dhcp', arch: 7 })).toBe(
    'Virtual PC 2 appears (52:54:00:77:77:02, x64 UEFI).',
  );
  expect(told({ type: 'machine.stage', mac: stranger, stage: 'installed', previous: 'answer' })).toBe(
    '3c:07:54:77:af:54 is installed.',
  );
});

it('tells addresses when they are given, and large files only', () => {
  const dhcp = {
    type: 'dhcp.answered',
    mac,
    xid: 1,
    message: 'DHCPREQUEST',
    to: 'x',
    why: [],
    address,
  } as const;
  expect(told({ ...dhcp, reply: 'DHCPACK', file: 'snponly.efi' })).toBe(
    'Virtual PC 2 gets the address 10.77.0.100, and the file to load: snponly.efi.',
  );
  expect(told({ ...dhcp, message: 'DHCPDISCOVER', reply: 'DHCPOFFER' })).toBeUndefined();
  const served = { type: 'http.served', mac, from: address, method: 'GET', status: 200, ms: 1240 } as const;
  expect(told({ ...served, path: '/i/debian-12/initrd.gz', bytes: 41_234_567 })).toBe(
    'Virtual PC 2 loaded /i/debian-12/initrd.gz: 41 MB in 1.2 s.',
  );
  expect(told({ ...served, path: '/m/x/boot.ipxe', bytes: 459 })).toBeUndefined();
});

it('says what failed, and what to do', () => {
  expect(
    told({
      type: 'service.failed',
      service: 'tftp',
      code: 'PORT_IN_USE',
      message: 'Port 69 is taken.',
      hint: 'Stop it.',
    }),
  ).toBe('Port 69 is taken. Stop it.');
});
