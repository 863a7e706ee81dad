import { describe, expect, it } from 'vitest';
import {
  DecodeError,
  hexBytes,
  hexText,
  latin1Bytes,
  latin1Text,
  Reader,
  sameBytes,
  utf8Bytes,
  utf8Text,
  Writer,
} from '../../shared/wire/bytes.ts';

describe('Reader and Writer', () => {
  it('write and read back every kind', () => {
    const writer = new Writer(1)
      .u8(0xff)
      .u16(0xfffe)
      .u32(0xfffffffd)
      .put(hexBytes('0102'))
      .fill(2)
      .fill(1, 7);
    expect(hexText(writer.bytes())).toBe('fffffefffffffd0102000007');
    expect(writer.length).toBe(12);
    const reader = new Reader(writer.bytes());
    expect([reader.u8('a'), reader.u16('b'), reader.u32('c')]).toEqual([0xff, 0xfffe, 0xfffffffd]);
    expect(hexText(reader.slice('d', 2))).toBe('0102');
    reader.skip('e', 2);
    expect([reader.offset, reader.left, hexText(reader.rest()), reader.left]).toEqual([11, 1, '07', 0]);
  });

  it('reads little-endian where the name says so', () => {
    const reader = new Reader(hexBytes('0102 fcffffff'));
    expect([reader.u16Le('a'), reader.u32Le('b')]).toEqual([0x0201, 0xfffffffc]);
  });

  it('reports what was wanted, and where in the outermost buffer, also from inside', () => {
    const outer = new Reader(hexBytes('00 010203 04'));
    outer.skip('head', 1);
    const inner = outer.nested('box', 3);
    inner.u16('first');
    const thrown = failure(() => inner.u32('length'));
    expect(thrown).toMatchObject({ name: 'DecodeError', what: 'length', offset: 3, need: 4, have: 1 });
    expect(thrown?.message).toBe('length at offset 3: needs 4 bytes, 1 left');
    expect(failure(() => inner.fail('rubbish'))).toMatchObject({ what: 'rubbish', offset: 3, need: 0 });
    expect(outer.u8('after the box')).toBe(4);
  });

  it('a failed read takes nothing', () => {
    const reader = new Reader(hexBytes('0102'));
    expect(failure(() => reader.u32('a'))).toBeInstanceOf(DecodeError);
    expect(failure(() => reader.slice('b', -1))).toBeInstanceOf(DecodeError);
    expect(reader.u16('c')).toBe(0x0102);
  });
});

describe('text', () => {
  it.each(['', 'abc', 'größe', '€', '😀', '\u0000', '\ud7ff\ue000', '\u{10ffff}'])(
    'UTF-8 of %o is as TextEncoder has it',
    (text) => {
      expect(hexText(utf8Bytes(text))).toBe(hexText(new TextEncoder().encode(text)));
      expect(utf8Text(utf8Bytes(text))).toBe(text);
    },
  );

  it.each(['80', 'c080', 'e08080', 'eda080', 'f4908080', 'c3', 'e282', 'f09f98', 'fe', 'ff', '41c341'])(
    'ill-formed UTF-8 %s has U+FFFD in it, and does not throw',
    (hex) => {
      expect(utf8Text(hexBytes(hex))).toContain('\ufffd');
    },
  );

  it('a lone surrogate is written as U+FFFD', () => {
    expect(hexText(utf8Bytes('\ud800'))).toBe('efbfbd');
  });

  it('Latin-1 keeps every byte; what it cannot hold becomes a question mark', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(latin1Bytes(latin1Text(all))).toEqual(all);
    expect(hexText(latin1Bytes('€'))).toBe('3f');
  });
});

describe('hex', () => {
  it('takes separators, and refuses anything else', () => {
    expect(hexBytes('0A:0b-0c 0d.0e')).toEqual(Uint8Array.of(10, 11, 12, 13, 14));
    expect(hexText(hexBytes('0a0b'), ':')).toBe('0a:0b');
    expect(() => hexBytes('abc')).toThrow(DecodeError);
    expect(() => hexBytes('0g')).toThrow(DecodeError);
  });
});

it('sameBytes compares length and content', () => {
  expect(sameBytes(hexBytes('0102'), hexBytes('0102'))).toBe(true);
  expect(sameBytes(hexBytes('0102'), hexBytes('0103'))).toBe(false);
  expect(sameBytes(hexBytes('0102'), hexBytes('010203'))).toBe(false);
});

function failure(run: () => unknown): DecodeError | undefined {
  try {
    run();
  } catch (thrown) {
    return thrown as DecodeError;
  }
  return undefined;
}
