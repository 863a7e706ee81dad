/**
 * IPv4 packet (RFC 791 §3.1). Header options are skipped when read and never written.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------+-------+---------------+-------------------------------+
 *   |Version|  IHL  |Type of Service|         Total Length          |
 *   +-------+-------+---------------+-----+-------------------------+
 *   |        Identification         |Flags|     Fragment Offset     |
 *   +---------------+---------------+-----+-------------------------+
 *   | Time to Live  |   Protocol    |        Header Checksum        |
 *   +---------------+---------------+-------------------------------+
 *   |                        Source Address                         |
 *   +---------------------------------------------------------------+
 *   |                      Destination Address                      |
 *   +---------------------------------------------------------------+
 */
import type { Ipv4 } from './address.ts';
import { ipv4Bytes, ipv4FromBytes } from './address.ts';
import { DecodeError, Reader, Writer } from './bytes.ts';

export const IP_PROTOCOL = { icmp: 1, tcp: 6, udp: 17 } as const;

export interface Ipv4Packet {
  readonly typeOfService: number;
  /** Same in all fragments of one packet. */
  readonly identification: number;
  readonly dontFragment: boolean;
  readonly moreFragments: boolean;
  /** In bytes, a multiple of 8. */
  readonly fragmentOffset: number;
  readonly timeToLive: number;
  readonly protocol: number;
  readonly source: Ipv4;
  readonly destination: Ipv4;
  readonly payload: Uint8Array;
}

export interface DecodedIpv4Packet extends Ipv4Packet {
  /** False too for packets captured on their way out where the network card writes the checksum. */
  readonly checksumGood: boolean;
}

const HEADER_BYTES = 20;
const DONT_FRAGMENT = 0x4000;
const MORE_FRAGMENTS = 0x2000;
const OFFSET_MASK = 0x1fff;

/**
 * `payload` is a view of `bytes`, without Ethernet's padding.
 * Total Length 0 means "to the end": Linux shows that on captured packets that the network card will segment.
 * @throws DecodeError: not version 4, IHL under 5, shorter than its header or its Total Length
 */
export function decodeIpv4(bytes: Uint8Array): DecodedIpv4Packet {
  const reader = new Reader(bytes);
  const versionAndLength = reader.u8('version');
  if (versionAndLength >>> 4 !== 4) throw new DecodeError(`IP version ${versionAndLength >>> 4}`, 0);
  const headerBytes = (versionAndLength & 15) * 4;
  if (headerBytes < HEADER_BYTES) throw new DecodeError('IHL under 5', 0);
  const typeOfService = reader.u8('type of service');
  const totalLength = reader.u16('total length') || bytes.length;
  if (totalLength < headerBytes) throw new DecodeError('total length shorter than the header', 2);
  const identification = reader.u16('identification');
  const fragment = reader.u16('flags and fragment offset');
  const timeToLive = reader.u8('time to live');
  const protocol = reader.u8('protocol');
  reader.skip('header checksum', 2);
  const source = ipv4FromBytes(reader.slice('source', 4));
  const destination = ipv4FromBytes(reader.slice('destination', 4));
  reader.skip('options', headerBytes - HEADER_BYTES);
  return {
    typeOfService,
    identification,
    dontFragment: (fragment & DONT_FRAGMENT) !== 0,
    moreFragments: (fragment & MORE_FRAGMENTS) !== 0,
    fragmentOffset: (fragment & OFFSET_MASK) * 8,
    timeToLive,
    protocol,
    source,
    destination,
    payload: reader.slice('payload', totalLength - headerBytes),
    checksumGood: internetChecksum(bytes.subarray(0, headerBytes)) === 0,
  };
}

/** @throws RangeError over 65535 bytes or for a fragment offset that is no multiple of 8: defects of the caller */
export function encodeIpv4(packet: Ipv4Packet): Uint8Array {
  const totalLength = HEADER_BYTES + packet.payload.length;
  if (totalLength > 0xffff) throw new RangeError(`an IPv4 packet cannot hold ${packet.payload.length} bytes`);
  if (packet.fragmentOffset % 8 !== 0) throw new RangeError('a fragment offset is a multiple of 8');
  const flags = (packet.dontFragment ? DONT_FRAGMENT : 0) | (packet.moreFragments ? MORE_FRAGMENTS : 0);
  const header = new Writer(HEADER_BYTES)
    .u8(0x40 | (HEADER_BYTES / 4))
    .u8(packet.typeOfService)
    .u16(totalLength)
    .u16(packet.identification)
    .u16(flags | (packet.fragmentOffset / 8))
    .u8(packet.timeToLive)
    .u8(packet.protocol)
    .u16(0)
    .put(ipv4Bytes(packet.source))
    .put(ipv4Bytes(packet.destination))
    .bytes();
  const checksum = internetChecksum(header);
  header[10] = checksum >>> 8;
  header[11] = checksum & 255;
  return new Writer(totalLength).put(header).put(packet.payload).bytes();
}

/** RFC 1071 over all `parts`, each but the last of even length. 0 over bytes that contain their own right checksum. */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts) {
    const even = part.length & ~1;
    for (let at = 0; at < even; at += 2) sum += ((part[at] as number) << 8) | (part[at + 1] as number);
    if (even < part.length) sum += (part[even] as number) << 8;
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}
