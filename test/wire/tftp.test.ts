import type { TftpRequest } from '../../shared/wire/tftp.ts';
import { describe, expect, it } from 'vitest';
import { DecodeError, hexBytes, hexText } from '../../shared/wire/bytes.ts';
import type { TftpPacket } from '../../shared/wire/tftp.ts';
import {
  dataHeader,
  decodeTftp,
  encodeTftp,
  TFTP_ERROR,
  tftpErrorText,
  tftpOption,
} from '../../shared/wire/tftp.ts';
import { expectGoldenText, goldens } from './golden.ts';
import { tftpText } from './golden-text.ts';

/** Text with NUL written as `|`, as hex. */
function z(text: string): string {
  return hexText(new TextEncoder().encode(text.replaceAll('|', '\0')));
}

describe('both directions', () => {
  const rows: readonly { name: string; packet: TftpPacket; hex: string }[] = [
    {
      name: 'RRQ',
      packet: { op: 'RRQ', filename: 'a/b', mode: 'octet', options: [] },
      hex: `0001${z('a/b|octet|')}`,
    },
    {
      name: 'RRQ with options in their order and case',
      packet: {
        op: 'RRQ',
        filename: 'f',
        mode: 'octet',
        options: [
          ['tsize', '0'],
          ['BLKSIZE', '1428'],
        ],
      },
      hex: `0001${z('f|octet|tsize|0|BLKSIZE|1428|')}`,
    },
    {
      name: 'WRQ',
      packet: { op: 'WRQ', filename: 'f', mode: 'netascii', options: [] },
      hex: `0002${z('f|netascii|')}`,
    },
    {
      name: 'RRQ in UTF-8',
      packet: { op: 'RRQ', filename: 'größe', mode: 'octet', options: [] },
      hex: `0001${z('größe|octet|')}`,
    },
    { name: 'DATA', packet: { op: 'DATA', block: 65535, data: hexBytes('c0ffee') }, hex: '0003ffffc0ffee' },
    { name: 'empty DATA', packet: { op: 'DATA', block: 1, data: hexBytes('') }, hex: '00030001' },
    { name: 'ACK', packet: { op: 'ACK', block: 258 }, hex: '00040102' },
    { name: 'ERROR', packet: { op: 'ERROR', code: 8, message: 'no' }, hex: `00050008${z('no|')}` },
    {
      name: 'OACK',
      packet: {
        op: 'OACK',
        options: [
          ['blksize', '1428'],
          ['windowsize', '16'],
        ],
      },
      hex: `0006${z('blksize|1428|windowsize|16|')}`,
    },
    { name: 'empty OACK', packet: { op: 'OACK', options: [] }, hex: '0006' },
  ];
  it.each(rows)('$name', ({ packet, hex }) => {
    expect(hexText(encodeTftp(packet))).toBe(hex);
    expect(decodeTftp(hexBytes(hex))).toEqual(packet);
  });
});

describe('what clients send although RFC 1350 forbids it', () => {
  const rows: readonly { name: string; hex: string; packet: TftpPacket }[] = [
    {
      name: 'no NUL at the end of the mode',
      hex: `0001${z('f|octet')}`,
      packet: { op: 'RRQ', filename: 'f', mode: 'octet', options: [] },
    },
    {
      name: 'no NUL at the end of the last option',
      hex: `0001${z('f|octet|blksize|1456')}`,
      packet: { op: 'RRQ', filename: 'f', mode: 'octet', options: [['blksize', '1456']] },
    },
    {
      name: 'NULs to the end of the datagram',
      hex: `0001${z('f|octet|tsize|0|||||')}`,
      packet: { op: 'RRQ', filename: 'f', mode: 'octet', options: [['tsize', '0']] },
    },
    {
      name: 'a mode in capitals',
      hex: `0001${z('f|OcTeT|')}`,
      packet: { op: 'RRQ', filename: 'f', mode: 'octet', options: [] },
    },
    {
      name: 'a file name in Latin-1',
      hex: `0001 6772f6df65 00 ${z('octet|')}`,
      packet: { op: 'RRQ', filename: 'größe', mode: 'octet', options: [] },
    },
    { name: 'an ACK with rubbish after it', hex: '00040001aabb', packet: { op: 'ACK', block: 1 } },
    { name: 'an ERROR without message', hex: '00050000', packet: { op: 'ERROR', code: 0, message: '' } },
    {
      name: 'an ERROR without NUL',
      hex: `00050001${z('gone')}`,
      packet: { op: 'ERROR', code: 1, message: 'gone' },
    },
  ];
  it.each(rows)('$name', ({ hex, packet }) => {
    expect(decodeTftp(hexBytes(hex))).toEqual(packet);
  });
});

describe('refused', () => {
  it.each([
    ['nothing', '', 0],
    ['half an opcode', '00', 0],
    ['opcode 0', '0000', 0],
    ['opcode 7', '00070001', 0],
    ['RRQ without a file name', '0001', 2],
    ['RRQ with an empty file name', `0001${z('|octet|')}`, 9],
    ['RRQ without mode', `0001${z('f|')}`, 4],
    ['an option without value', `0001${z('f|octet|blksize|')}`, 18],
    ['DATA without block', '000300', 2],
    ['ACK without block', '0004', 2],
    ['ERROR without code', '000500', 2],
  ])('%s', (_name, hex, offset) => {
    let thrown: unknown;
    try {
      decodeTftp(hexBytes(hex));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DecodeError);
    expect((thrown as DecodeError).offset).toBe(offset);
  });

  it.each<TftpPacket>([
    { op: 'RRQ', filename: 'a\0b', mode: 'octet', options: [] },
    { op: 'OACK', options: [['blksize', '1\0']] },
    { op: 'ACK', block: 65536 },
    { op: 'DATA', block: -1, data: new Uint8Array(0) },
  ])('to encode %o', (packet) => {
    expect(() => encodeTftp(packet)).toThrow(RangeError);
  });
});

it('data is a view, not a copy', () => {
  const bytes = hexBytes('00030001aabb');
  const packet = decodeTftp(bytes);
  bytes[4] = 0;
  expect(packet).toEqual({ op: 'DATA', block: 1, data: hexBytes('00bb') });
});

it('dataHeader is what stands before the data', () => {
  const data = hexBytes('0102');
  expect(hexText(dataHeader(300))).toBe('0003012c');
  expect(hexText(encodeTftp({ op: 'DATA', block: 300, data }))).toBe(`${hexText(dataHeader(300))}0102`);
});

it('tftpOption ignores case and takes the first', () => {
  const { options } = decodeTftp(hexBytes(`0001${z('f|octet|BlkSize|512|blksize|1024|')}`)) as TftpRequest;
  expect(tftpOption(options, 'blksize')).toBe('512');
  expect(tftpOption(options, 'tsize')).toBeUndefined();
});

it('error codes have words', () => {
  expect(tftpErrorText(TFTP_ERROR.optionNegotiationFailed)).toBe('Option negotiation failed');
  expect(tftpErrorText(TFTP_ERROR.fileNotFound)).toBe('File not found');
  expect(tftpErrorText(99)).toBe('Error 99');
});

describe('golden packets', () => {
  it.each(goldens('tftp'))('$name', ({ name, bytes }) => {
    const packet = decodeTftp(bytes);
    expectGoldenText('tftp', name, tftpText(packet));
    expect(hexText(encodeTftp(packet))).toBe(hexText(bytes));
  });
});
