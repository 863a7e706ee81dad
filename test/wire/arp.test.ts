import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { decodeArp, encodeArp } from '../../shared/wire/arp.ts';
import { DecodeError, hexBytes, hexText } from '../../shared/wire/bytes.ts';
import { decodeEthernet } from '../../shared/wire/ethernet.ts';
import { golden } from './golden.ts';

describe('recorded frames', () => {
  it.each([
    [
      'arp-request',
      {
        operation: 'request',
        senderMac: '02:00:00:00:00:02' as Mac,
        senderAddress: '10.78.0.90' as Ipv4,
        targetMac: '00:00:00:00:00:00' as Mac,
        targetAddress: '10.78.0.1' as Ipv4,
      },
    ],
    [
      'arp-reply',
      {
        operation: 'reply',
        senderMac: '02:00:00:00:00:01' as Mac,
        senderAddress: '10.78.0.1' as Ipv4,
        targetMac: '02:00:00:00:00:02' as Mac,
        targetAddress: '10.78.0.90' as Ipv4,
      },
    ],
  ] as const)('%s, both directions', (name, packet) => {
    const { payload } = decodeEthernet(golden('frame', name).bytes);
    expect(decodeArp(payload)).toEqual(packet);
    expect(hexText(encodeArp(packet))).toBe(hexText(payload));
  });
});

it('ignores the padding of a short frame', () => {
  const { payload } = decodeEthernet(golden('frame', 'arp-reply').bytes);
  expect(decodeArp(Uint8Array.of(...payload, ...new Uint8Array(18)))).toEqual(decodeArp(payload));
});

it.each([
  ['nothing', '', 0],
  ['other hardware', '0006 0800 0604 0001', 0],
  ['other protocols', '0001 86dd 0604 0001', 2],
  ['other lengths', '0001 0800 0610 0001', 4],
  ['other operations', '0001 0800 0604 0003', 6],
  ['half a packet', '0001 0800 0604 0001 020000000002', 14],
])('refuses %s', (_name, hex, offset) => {
  let thrown: unknown;
  try {
    decodeArp(hexBytes(hex));
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(DecodeError);
  expect((thrown as DecodeError).offset).toBe(offset);
});
