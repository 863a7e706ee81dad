import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { DecodeError, hexBytes, hexText } from '../../shared/wire/bytes.ts';
import type { Ipv4Packet } from '../../shared/wire/ipv4.ts';
import { decodeIpv4, encodeIpv4, internetChecksum, IP_PROTOCOL } from '../../shared/wire/ipv4.ts';

const PACKET: Ipv4Packet = {
  typeOfService: 0,
  identification: 0,
  dontFragment: true,
  moreFragments: false,
  fragmentOffset: 0,
  timeToLive: 64,
  protocol: IP_PROTOCOL.udp,
  source: '192.168.0.1' as Ipv4,
  destination: '192.168.0.199' as Ipv4,
  payload: new Uint8Array(95),
};

describe('both directions', () => {
  const rows: readonly { name: string; packet: Ipv4Packet; header: string }[] = [
    // Header and checksum b861 as worked out by hand in Wikipedia's article on the header.
    { name: 'no fragment', packet: PACKET, header: '4500 0073 0000 4000 4011 b861 c0a80001 c0a800c7' },
    {
      name: 'first fragment',
      packet: {
        ...PACKET,
        identification: 0xabcd,
        dontFragment: false,
        moreFragments: true,
        payload: hexBytes('0102030405060708'),
      },
      header: '4500 001c abcd 2000 4011 2ceb c0a80001 c0a800c7',
    },
    {
      name: 'last fragment',
      packet: {
        ...PACKET,
        typeOfService: 0x10,
        dontFragment: false,
        fragmentOffset: 65528,
        timeToLive: 1,
        protocol: 1,
        payload: hexBytes('ff'),
      },
      header: '4510 0015 0000 1fff 0101 17c1 c0a80001 c0a800c7',
    },
  ];
  it.each(rows)('$name', ({ packet, header }) => {
    const bytes = hexBytes(header + hexText(packet.payload));
    expect(hexText(encodeIpv4(packet))).toBe(hexText(bytes));
    expect(decodeIpv4(bytes)).toEqual({ ...packet, checksumGood: true });
  });
});

describe('decodeIpv4', () => {
  const good = encodeIpv4(PACKET);

  it('skips header options and cuts off the padding of a short frame', () => {
    const bytes = hexBytes('4600 001a 0000 0000 4011 0000 0a000001 0a000002 01010100 aabb 0000000000');
    expect(decodeIpv4(bytes)).toMatchObject({ payload: hexBytes('aabb'), checksumGood: false });
  });

  it('tells a wrong checksum', () => {
    const bytes = good.slice();
    bytes[8] = 63;
    expect(decodeIpv4(bytes)).toMatchObject({ timeToLive: 63, checksumGood: false });
  });

  it('reads a total length of 0 as "to the end"', () => {
    const bytes = good.slice();
    bytes[2] = bytes[3] = 0;
    expect(decodeIpv4(bytes).payload.length).toBe(95);
  });

  it.each([
    ['nothing', ''],
    ['version 6', '6500'],
    ['IHL 4', '4400 0014'],
    ['half a header', hexText(good.subarray(0, 16))],
    ['a total length over what is there', hexText(good.subarray(0, 60))],
    ['a total length under the header', hexText(good).replace(/^45000073/, '45000013')],
    ['header options cut short', hexText(good.subarray(0, 22)).replace(/^45000073/, '46000016')],
  ])('refuses %s', (_name, hex) => {
    expect(() => decodeIpv4(hexBytes(hex))).toThrow(DecodeError);
  });
});

it('encodeIpv4 refuses what the header cannot say', () => {
  expect(() => encodeIpv4({ ...PACKET, payload: new Uint8Array(65516) })).toThrow(RangeError);
  expect(() => encodeIpv4({ ...PACKET, fragmentOffset: 4 })).toThrow(RangeError);
});

describe('internetChecksum', () => {
  it.each([
    // RFC 1071 section 3: the sum is ddf2.
    ['0001f203f4f5f6f7', 0x220d],
    ['', 0xffff],
    ['ff', 0x00ff],
    ['ffff', 0],
    ['ffffffff', 0],
  ])('of "%s"', (hex, checksum) => {
    expect(internetChecksum(hexBytes(hex))).toBe(checksum);
  });

  it('is the same over parts', () => {
    expect(internetChecksum(hexBytes('0001f203'), hexBytes('f4f5f6f7'))).toBe(0x220d);
  });
});
