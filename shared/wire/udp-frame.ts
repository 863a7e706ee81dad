/** A whole Ethernet/IPv4/UDP frame in one step: what a raw socket sends and a capture yields. */
import type { Ipv4, Mac } from './address.ts';
import { decodeEthernet, encodeEthernet, ETHER_TYPE } from './ethernet.ts';
import type { VlanTag } from './ethernet.ts';
import { decodeIpv4, encodeIpv4, IP_PROTOCOL } from './ipv4.ts';
import { decodeUdp, encodeUdp } from './udp.ts';

export interface UdpFrame {
  readonly sourceMac: Mac;
  readonly destinationMac: Mac;
  readonly vlan?: VlanTag;
  readonly source: Ipv4;
  readonly sourcePort: number;
  readonly destination: Ipv4;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
}

/**
 * Undefined for anything but UDP in one unfragmented IPv4 packet. `payload` is a view of `bytes`. Checksums are not
 * judged: on frames captured at their sender they are often not written yet.
 * @throws DecodeError when it is such a frame and malformed
 */
export function decodeUdpFrame(bytes: Uint8Array): UdpFrame | undefined {
  const frame = decodeEthernet(bytes);
  if (frame.etherType !== ETHER_TYPE.ipv4) return undefined;
  const packet = decodeIpv4(frame.payload);
  if (packet.protocol !== IP_PROTOCOL.udp || packet.moreFragments || packet.fragmentOffset > 0)
    return undefined;
  const { sourcePort, destinationPort, payload } = decodeUdp(packet.payload, packet);
  return {
    sourceMac: frame.source,
    destinationMac: frame.destination,
    ...(frame.vlan ? { vlan: frame.vlan } : {}),
    source: packet.source,
    sourcePort,
    destination: packet.destination,
    destinationPort,
    payload,
  };
}

/** Both checksums are written. Not fragmented: the payload must fit the interface's MTU less 28 bytes. */
export function encodeUdpFrame(frame: UdpFrame): Uint8Array {
  const { source, destination } = frame;
  return encodeEthernet({
    destination: frame.destinationMac,
    source: frame.sourceMac,
    ...(frame.vlan ? { vlan: frame.vlan } : {}),
    etherType: ETHER_TYPE.ipv4,
    payload: encodeIpv4({
      typeOfService: 0,
      identification: 0,
      dontFragment: true,
      moreFragments: false,
      fragmentOffset: 0,
      timeToLive: 64,
      protocol: IP_PROTOCOL.udp,
      source,
      destination,
      payload: encodeUdp(frame, { source, destination }),
    }),
  });
}
