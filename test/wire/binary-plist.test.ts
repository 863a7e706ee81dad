import { describe, expect, it } from 'vitest';
import { unfoldedBytes } from '../../shared/wire/binary-plist.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import { BINARY_PLIST } from '../services/nbi-samples.ts';
import { damaged, generator } from './damage.ts';
import { binaryPlist, listsOfLists } from './plist-builder.ts';

/** Each in the one before, by references of two bytes. */
const listsInLists = (levels: number): number[][] =>
  Array.from({ length: levels }, (_, level) => [0xa1, (level + 1) >> 8, (level + 1) & 255]);

describe('unfoldedBytes', () => {
  it('counts what a list holds as often as it holds it', () => {
    const abc = [0x53, 1, 2, 3];
    expect(unfoldedBytes(binaryPlist([abc]))).toBe(4);
    expect(unfoldedBytes(binaryPlist([[0xa3, 1, 1, 1], abc]))).toBe(1 + 3 * 4);
    // A dictionary of one key, which is its value too; UTF-16; a count that follows.
    expect(unfoldedBytes(binaryPlist([[0xd1, 1, 1], abc]))).toBe(1 + 2 * 4);
    expect(unfoldedBytes(binaryPlist([...listsInLists(400), [0xa0]], { referenceBytes: 2 }))).toBe(401);
    expect(unfoldedBytes(binaryPlist([[0x62, 0, 65, 0, 66]]))).toBe(5);
    expect(unfoldedBytes(binaryPlist([[0x5f, 0x10, 20, ...Array<number>(20).fill(65)]]))).toBe(21);
  });

  it('is about the size of an honest file', () => {
    expect(unfoldedBytes(BINARY_PLIST)).toBeGreaterThan(1000);
    expect(unfoldedBytes(BINARY_PLIST)).toBeLessThan(BINARY_PLIST.length);
  });

  it('grows with every list of lists, and is endless in a circle', () => {
    expect(listsOfLists(40).length).toBeLessThan(1000);
    expect(unfoldedBytes(listsOfLists(40))).toBeGreaterThan(1e40);
    expect(unfoldedBytes(binaryPlist([[0xa1, 0]]))).toBe(Infinity);
    expect(unfoldedBytes(binaryPlist([[0xa1, 1], [0xa2, 2, 0], [0x09]]))).toBe(Infinity);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a reference to nowhere', binaryPlist([[0xa1, 9]])],
    ['a list that is cut off', binaryPlist([[0xaf, 0x10, 200, 0]])],
    ['a count that is none', binaryPlist([[0xaf, 0x53, 1, 2, 3]])],
    ['lists within lists', binaryPlist([...listsInLists(600), [0xa0]], { referenceBytes: 2 })],
    ['references without bytes', binaryPlist([[0xa1, 0]], { referenceBytes: 0 })],
  ])('fails with a position for %s', (_, bytes) => {
    expect(() => unfoldedBytes(bytes)).toThrow(DecodeError);
  });

  it('throws nothing else for damaged ones', () => {
    const random = generator('binary plist');
    let failed = 0;
    for (let i = 0; i < 3000; i++) {
      try {
        unfoldedBytes(damaged(random, [BINARY_PLIST]));
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
        failed++;
      }
    }
    expect(failed).toBeGreaterThan(100);
  });
});
