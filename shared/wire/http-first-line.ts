/** The first line of an HTTP request or response (RFC 9112 §3, §4), where a TCP segment begins with one. */
import { latin1Text } from './bytes.ts';

export interface HttpFirstLine {
  readonly kind: 'request' | 'response';
  /** Without its line end; cut at 300 characters. */
  readonly line: string;
  /** In bytes, with the line end where it is in this segment. */
  readonly length: number;
}

const LONGEST = 300;
const REQUEST = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|CONNECT|TRACE|PATCH) \S+ HTTP\/\d/;
const RESPONSE = /^HTTP\/\d(\.\d)? \d{3}/;

/** Undefined for bytes in the middle of a body. */
export function httpFirstLine(payload: Uint8Array): HttpFirstLine | undefined {
  const start = latin1Text(payload.subarray(0, LONGEST + 2));
  const end = start.indexOf('\n');
  const line = (end < 0 ? start : start.slice(0, end)).replace(/\r$/, '').slice(0, LONGEST);
  const kind = REQUEST.test(line) ? 'request' : RESPONSE.test(line) ? 'response' : undefined;
  return kind && { kind, line, length: end < 0 ? line.length : end + 1 };
}
