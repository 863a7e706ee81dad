/**
 * A frame that does not begin with Ethernet: captured on all interfaces of Linux, on a tunnel, on the loopback. Numbers are
 * LINKTYPE_ values of tcpdump.org/linktypes.html. From the network layer on it is taken apart like any other.
 */
import { DecodeError } from './bytes.ts';
import { dissect, inEtherType, whole } from './dissect.ts';
import type { Dissection, Layer } from './dissection.ts';
import { Fields, hexNumber } from './dissection.ts';
import { ETHER_TYPE } from './ethernet.ts';
import { OrderedReader } from './ordered-reader.ts';

export const LINK_TYPE = {
  null: 0,
  ethernet: 1,
  raw: 101,
  loop: 108,
  linuxCooked: 113,
  ipv4: 228,
  ipv6: 229,
  linuxCooked2: 276,
} as const;

interface LinkHeader {
  readonly layer: Layer;
  readonly etherType: number;
  readonly headerBytes: number;
}

/** Never throws. @param wireBytes length on the wire, where the capture kept less */
export function dissectLink(
  captured: Uint8Array,
  wireBytes: number,
  linkType: number = LINK_TYPE.ethernet,
): Dissection {
  if (linkType === LINK_TYPE.ethernet) return dissect(captured, wireBytes);
  const frame = whole(captured, wireBytes);
  try {
    const header = linkHeader(frame, linkType);
    if (!header)
      return { layers: [], protocol: 'other', summary: `link type ${linkType}, ${frame.length} bytes` };
    const { layer, etherType, headerBytes } = header;
    const layers = headerBytes > 0 ? [layer] : [];
    return { layers, ...inEtherType(etherType, frame.subarray(headerBytes), headerBytes, layers) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { what, offset } = error;
    return { layers: [], protocol: 'other', summary: `malformed: ${what}`, malformed: { what, offset } };
  }
}

function linkHeader(frame: Uint8Array, linkType: number): LinkHeader | undefined {
  switch (linkType) {
    case LINK_TYPE.raw:
    case LINK_TYPE.ipv4:
    case LINK_TYPE.ipv6:
      return rawIp(frame);
    case LINK_TYPE.null:
    case LINK_TYPE.loop:
      return loopback(frame, linkType === LINK_TYPE.loop);
    case LINK_TYPE.linuxCooked:
      return cooked(frame);
    case LINK_TYPE.linuxCooked2:
      return cooked2(frame);
    default:
      return undefined;
  }
}

/** The version is in the packet itself. */
function rawIp(frame: Uint8Array): LinkHeader {
  if (frame.length === 0) throw new DecodeError('IP version', 0, 1, 0);
  const version = (frame[0] as number) >> 4;
  const etherType = version === 6 ? ETHER_TYPE.ipv6 : ETHER_TYPE.ipv4;
  return { layer: new Fields(0).layer('IP', 0), etherType, headerBytes: 0 };
}

/** An address family before the packet, of BSD or Linux, in the order of the machine that captured. */
function loopback(frame: Uint8Array, isBig: boolean): LinkHeader {
  const big = new OrderedReader(frame, false).u32('address family');
  const little = new OrderedReader(frame, true).u32('address family');
  const family = isBig || big < little ? big : little;
  const etherType = family === 2 ? ETHER_TYPE.ipv4 : ETHER_TYPE.ipv6;
  const layer = new Fields(0).add('address family', family, 0, 4).layer('Loopback', 4);
  return { layer, etherType, headerBytes: 4 };
}

const DIRECTION = ['to us', 'broadcast', 'multicast', 'to another', 'from us'] as const;

function direction(type: number): string {
  return DIRECTION[type] ?? hexNumber(type, 2);
}

/** LINUX_SLL: type 2 | ARPHRD_ 2 | address length 2 | address 8 | protocol 2 */
function cooked(frame: Uint8Array): LinkHeader {
  const reader = new OrderedReader(frame, false);
  const type = reader.u16('packet type');
  const hardware = reader.u16('hardware type');
  const length = reader.u16('address length');
  const address = reader.slice('address', 8).subarray(0, Math.min(8, length));
  const etherType = reader.u16('protocol');
  const layer = new Fields(0)
    .add('packet type', direction(type), 0, 2)
    .add('hardware type', hardware, 2, 2)
    .add('source', hex(address), 6, address.length)
    .add('protocol', hexNumber(etherType, 2), 14, 2)
    .layer('Linux cooked', 16);
  return { layer, etherType, headerBytes: 16 };
}

/** LINUX_SLL2: protocol 2 | reserved 2 | interface 4 | ARPHRD_ 2 | type 1 | address length 1 | address 8 */
function cooked2(frame: Uint8Array): LinkHeader {
  const reader = new OrderedReader(frame, false);
  const etherType = reader.u16('protocol');
  reader.skip('reserved', 2);
  const index = reader.u32('interface');
  const hardware = reader.u16('hardware type');
  const type = reader.u8('packet type');
  const length = reader.u8('address length');
  const address = reader.slice('address', 8).subarray(0, Math.min(8, length));
  const layer = new Fields(0)
    .add('protocol', hexNumber(etherType, 2), 0, 2)
    .add('interface', index, 4, 4)
    .add('hardware type', hardware, 8, 2)
    .add('packet type', direction(type), 10, 1)
    .add('source', hex(address), 12, address.length)
    .layer('Linux cooked 2', 20);
  return { layer, etherType, headerBytes: 20 };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}
