/** ICMP (RFC 792), read only: what a capture shows when a port is closed or somebody pings. */
import { Reader } from './bytes.ts';

export interface IcmpMessage {
  readonly type: number;
  readonly code: number;
  /** "destination unreachable: port", or "type 9 code 0" outside the table. */
  readonly name: string;
  /** Of an echo request or reply. */
  readonly echo?: { readonly identifier: number; readonly sequence: number };
}

const ECHO_REPLY = 0;
const UNREACHABLE = 3;
const ECHO_REQUEST = 8;

const NAMES: Readonly<Record<number, string>> = {
  [ECHO_REPLY]: 'echo reply',
  [UNREACHABLE]: 'destination unreachable',
  5: 'redirect',
  [ECHO_REQUEST]: 'echo request',
  9: 'router advertisement',
  10: 'router solicitation',
  11: 'time exceeded',
  12: 'parameter problem',
};

/** Codes of "destination unreachable"; 13 is RFC 1812's, of firewalls. */
const UNREACHABLE_CODES: Readonly<Record<number, string>> = {
  0: 'network',
  1: 'host',
  2: 'protocol',
  3: 'port',
  4: 'fragmentation needed',
  10: 'host, prohibited',
  13: 'prohibited',
};

/** @throws DecodeError when shorter than its header */
export function decodeIcmp(bytes: Uint8Array): IcmpMessage {
  const reader = new Reader(bytes);
  const type = reader.u8('type');
  const code = reader.u8('code');
  reader.skip('checksum', 2);
  const known = NAMES[type];
  const detail = type === UNREACHABLE ? UNREACHABLE_CODES[code] : undefined;
  const name =
    known === undefined ? `type ${type} code ${code}` : detail === undefined ? known : `${known}: ${detail}`;
  if (type !== ECHO_REQUEST && type !== ECHO_REPLY) return { type, code, name };
  return {
    type,
    code,
    name,
    echo: { identifier: reader.u16('identifier'), sequence: reader.u16('sequence') },
  };
}
