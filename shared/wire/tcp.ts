/**
 * TCP segment (RFC 9293 §3.1), read only: what a capture of HTTP shows. Streams are not put together.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+-------------------------------+
 *   |          Source Port          |       Destination Port        |
 *   |                        Sequence Number                        |
 *   |                    Acknowledgment Number                      |
 *   |  Offset | Rsrvd |    Flags    |            Window             |
 *   |           Checksum            |         Urgent Pointer        |
 *   +---------------------------------------------------------------+
 */
import { DecodeError, Reader } from './bytes.ts';

export interface TcpSegment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  /** In the order of their bits from FIN on. */
  readonly flags: readonly TcpFlag[];
  readonly window: number;
  /** Where the payload begins, options included. */
  readonly headerBytes: number;
  readonly payload: Uint8Array;
}

const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'] as const;
export type TcpFlag = (typeof FLAGS)[number];

const HEADER_BYTES = 20;

/** `payload` is a view of `bytes`. @throws DecodeError when shorter than its header, or with an offset under 5 */
export function decodeTcp(bytes: Uint8Array): TcpSegment {
  const reader = new Reader(bytes);
  const sourcePort = reader.u16('source port');
  const destinationPort = reader.u16('destination port');
  const sequence = reader.u32('sequence number');
  const acknowledgment = reader.u32('acknowledgment number');
  const headerBytes = (reader.u8('data offset') >>> 4) * 4;
  if (headerBytes < HEADER_BYTES) throw new DecodeError('TCP data offset under 5', 12);
  const bits = reader.u8('flags');
  const window = reader.u16('window');
  reader.skip('checksum and urgent pointer', 4);
  reader.skip('options', headerBytes - HEADER_BYTES);
  return {
    sourcePort,
    destinationPort,
    sequence,
    acknowledgment,
    flags: FLAGS.filter((_name, bit) => (bits & (1 << bit)) !== 0),
    window,
    headerBytes,
    payload: reader.rest(),
  };
}
