/**
 * pcap, tcpdump's own format, of either byte order (draft-ietf-opsawg-pcap):
 *
 *   file:   magic 4 | version 2+2 | zone 4 | accuracy 4 | snap length 4 | link type 4
 *   packet: seconds 4 | micro- or nanoseconds 4 | kept 4 | on the wire 4 | bytes
 */
import { DecodeError, Reader } from './bytes.ts';
import { OrderedReader } from './ordered-reader.ts';
import type { RecordedPacket } from './recorded-packet.ts';
import { LARGEST_PACKET } from './recorded-packet.ts';

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
const HEADER_BYTES = 24;

interface PcapOrder {
  readonly little: boolean;
  /** Parts of a second a unit of time stamps is. */
  readonly perMicrosecond: number;
}

/** By its magic number; undefined for what is no pcap file. */
function orderOf(bytes: Uint8Array): PcapOrder | undefined {
  if (bytes.length < 4) return undefined;
  const [big, little] = [new Reader(bytes).u32('magic'), new Reader(bytes).u32Le('magic')];
  if (big === MICROSECONDS || little === MICROSECONDS)
    return { little: little === MICROSECONDS, perMicrosecond: 1 };
  if (big === NANOSECONDS || little === NANOSECONDS)
    return { little: little === NANOSECONDS, perMicrosecond: 1000 };
  return undefined;
}

export function isPcap(bytes: Uint8Array): boolean {
  return orderOf(bytes) !== undefined;
}

/** Packet by packet; what came before stays good. @throws DecodeError at the byte where it cannot go on */
export function* readPcap(bytes: Uint8Array): Generator<RecordedPacket, void, undefined> {
  const order = orderOf(bytes);
  if (!order) throw new DecodeError('pcap magic number', 0);
  const reader = new OrderedReader(bytes, order.little);
  const header = new OrderedReader(reader.slice('pcap header', HEADER_BYTES), order.little);
  header.skip('up to the link type', HEADER_BYTES - 4);
  // The upper bits tell of frame check sequences.
  const linkType = header.u32('link type') & 0x0fff_ffff;
  while (reader.left > 0) {
    const seconds = reader.u32('time of a packet');
    const fraction = reader.u32('time of a packet') / order.perMicrosecond;
    const lengthAt = reader.offset;
    const kept = reader.u32('length of a packet');
    const wireBytes = reader.u32('length of a packet');
    if (kept > LARGEST_PACKET) throw new DecodeError(`a packet of ${kept} bytes`, lengthAt);
    yield {
      at: seconds * 1_000_000 + fraction,
      bytes: reader.slice('packet', kept),
      wireBytes: Math.max(kept, wireBytes),
      linkType,
    };
  }
}
