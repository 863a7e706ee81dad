import { describe, expect, it } from 'vitest';
import { chooseInterface, listInterfaces } from '../../main/net/interfaces.ts';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';

const addresses = [{ address: '10.77.0.1' as Ipv4, prefixLength: 24 }];
const rack: InterfaceInfo = { name: 'en7', addresses, up: true, loopback: false };
const office: InterfaceInfo = { name: 'en0', addresses, up: true, loopback: false };
const bare: InterfaceInfo = { name: 'en8', addresses: [], up: true, loopback: false };
const off: InterfaceInfo = { name: 'en9', addresses, up: false, loopback: false };
const lo: InterfaceInfo = { name: 'lo', addresses, up: true, loopback: true };

describe('chooseInterface', () => {
  it('takes the one that is named, and the only candidate when none is', () => {
    expect(chooseInterface([lo, rack, office], 'en7')).toBe(rack);
    expect(chooseInterface([lo, rack, bare, off], undefined)).toBe(rack);
  });

  it.each([
    ['nope', [rack], 'UNKNOWN_INTERFACE', 'en7 (10.77.0.1/24)'],
    ['en8', [bare], 'INTERFACE_WITHOUT_ADDRESS', 'ip addr add'],
    ['en9', [off], 'INTERFACE_DOWN', 'ip link set'],
    [undefined, [rack, office], 'INTERFACE_AMBIGUOUS', '--interface NAME'],
    [undefined, [lo], 'INTERFACE_AMBIGUOUS', '--interface NAME'],
  ] as const)('%s of %j: %s, with what to do', (name, all, code, hint) => {
    expect(() => chooseInterface(all, name)).toThrow(
      expect.objectContaining({ code, hint: expect.stringContaining(hint) as string }),
    );
  });
});

it.skipIf(process.platform !== 'linux')(
  'lists the loopback with its address, as the kernel says it',
  async () => {
    const loopback = (await listInterfaces()).find((one) => one.name === 'lo');
    expect(loopback).toMatchObject({
      loopback: true,
      up: true,
      index: expect.any(Number) as number,
      addresses: [{ address: '127.0.0.1', prefixLength: 8 }],
    });
  },
);
