/**
 * Ethernet II frame with at most one 802.1Q tag, without the frame check sequence (captures and raw sockets leave it out).
 *
 *   +---------------+---------------+----------------------+-------------+---------------
 *   | destination 6 |   source 6    | [81 00, PCP DEI VID] | EtherType 2 |  payload …
 *   +---------------+---------------+----------------------+-------------+---------------
 */
import type { Mac } from './address.ts';
import { macBytes, macFromBytes } from './address.ts';
import { Reader, Writer } from './bytes.ts';

export const ETHER_TYPE = { ipv4: 0x0800, arp: 0x0806, vlan: 0x8100, ipv6: 0x86dd } as const;
export const BROADCAST_MAC = 'ff:ff:ff:ff:ff:ff' as Mac;

/** IEEE 802.1Q tag control information. */
export interface VlanTag {
  /** PCP, 0 to 7. */
  readonly priority: number;
  /** DEI: may be dropped first. */
  readonly dropEligible: boolean;
  /** VID, 0 to 4095; 0 means priority only. */
  readonly id: number;
}

export interface EthernetFrame {
  readonly destination: Mac;
  readonly source: Mac;
  readonly vlan?: VlanTag;
  /** Below 1536 it is the length of an IEEE 802.3 frame, and the payload begins with LLC. */
  readonly etherType: number;
  /** With the padding up to 46 bytes that short frames carry: only the next header knows its own length. */
  readonly payload: Uint8Array;
}

/** `payload` is a view of `bytes`. @throws DecodeError when shorter than its headers */
export function decodeEthernet(bytes: Uint8Array): EthernetFrame {
  const reader = new Reader(bytes);
  const destination = macFromBytes(reader.slice('destination', 6));
  const source = macFromBytes(reader.slice('source', 6));
  const first = reader.u16('EtherType');
  if (first !== ETHER_TYPE.vlan) return { destination, source, etherType: first, payload: reader.rest() };
  const tag = reader.u16('tag control information');
  const vlan = { priority: tag >>> 13, dropEligible: (tag & 0x1000) !== 0, id: tag & 0xfff };
  return { destination, source, vlan, etherType: reader.u16('EtherType'), payload: reader.rest() };
}

/** Short frames are not padded: the network card's driver does that. */
export function encodeEthernet(frame: EthernetFrame): Uint8Array {
  const { vlan } = frame;
  const writer = new Writer(18 + frame.payload.length)
    .put(macBytes(frame.destination))
    .put(macBytes(frame.source));
  if (vlan)
    writer.u16(ETHER_TYPE.vlan).u16((vlan.priority << 13) | (vlan.dropEligible ? 0x1000 : 0) | vlan.id);
  return writer.u16(frame.etherType).put(frame.payload).bytes();
}
