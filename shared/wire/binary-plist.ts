/**
 * How much a binary property list stands for (CoreFoundation, CFBinaryPList.c). Its lists and dictionaries refer to objects
 * by number, and any number of them to the same one: some hundred bytes, lists of lists, can unfold to more than any memory
 * holds. No reader of them that npm has looks for it.
 *
 *   "bplist00" │ objects │ offset table │ trailer (32)
 *   object   kind (4 bits), count (4 bits, 15: an integer object with the count follows) │ payload
 *   trailer  6 unused │ bytes of an offset │ bytes of a reference │ objects (8) │ top object (8) │ offset of the table (8)
 */
import { DecodeError, Reader } from './bytes.ts';

const TRAILER_BYTES = 32;
const COUNT_FOLLOWS = 15;
/** Lists within lists beyond this are no property list that anybody wrote, and would use up the stack. */
const MOST_LEVELS = 500;

/** Kinds of objects that refer to others, and how many references they have for each that they count. */
const REFERENCES: Readonly<Record<number, number>> = { 0xa: 1, 0xb: 1, 0xc: 1, 0xd: 2 };
/** Kinds whose payload has as many units as they count, and the bytes of a unit: data, ASCII, UTF-16. */
const UNIT_BYTES: Readonly<Record<number, number>> = { 0x4: 1, 0x5: 1, 0x6: 2 };

/** Bytes of all its objects, each as often as it is referred to; Infinity where one contains itself. DecodeError. */
export function unfoldedBytes(bytes: Uint8Array): number {
  const at = bytes.length - TRAILER_BYTES;
  if (at < 0) throw new DecodeError('trailer', 0, TRAILER_BYTES, bytes.length);
  const trailer = new Reader(bytes.subarray(at), at);
  trailer.skip('unused', 6);
  const offsetBytes = trailer.u8('bytes of an offset');
  const referenceBytes = trailer.u8('bytes of a reference');
  const objects = unsigned(trailer, 'number of objects', 8);
  const top = unsigned(trailer, 'top object', 8);
  const table = unsigned(trailer, 'offset of the table', 8);
  /** By offset: what is being looked into counts as endless, so that what contains itself is. */
  const known = new Map<number, number>();

  function unfolded(object: number, level: number): number {
    const entry = readerAt(bytes, table + object * offsetBytes, 'offset table');
    if (object >= objects) entry.fail('offset table');
    const offset = unsigned(entry, 'offset', offsetBytes);
    const before = known.get(offset);
    if (before !== undefined) return before;
    if (level > MOST_LEVELS) throw new DecodeError('one list too many within lists', offset);
    known.set(offset, Infinity);
    const reader = readerAt(bytes, offset, 'object');
    const marker = reader.u8('object');
    const kind = marker >> 4;
    const count = (marker & 15) === COUNT_FOLLOWS ? countFrom(reader) : marker & 15;
    let size = 1 + count * (UNIT_BYTES[kind] ?? 0);
    for (let left = count * (REFERENCES[kind] ?? 0); left > 0; left--)
      size += unfolded(unsigned(reader, 'reference', referenceBytes), level + 1);
    known.set(offset, size);
    return size;
  }
  return unfolded(top, 0);
}

function readerAt(bytes: Uint8Array, offset: number, what: string): Reader {
  if (offset >= bytes.length) throw new DecodeError(what, offset, 1, 0);
  return new Reader(bytes.subarray(offset), offset);
}

/** An integer object: kind 1, and the binary logarithm of its length. */
function countFrom(reader: Reader): number {
  const marker = reader.u8('count');
  if (marker >> 4 !== 1) reader.fail('count');
  return unsigned(reader, 'count', 2 ** (marker & 15));
}

/** Numbers above 2^53 lose their last digits; nothing of that size is inside of any file. */
function unsigned(reader: Reader, what: string, length: number): number {
  if (length === 0 || length > 8) reader.fail(`${what} of ${length} bytes`);
  return reader.slice(what, length).reduce((value, byte) => value * 256 + byte, 0);
}
