/** Binary property lists made object by object, so that they can be wrong. */

/** @param objects bytes of each, the first is the top one; references to them are of one byte */
export function binaryPlist(
  objects: readonly (readonly number[])[],
  { referenceBytes = 1 }: { referenceBytes?: number } = {},
): Uint8Array {
  const bytes = [...'bplist00'].map((letter) => letter.charCodeAt(0));
  const offsets = objects.map((object) => {
    const offset = bytes.length;
    bytes.push(...object);
    return offset;
  });
  const table = bytes.length;
  for (const offset of offsets) bytes.push(offset >> 8, offset & 255);
  const u64 = (value: number): number[] => [0, 0, 0, 0, 0, 0, value >> 8, value & 255];
  bytes.push(0, 0, 0, 0, 0, 0, 2, referenceBytes, ...u64(objects.length), ...u64(0), ...u64(table));
  return Uint8Array.from(bytes);
}

/** A list of 14 times the same list, and so on; the last holds nothing. */
export function listsOfLists(levels: number): Uint8Array {
  const lists = Array.from({ length: levels }, (_, level) => [0xae, ...Array<number>(14).fill(level + 1)]);
  return binaryPlist([...lists, [0xa0]]);
}
