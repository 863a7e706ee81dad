import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CaptureRecord } from '../../main/net/capture-records.ts';
import { createRecordReader, encodeRecord } from '../../main/net/capture-records.ts';

const record = fc.record({
  at: fc.integer({ min: 0, max: 2 ** 52 }),
  bytes: fc.uint8Array({ maxLength: 200 }),
  wireBytes: fc.integer({ min: 0, max: 65_535 }),
  dropped: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

it('records are put together from pieces of any size', () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 8 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 90 })),
      (sent, sizes) => {
        const stream = Buffer.concat(sent.map(encodeRecord));
        const got: CaptureRecord[] = [];
        const read = createRecordReader((one) => got.push(one));
        for (let at = 0; at < stream.length;) {
          const size = sizes.next().value;
          read(stream.subarray(at, at + size));
          at += size;
        }
        expect(got).toEqual(sent);
      },
    ),
  );
});

it('what is no record is not taken for one', () => {
  expect(() => createRecordReader(() => undefined)(Buffer.from('this is text'))).toThrow(
    'a capture record of',
  );
});
