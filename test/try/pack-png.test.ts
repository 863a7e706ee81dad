import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { packPng } from './pack-png.ts';

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  ends[0].writeUInt32BE(data.length);
  ends[1].writeUInt32BE(crc32(named));
  return Buffer.concat([ends[0], named, ends[1]]);
};
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const header = (bits: number): Buffer => {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(2, 0);
  data.writeUInt32BE(5, 4);
  data.set([bits, 2, 0, 0, 0], 8);
  return data;
};
/** Two pixels a row. */
const png = (rows: Buffer, bits = 8): Buffer =>
  Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(bits)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);

it('undoes each of the filters, so that the pixels stay as they are', () => {
  // Written down by the formulas of the specification, section 9.2: every row comes to these two pixels.
  const row = [10, 20, 30, 15, 26, 37];
  const filtered = Buffer.from([
    ...[0, ...row],
    ...[1, 10, 20, 30, 5, 6, 7],
    ...[2, 0, 0, 0, 0, 0, 0],
    ...[3, 5, 10, 15, 3, 3, 4],
    ...[4, 0, 0, 0, 0, 0, 0],
  ]);
  const packed = packPng(png(filtered));
  const at = packed.indexOf('IDAT');
  const data = packed.subarray(at + 4, at + 4 + packed.readUInt32BE(at - 4));
  expect([...inflateSync(data)]).toEqual([1, 2, 3, 4, 5].flatMap(() => [0, ...row]));
  expect(packed.subarray(0, 33)).toEqual(png(filtered).subarray(0, 33));
});

it('takes no other kind', () => {
  expect(() => packPng(png(Buffer.alloc(7 * 5), 16))).toThrow('eight-bit');
});
