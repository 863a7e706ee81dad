import { describe, expect, it } from 'vitest';
import { DecodeError, hexText } from '../../shared/wire/bytes.ts';
import { decodeEthernet } from '../../shared/wire/ethernet.ts';
import { decodeIpv4 } from '../../shared/wire/ipv4.ts';
import { decodeUdp } from '../../shared/wire/udp.ts';
import { decodeUdpFrame, encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { expectGoldenText, golden } from './golden.ts';
import { plain } from './golden-text.ts';

const RECORDED = [
  { name: 'ovmf-pxe-discover', kind: 'dhcp' },
  { name: 'dnsmasq-offer-to-http', kind: 'dhcp' },
  { name: 'ipxe-rrq', kind: 'tftp' },
] as const;

describe.each(RECORDED)('recorded frame $name', ({ name, kind }) => {
  const { bytes } = golden('frame', name);
  const frame = decodeUdpFrame(bytes);

  it('carries the payload', () => {
    expect(frame && hexText(frame.payload)).toBe(hexText(golden(kind, name).bytes));
    expectGoldenText('frame', name, `${plain({ ...frame, payload: `${frame?.payload.length} bytes` })}\n`);
  });

  it('is written with right checksums and read back the same', () => {
    if (frame === undefined) throw new Error('not a UDP frame');
    const written = encodeUdpFrame(frame);
    expect(decodeUdpFrame(written)).toEqual(frame);
    const packet = decodeIpv4(decodeEthernet(written).payload);
    expect(packet.checksumGood).toBe(true);
    expect(decodeUdp(packet.payload, packet).checksum).toBe('good');
  });
});

it('keeps the VLAN tag', () => {
  const frame = decodeUdpFrame(golden('frame', 'ipxe-rrq').bytes);
  const tagged = { ...frame, vlan: { priority: 0, dropEligible: false, id: 7 } } as NonNullable<typeof frame>;
  expect(decodeUdpFrame(encodeUdpFrame(tagged))).toEqual(tagged);
});

describe('anything else is undefined', () => {
  const at = (offset: number, value: number): Uint8Array => {
    const bytes = golden('frame', 'ipxe-rrq').bytes.slice();
    bytes[offset] = value;
    return bytes;
  };
  it.each([
    ['ARP', golden('frame', 'arp-request').bytes],
    ['TCP', at(23, 6)],
    ['a first fragment', at(20, 0x20)],
    ['a later fragment', at(21, 1)],
  ])('%s', (_name, bytes) => {
    expect(decodeUdpFrame(bytes)).toBeUndefined();
  });

  it('but a malformed one is a DecodeError', () => {
    expect(() => decodeUdpFrame(at(38, 0xff))).toThrow(DecodeError);
    expect(() => decodeUdpFrame(at(14, 0x35))).toThrow(DecodeError);
  });
});
