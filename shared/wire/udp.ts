/**
 * UDP datagram (RFC 768).
 *
 *    0      7 8     15 16    23 24    31
 *   +--------+--------+--------+--------+
 *   |   Source Port   |Destination Port |
 *   +--------+--------+--------+--------+
 *   |     Length      |    Checksum     |
 *   +--------+--------+--------+--------+
 */
import type { Ipv4 } from './address.ts';
import { ipv4Bytes } from './address.ts';
import { DecodeError, Reader, Writer } from './bytes.ts';
import { internetChecksum, IP_PROTOCOL } from './ipv4.ts';

export interface UdpDatagram {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
}

export interface DecodedUdpDatagram extends UdpDatagram {
  /** `bad` too for datagrams captured on their way out where the network card writes the checksum. */
  readonly checksum: 'good' | 'bad' | 'absent';
}

/** The addresses of the IPv4 packet around it: they are part of the checksum. */
export interface PseudoHeader {
  readonly source: Ipv4;
  readonly destination: Ipv4;
}

const HEADER_BYTES = 8;

/** `payload` is a view of `bytes`. @throws DecodeError: shorter than its header or its length says */
export function decodeUdp(bytes: Uint8Array, around: PseudoHeader): DecodedUdpDatagram {
  const reader = new Reader(bytes);
  const sourcePort = reader.u16('source port');
  const destinationPort = reader.u16('destination port');
  const length = reader.u16('length');
  if (length < HEADER_BYTES) throw new DecodeError('UDP length shorter than its header', 4);
  const sent = reader.u16('checksum');
  const payload = reader.slice('payload', length - HEADER_BYTES);
  const good = internetChecksum(pseudoHeaderBytes(around, length), bytes.subarray(0, length)) === 0;
  return { sourcePort, destinationPort, payload, checksum: sent === 0 ? 'absent' : good ? 'good' : 'bad' };
}

/** @throws RangeError over 65535 bytes */
export function encodeUdp(datagram: UdpDatagram, around: PseudoHeader): Uint8Array {
  const length = HEADER_BYTES + datagram.payload.length;
  if (length > 0xffff) throw new RangeError(`a UDP datagram cannot hold ${datagram.payload.length} bytes`);
  const bytes = new Writer(length)
    .u16(datagram.sourcePort)
    .u16(datagram.destinationPort)
    .u16(length)
    .u16(0)
    .put(datagram.payload)
    .bytes();
  // A checksum of 0 would mean "none": it is sent as its other spelling in ones' complement.
  const checksum = internetChecksum(pseudoHeaderBytes(around, length), bytes) || 0xffff;
  bytes[6] = checksum >>> 8;
  bytes[7] = checksum & 255;
  return bytes;
}

function pseudoHeaderBytes({ source, destination }: PseudoHeader, length: number): Uint8Array {
  return new Writer(12)
    .put(ipv4Bytes(source))
    .put(ipv4Bytes(destination))
    .u16(IP_PROTOCOL.udp)
    .u16(length)
    .bytes();
}
