import { describe, expect, it } from 'vitest';
import type { Mac } from '../../shared/wire/address.ts';
import { DecodeError, hexBytes, hexText } from '../../shared/wire/bytes.ts';
import type { EthernetFrame } from '../../shared/wire/ethernet.ts';
import { BROADCAST_MAC, decodeEthernet, encodeEthernet, ETHER_TYPE } from '../../shared/wire/ethernet.ts';

const SOURCE = '02:00:00:00:00:04' as Mac;

describe('both directions', () => {
  const rows: readonly { name: string; frame: EthernetFrame; hex: string }[] = [
    {
      name: 'Ethernet II',
      frame: {
        destination: BROADCAST_MAC,
        source: SOURCE,
        etherType: ETHER_TYPE.ipv4,
        payload: hexBytes('4500'),
      },
      hex: 'ffffffffffff 020000000004 0800 4500',
    },
    {
      name: '802.1Q',
      frame: {
        destination: BROADCAST_MAC,
        source: SOURCE,
        vlan: { priority: 5, dropEligible: true, id: 4094 },
        etherType: ETHER_TYPE.arp,
        payload: hexBytes('0001'),
      },
      hex: 'ffffffffffff 020000000004 8100 bffe 0806 0001',
    },
    {
      name: '802.1Q with priority only',
      frame: {
        destination: BROADCAST_MAC,
        source: SOURCE,
        vlan: { priority: 7, dropEligible: false, id: 0 },
        etherType: ETHER_TYPE.ipv6,
        payload: hexBytes(''),
      },
      hex: 'ffffffffffff 020000000004 8100 e000 86dd',
    },
    {
      name: 'IEEE 802.3: the type is a length',
      frame: {
        destination: '01:80:c2:00:00:00' as Mac,
        source: SOURCE,
        etherType: 3,
        payload: hexBytes('424203'),
      },
      hex: '0180c2000000 020000000004 0003 424203',
    },
  ];
  it.each(rows)('$name', ({ frame, hex }) => {
    expect(hexText(encodeEthernet(frame))).toBe(hex.replaceAll(' ', ''));
    expect(decodeEthernet(hexBytes(hex))).toEqual(frame);
  });
});

it.each([
  '',
  'ffffffffffff 0200000000',
  'ffffffffffff 020000000004 08',
  'ffffffffffff 020000000004 8100 0001 08',
])('refuses "%s"', (hex) => {
  expect(() => decodeEthernet(hexBytes(hex))).toThrow(DecodeError);
});
