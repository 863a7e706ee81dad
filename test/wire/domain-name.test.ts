import { describe, expect, it } from 'vitest';
import { DecodeError, hexBytes, hexText, Writer } from '../../shared/wire/bytes.ts';
import { readDomainName, writeDomainName } from '../../shared/wire/domain-name.ts';

describe('readDomainName', () => {
  it.each([
    ['036c6162 00', 0, { name: 'lab', next: 5, complete: true }],
    ['00', 0, { name: '', next: 1, complete: true }],
    ['036c6162 00 027063 c000 ff', 5, { name: 'pc.lab', next: 10, complete: true }],
    ['0161 00 0162 c000 0163 c003', 7, { name: 'c.b.a', next: 11, complete: true }],
  ])('reads %s at %i', (hex, start, expected) => {
    expect(readDomainName(hexBytes(hex), start)).toEqual(expected);
  });

  it('reads a partial name only where one may stand', () => {
    expect(readDomainName(hexBytes('027063'), 0, true)).toEqual({ name: 'pc', next: 3, complete: false });
    expect(() => readDomainName(hexBytes('027063'), 0)).toThrow(DecodeError);
  });

  it.each([
    ['a pointer to itself', 'c000', 0],
    ['a pointer forward', 'c002 00', 0],
    ['two pointers at each other', '0161 c004 0162 c000', 4],
    ['half a pointer', '0161 c0', 0],
    ['a label cut short', '0361', 0],
    ['a label of an unknown kind', '4161 00', 0],
    ['a dot inside a label', '03612e62 00', 0],
    ['over 255 bytes', `${`3f${'61'.repeat(63)}`.repeat(4)}00`, 0],
  ])('refuses %s', (_name, hex, start) => {
    expect(() => readDomainName(hexBytes(hex), start)).toThrow(DecodeError);
  });
});

describe('writeDomainName', () => {
  it.each([
    ['pc.lab', true, '027063036c616200'],
    ['pc.lab', false, '027063036c6162'],
    ['', true, '00'],
    ['', false, ''],
  ])('writes "%s" (complete: %s)', (name, complete, hex) => {
    const writer = new Writer();
    writeDomainName(writer, name, complete);
    expect(hexText(writer.bytes())).toBe(hex);
  });

  it.each(['.lab', 'lab.', 'a..b', 'x'.repeat(64), Array.from({ length: 128 }, () => 'a').join('.')])(
    'refuses "%s"',
    (name) => {
      expect(() => writeDomainName(new Writer(), name)).toThrow(RangeError);
    },
  );
});
