import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import {
  inSubnet,
  ipv4Bytes,
  ipv4FromBytes,
  ipv4FromNumber,
  ipv4Number,
  macBytes,
  macDashes,
  macFromBytes,
  parseIpv4,
  parseMac,
  prefixLengthOf,
  subnetOf,
} from '../../shared/wire/address.ts';
import { DecodeError, hexBytes, hexText } from '../../shared/wire/bytes.ts';

const MAC = '02:00:5e:00:00:ff' as Mac;

describe('parseMac', () => {
  it.each([
    '02:00:5e:00:00:ff',
    '02-00-5E-00-00-FF',
    '0200.5e00.00ff',
    '02005e0000ff',
    ' 02:00:5e:00:00:ff ',
    '01-02-00-5e-00-00-ff',
  ])('reads %s', (text) => {
    expect(parseMac(text)).toBe(MAC);
  });

  it.each([
    '',
    '02:00:5e:00:00',
    '02:00:5e:00:00:f',
    '02:00:5e:00:00:fg',
    '02:00:5e:00:00:ff:00',
    '02.00.5e.00.00.ff',
    '0:2:5e:0:0:ff',
  ])('refuses "%s"', (text) => {
    expect(parseMac(text)).toBeUndefined();
  });
});

it('MACs as bytes and with dashes', () => {
  expect(hexText(macBytes(MAC))).toBe('02005e0000ff');
  expect(macFromBytes(hexBytes('02005e0000ff 0000'))).toBe(MAC);
  expect(() => macFromBytes(hexBytes('02005e0000'))).toThrow(DecodeError);
  expect(macDashes(MAC)).toBe('02-00-5e-00-00-ff');
});

describe('IPv4', () => {
  it.each([
    ['0.0.0.0', 0, '00000000'],
    ['10.78.0.1', 0x0a4e0001, '0a4e0001'],
    ['255.255.255.255', 0xffffffff, 'ffffffff'],
  ] as [Ipv4, number, string][])('%s', (address, value, hex) => {
    expect(ipv4Number(address)).toBe(value);
    expect(ipv4FromNumber(value)).toBe(address);
    expect(hexText(ipv4Bytes(address))).toBe(hex);
    expect(ipv4FromBytes(hexBytes(hex))).toBe(address);
    expect(parseIpv4(address)).toBe(address);
  });

  it.each(['', '10.0.0', '10.0.0.0.1', '10.0.0.256', '10.0.0.-1', '10.0.0.0x1', '10..0.1', 'a.b.c.d'])(
    'refuses "%s"',
    (text) => {
      expect(parseIpv4(text)).toBeUndefined();
    },
  );

  it('needs four bytes', () => {
    expect(() => ipv4FromBytes(hexBytes('0a4e00'))).toThrow(DecodeError);
  });
});

describe('subnets', () => {
  it.each([
    [24, '10.78.5.0', '255.255.255.0', '10.78.5.255'],
    [31, '10.78.5.8', '255.255.255.254', '10.78.5.9'],
    [32, '10.78.5.9', '255.255.255.255', '10.78.5.9'],
    [9, '10.0.0.0', '255.128.0.0', '10.127.255.255'],
    [0, '0.0.0.0', '0.0.0.0', '255.255.255.255'],
  ])('/%i', (prefixLength, network, netmask, broadcast) => {
    expect(subnetOf('10.78.5.9' as Ipv4, prefixLength)).toEqual({
      network,
      netmask,
      broadcast,
      prefixLength,
    });
    expect(prefixLengthOf(netmask as Ipv4)).toBe(prefixLength);
  });

  it('knows its addresses', () => {
    const subnet = subnetOf('10.78.0.1' as Ipv4, 24);
    expect(inSubnet('10.78.0.255' as Ipv4, subnet)).toBe(true);
    expect(inSubnet('10.78.1.0' as Ipv4, subnet)).toBe(false);
  });

  it('a mask with a hole is none', () => {
    expect(prefixLengthOf('255.0.255.0' as Ipv4)).toBeUndefined();
  });
});
