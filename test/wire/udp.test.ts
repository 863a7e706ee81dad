import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { DecodeError, hexBytes, hexText } from '../../shared/wire/bytes.ts';
import { decodeUdp, encodeUdp } from '../../shared/wire/udp.ts';

const AROUND = { source: '10.0.0.1' as Ipv4, destination: '10.0.0.2' as Ipv4 };

describe('both directions', () => {
  it.each([
    // 0a00+0001+0a00+0002+0011+000a + 0043+0044+000a+0000 + 6869 = 7d18, complement 82e7
    { name: 'even length', payload: '6869', hex: '0043 0044 000a 82e7 6869' },
    { name: 'odd length', payload: '68', hex: '0043 0044 0009 8352 68' },
    { name: 'empty', payload: '', hex: '0043 0044 0008 eb54' },
  ])('$name', ({ payload, hex }) => {
    const datagram = { sourcePort: 67, destinationPort: 68, payload: hexBytes(payload) };
    expect(hexText(encodeUdp(datagram, AROUND))).toBe(hex.replaceAll(' ', ''));
    expect(decodeUdp(hexBytes(hex), AROUND)).toEqual({ ...datagram, checksum: 'good' });
  });
});

it('writes a checksum that comes out as 0 as ffff, for 0 means none', () => {
  // The payload is the checksum over everything else, so the sum is ffff and its complement 0.
  const empty = encodeUdp({ sourcePort: 67, destinationPort: 68, payload: hexBytes('0000') }, AROUND);
  const payload = empty.slice(6, 8);
  const bytes = encodeUdp({ sourcePort: 67, destinationPort: 68, payload }, AROUND);
  expect(hexText(bytes.subarray(6, 8))).toBe('ffff');
  expect(decodeUdp(bytes, AROUND).checksum).toBe('good');
});

it('tells a wrong checksum from none', () => {
  expect(decodeUdp(hexBytes('0043 0044 000a 82e6 6869'), AROUND).checksum).toBe('bad');
  expect(decodeUdp(hexBytes('0043 0044 000a 0000 6869'), AROUND).checksum).toBe('absent');
  expect(
    decodeUdp(hexBytes('0043 0044 000a 82e7 6869'), { ...AROUND, source: '10.0.0.3' as Ipv4 }).checksum,
  ).toBe('bad');
});

it('leaves what comes after its length', () => {
  expect(decodeUdp(hexBytes('0043 0044 000a 82e7 6869 abcd'), AROUND)).toMatchObject({
    payload: hexBytes('6869'),
    checksum: 'good',
  });
});

it.each(['', '0043 0044 0008', '0043 0044 0007 0000', '0043 0044 000b 0000 6869'])('refuses "%s"', (hex) => {
  expect(() => decodeUdp(hexBytes(hex), AROUND)).toThrow(DecodeError);
});

it('encodeUdp refuses over 65535 bytes', () => {
  expect(() =>
    encodeUdp({ sourcePort: 1, destinationPort: 2, payload: new Uint8Array(65528) }, AROUND),
  ).toThrow(RangeError);
});
