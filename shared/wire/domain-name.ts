/** Domain names as DNS writes them (RFC 1035 §3.1), with its compression pointers (§4.1.4). */
import type { Writer } from './bytes.ts';
import { DecodeError, latin1Bytes, latin1Text } from './bytes.ts';

const POINTER = 0xc0;
const NAME_BYTES = 255;

/**
 * The name at `start` and where the next one begins. Labels are joined with dots, without the root's dot.
 * With `mayEndEarly` the end of `bytes` ends a name too: a partial name (RFC 4702 §2.3.1), marked `complete: false`.
 * @throws DecodeError: truncated, a pointer that does not point backwards (it could loop), a dot inside a label, over 255 bytes
 */
export function readDomainName(
  bytes: Uint8Array,
  start: number,
  mayEndEarly = false,
): { readonly name: string; readonly next: number; readonly complete: boolean } {
  const labels: string[] = [];
  let at = start;
  let next: number | undefined;
  let floor = start;
  let length = 1;
  for (;;) {
    const head = bytes[at];
    if (head === undefined) {
      if (mayEndEarly && next === undefined) return { name: labels.join('.'), next: at, complete: false };
      throw new DecodeError('domain name', at, 1, 0);
    }
    if (head === 0) return { name: labels.join('.'), next: next ?? at + 1, complete: true };
    if (head >= POINTER) {
      const low = bytes[at + 1];
      if (low === undefined) throw new DecodeError('domain name pointer', at, 2, 1);
      const target = ((head & 0x3f) << 8) | low;
      if (target >= floor) throw new DecodeError('domain name pointer that does not point backwards', at);
      next ??= at + 2;
      floor = target;
      at = target;
      continue;
    }
    if (head > 63) throw new DecodeError('domain name label of an unknown kind', at);
    const label = bytes.subarray(at + 1, at + 1 + head);
    if (label.length < head) throw new DecodeError('domain name label', at + 1, head, label.length);
    length += head + 1;
    const text = latin1Text(label);
    if (text.includes('.')) throw new DecodeError('domain name label with a dot in it', at);
    if (length > NAME_BYTES) throw new DecodeError('domain name over 255 bytes', at);
    labels.push(text);
    at += head + 1;
  }
}

/** Uncompressed, which every reader understands. @throws RangeError for an empty or over-long label, or over 255 bytes */
export function writeDomainName(writer: Writer, name: string, complete = true): void {
  const start = writer.length;
  for (const label of name === '' ? [] : name.split('.')) {
    if (label.length === 0 || label.length > 63) throw new RangeError(`"${name}" is no domain name`);
    writer.u8(label.length).put(latin1Bytes(label));
  }
  if (complete) writer.u8(0);
  if (writer.length - start > NAME_BYTES) throw new RangeError(`"${name}" is over 255 bytes`);
}
