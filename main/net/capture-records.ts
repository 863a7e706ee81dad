/**
 * What the capture process writes to its pipe, one after another:
 *
 *   length of the rest 4 | µs since 1970, double 8 | bytes on the wire 4 | dropped so far 4 | bytes of the frame …
 *
 * A record without bytes only tells how many frames were dropped.
 */
import type { CapturedFrame } from '../../shared/wire/pcapng.ts';

export interface CaptureRecord extends CapturedFrame {
  readonly dropped: number;
}

const HEADER_BYTES = 20;
/** A frame of the largest snap length and the header; more means that the pipe is out of step. */
const LONGEST = 300_000;

export function encodeRecord({ at, bytes, wireBytes, dropped }: CaptureRecord): Uint8Array {
  const record = Buffer.allocUnsafe(HEADER_BYTES + bytes.length);
  record.writeUInt32LE(HEADER_BYTES - 4 + bytes.length, 0);
  record.writeDoubleLE(at, 4);
  record.writeUInt32LE(wireBytes, 12);
  record.writeUInt32LE(dropped, 16);
  record.set(bytes, HEADER_BYTES);
  return record;
}

/** Puts records together from pieces of any size. @throws Error when what comes is no record */
export function createRecordReader(onRecord: (record: CaptureRecord) => void): (piece: Uint8Array) => void {
  let waiting = Buffer.alloc(0);
  return (piece) => {
    waiting = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece]);
    let at = 0;
    while (waiting.length - at >= 4) {
      const length = waiting.readUInt32LE(at);
      if (length < HEADER_BYTES - 4 || length > LONGEST)
        throw new Error(`a capture record of ${length} bytes`);
      if (waiting.length - at < 4 + length) break;
      onRecord({
        at: waiting.readDoubleLE(at + 4),
        wireBytes: waiting.readUInt32LE(at + 12),
        dropped: waiting.readUInt32LE(at + 16),
        // A copy: the frame is kept for long, the pieces it came in are not.
        bytes: Uint8Array.from(waiting.subarray(at + HEADER_BYTES, at + 4 + length)),
      });
      at += 4 + length;
    }
    waiting = waiting.subarray(at);
  };
}
