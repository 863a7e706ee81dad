/**
 * ARP for IPv4 on Ethernet (RFC 826).
 *
 *   +--------+--------+--------+--------+
 *   | hardware type 1 |  protocol 0800  |
 *   +--------+--------+--------+--------+
 *   | hlen 6 | plen 4 |    operation    |
 *   +--------+--------+--------+--------+
 *   |  sender MAC (6), sender IPv4 (4)  |
 *   |  target MAC (6), target IPv4 (4)  |
 *   +-----------------------------------+
 */
import type { Ipv4, Mac } from './address.ts';
import { ipv4Bytes, ipv4FromBytes, macBytes, macFromBytes } from './address.ts';
import { DecodeError, Reader, Writer } from './bytes.ts';
import { ETHER_TYPE } from './ethernet.ts';

export interface ArpPacket {
  readonly operation: 'request' | 'reply';
  readonly senderMac: Mac;
  /** 0.0.0.0 in a probe (RFC 5227 §2.1.1). */
  readonly senderAddress: Ipv4;
  readonly targetMac: Mac;
  readonly targetAddress: Ipv4;
}

const HARDWARE_ETHERNET = 1;
const OPERATION = { request: 1, reply: 2 } as const;

/** Padding after the packet is ignored. @throws DecodeError for other hardware, protocols and operations, or when short */
export function decodeArp(bytes: Uint8Array): ArpPacket {
  const reader = new Reader(bytes);
  if (reader.u16('hardware type') !== HARDWARE_ETHERNET)
    throw new DecodeError('ARP hardware type: not Ethernet', 0);
  if (reader.u16('protocol type') !== ETHER_TYPE.ipv4)
    throw new DecodeError('ARP protocol type: not IPv4', 2);
  if (reader.u16('address lengths') !== 0x0604) throw new DecodeError('ARP address lengths: not 6 and 4', 4);
  const operation = reader.u16('operation');
  if (operation !== OPERATION.request && operation !== OPERATION.reply)
    throw new DecodeError(`ARP operation ${operation}`, 6);
  return {
    operation: operation === OPERATION.request ? 'request' : 'reply',
    senderMac: macFromBytes(reader.slice('sender MAC', 6)),
    senderAddress: ipv4FromBytes(reader.slice('sender IPv4', 4)),
    targetMac: macFromBytes(reader.slice('target MAC', 6)),
    targetAddress: ipv4FromBytes(reader.slice('target IPv4', 4)),
  };
}

export function encodeArp(packet: ArpPacket): Uint8Array {
  return new Writer(28)
    .u16(HARDWARE_ETHERNET)
    .u16(ETHER_TYPE.ipv4)
    .u16(0x0604)
    .u16(OPERATION[packet.operation])
    .put(macBytes(packet.senderMac))
    .put(ipv4Bytes(packet.senderAddress))
    .put(macBytes(packet.targetMac))
    .put(ipv4Bytes(packet.targetAddress))
    .bytes();
}
