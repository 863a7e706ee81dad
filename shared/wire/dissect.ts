/**
 * A captured frame, layer by layer, by the same codecs that serve: Ethernet, ARP, IPv4, ICMP, UDP, TCP, and in them DHCP, PXE,
 * BSDP, TFTP, syslog and the first line of HTTP. Never throws: where a layer is malformed, those before it are shown and the
 * place is told.
 */
import { decodeArp } from './arp.ts';
import { DecodeError, utf8Text } from './bytes.ts';
import { dissectDhcp } from './dissect-dhcp.ts';
import { dissectTftp } from './dissect-tftp.ts';
import type { Dissection, Layer } from './dissection.ts';
import { Fields, hexNumber, printable, readable } from './dissection.ts';
import { decodeEthernet, ETHER_TYPE } from './ethernet.ts';
import { httpFirstLine } from './http-first-line.ts';
import { decodeIcmp } from './icmp.ts';
import type { DecodedIpv4Packet } from './ipv4.ts';
import { decodeIpv4, IP_PROTOCOL } from './ipv4.ts';
import { decodeTcp } from './tcp.ts';
import { decodeUdp } from './udp.ts';

/** UDP ports by what is spoken there; 4011 is PXE's second port (RFC 4578 names it after PXE 2.1). */
const DHCP_PORTS: readonly number[] = [67, 68, 4011];
const TFTP_PORT = 69;
const SYSLOG_PORT = 514;
const SHOWN_TEXT = 300;
/** Network cards put segments together before a capture sees them. */
const LARGEST_FRAME = 65_549;

export type Found = Omit<Dissection, 'layers' | 'sourceMac' | 'destinationMac'>;

/** @param wireBytes length on the wire, where the capture kept less */
export function dissect(captured: Uint8Array, wireBytes = captured.length): Dissection {
  const layers: Layer[] = [];
  const frame = whole(captured, wireBytes);
  const ethernet = readable(() => decodeEthernet(frame));
  if (!ethernet)
    return {
      layers,
      protocol: 'other',
      summary: `${frame.length} bytes`,
      malformed: { what: 'Ethernet', offset: 0 },
    };
  const { source, destination, etherType, vlan, payload } = ethernet;
  const headerBytes = frame.length - payload.length;
  const fields = new Fields(0).add('destination', destination, 0, 6).add('source', source, 6, 6);
  if (vlan) fields.add('VLAN', `${vlan.id}, priority ${vlan.priority}`, 12, 4);
  layers.push(fields.add('type', typeName(etherType), headerBytes - 2, 2).layer('Ethernet', headerBytes));
  return {
    layers,
    sourceMac: source,
    destinationMac: destination,
    ...inEtherType(etherType, payload, headerBytes, layers),
  };
}

/** What was cut off counts as zeros: every header tells a length, and the bytes that matter are the first. */
export function whole(captured: Uint8Array, wireBytes: number): Uint8Array {
  if (captured.length >= wireBytes) return captured;
  const frame = new Uint8Array(Math.min(wireBytes, LARGEST_FRAME));
  frame.set(captured.subarray(0, frame.length));
  return frame;
}

function typeName(etherType: number): string {
  const name = { [ETHER_TYPE.arp]: 'ARP', [ETHER_TYPE.ipv4]: 'IPv4', [ETHER_TYPE.ipv6]: 'IPv6' }[etherType];
  return name === undefined ? hexNumber(etherType, 2) : `${name} (${hexNumber(etherType, 2)})`;
}

/** What a link's header says is in the frame. @param base offset of `payload` in the frame */
export function inEtherType(etherType: number, payload: Uint8Array, base: number, layers: Layer[]): Found {
  try {
    if (etherType === ETHER_TYPE.arp) return arp(payload, base, layers);
    if (etherType === ETHER_TYPE.ipv4) return inIpv4(payload, base, layers);
  } catch (thrown) {
    if (!(thrown instanceof DecodeError)) throw thrown;
    const { what, offset } = thrown;
    return { protocol: 'other', summary: `malformed: ${what}`, malformed: { what, offset: base + offset } };
  }
  return { protocol: 'other', summary: `${typeName(etherType)}, ${payload.length} bytes` };
}

function arp(bytes: Uint8Array, base: number, layers: Layer[]): Found {
  const { operation, senderMac, senderAddress, targetMac, targetAddress } = decodeArp(bytes);
  const fields = new Fields(base)
    .add('operation', operation, 6, 2)
    .add('sender MAC', senderMac, 8, 6)
    .add('sender address', senderAddress, 14, 4)
    .add('target MAC', targetMac, 18, 6)
    .add('target address', targetAddress, 24, 4);
  layers.push(fields.layer('ARP', 28));
  const isProbe = senderAddress === '0.0.0.0';
  const summary =
    operation === 'reply'
      ? `ARP ${senderAddress} is at ${senderMac}`
      : isProbe
        ? `ARP is ${targetAddress} in use?`
        : `ARP who has ${targetAddress}? Tell ${senderAddress}`;
  return { protocol: 'arp', summary, source: senderAddress, destination: targetAddress };
}

function inIpv4(bytes: Uint8Array, base: number, layers: Layer[]): Found {
  const packet = decodeIpv4(bytes);
  const headerBytes = ((bytes[0] as number) & 15) * 4;
  const { source, destination, protocol, payload } = packet;
  const fields = new Fields(base)
    .add('total length', headerBytes + payload.length, 2, 2)
    .add('identification', hexNumber(packet.identification, 2), 4, 2)
    .add('flags and offset', fragmentText(packet), 6, 2)
    .add('time to live', packet.timeToLive, 8, 1)
    .add('protocol', protocol, 9, 1)
    .add('header checksum', packet.checksumGood ? 'good' : 'bad, or written by the network card', 10, 2)
    .add('source', source, 12, 4)
    .add('destination', destination, 16, 4);
  layers.push(fields.layer('IPv4', headerBytes));
  const addresses = { source, destination };
  if (packet.fragmentOffset > 0)
    return {
      protocol: 'other',
      summary: `fragment at ${packet.fragmentOffset}, ${payload.length} bytes`,
      ...addresses,
    };
  const at = base + headerBytes;
  try {
    return { ...addresses, ...inTransport(packet, at, layers) };
  } catch (thrown) {
    if (!(thrown instanceof DecodeError)) throw thrown;
    const { what, offset } = thrown;
    return {
      ...addresses,
      protocol: 'other',
      summary: `malformed: ${what}`,
      malformed: { what, offset: at + offset },
    };
  }
}

function fragmentText({ dontFragment, moreFragments, fragmentOffset }: DecodedIpv4Packet): string {
  const words = [dontFragment && "don't fragment", moreFragments && 'more fragments'].filter(Boolean);
  return [...words, `offset ${fragmentOffset}`].join(', ');
}

function inTransport(packet: DecodedIpv4Packet, base: number, layers: Layer[]): Found {
  const { protocol, payload } = packet;
  switch (protocol) {
    case IP_PROTOCOL.udp:
      return udp(packet, base, layers);
    case IP_PROTOCOL.tcp:
      return tcp(payload, base, layers);
    case IP_PROTOCOL.icmp: {
      const { name, type, code, echo } = decodeIcmp(payload);
      const fields = new Fields(base).add('type', type, 0, 1).add('code', code, 1, 1);
      if (echo)
        fields.add('identifier', hexNumber(echo.identifier, 2), 4, 2).add('sequence', echo.sequence, 6, 2);
      layers.push(fields.layer('ICMP', payload.length));
      return { protocol: 'icmp', summary: `ICMP ${name}` };
    }
    default:
      return { protocol: 'other', summary: `IP protocol ${protocol}, ${payload.length} bytes` };
  }
}

function udp(packet: DecodedIpv4Packet, base: number, layers: Layer[]): Found {
  // A first fragment is shorter than its datagram says; a message that was cut cannot be read.
  if (packet.moreFragments)
    return { protocol: 'udp', summary: `UDP, first fragment, ${packet.payload.length} bytes` };
  const { sourcePort, destinationPort, checksum, payload } = decodeUdp(packet.payload, packet);
  const fields = new Fields(base)
    .add('source port', sourcePort, 0, 2)
    .add('destination port', destinationPort, 2, 2)
    .add('length', payload.length + 8, 4, 2)
    .add('checksum', checksum, 6, 2);
  layers.push(fields.layer('UDP', 8));
  const ports = [sourcePort, destinationPort];
  try {
    return inUdp(ports, payload, base + 8, layers);
  } catch (thrown) {
    if (!(thrown instanceof DecodeError)) throw thrown;
    const { what, offset } = thrown;
    const summary = `malformed ${protocolOf(ports) ?? 'TFTP'}: ${what}`;
    return { protocol: 'udp', summary, malformed: { what, offset: base + 8 + offset } };
  }
}

function protocolOf(ports: readonly number[]): string | undefined {
  if (ports.some((port) => DHCP_PORTS.includes(port))) return 'DHCP';
  return ports.includes(SYSLOG_PORT) ? 'syslog' : undefined;
}

function inUdp(ports: readonly number[], payload: Uint8Array, base: number, layers: Layer[]): Found {
  const spoken = protocolOf(ports);
  if (spoken === 'DHCP') {
    const { layer, protocol, summary, client } = dissectDhcp(payload, base);
    layers.push(layer);
    return { protocol, summary, ...(client !== undefined && { client }) };
  }
  if (spoken === 'syslog') {
    const text = printable(utf8Text(payload.subarray(0, SHOWN_TEXT)));
    layers.push(new Fields(base).add('message', text, 0, payload.length).layer('Syslog', payload.length));
    return { protocol: 'syslog', summary: text };
  }
  if (ports.includes(TFTP_PORT)) return tftp(payload, base, layers);
  // A transfer goes on between two ports of its own: what reads as TFTP without rest most likely is.
  if (looksLikeTransfer(payload)) {
    const found = readable(() => tftp(payload, base, layers));
    if (found) return found;
  }
  return { protocol: 'udp', summary: `UDP ${ports.join(' → ')}, ${payload.length} bytes` };
}

function tftp(payload: Uint8Array, base: number, layers: Layer[]): Found {
  const { layer, summary } = dissectTftp(payload, base);
  layers.push(layer);
  return { protocol: 'tftp', summary };
}

/** DATA, ACK of four bytes, ERROR or OACK; a request goes to port 69. */
function looksLikeTransfer(payload: Uint8Array): boolean {
  const [high, opcode = 0] = payload;
  if (high !== 0 || payload.length < 4) return false;
  return opcode === 3 || (opcode === 4 && payload.length === 4) || opcode === 5 || opcode === 6;
}

function tcp(bytes: Uint8Array, base: number, layers: Layer[]): Found {
  const segment = decodeTcp(bytes);
  const { sourcePort, destinationPort, flags, payload, headerBytes } = segment;
  const fields = new Fields(base)
    .add('source port', sourcePort, 0, 2)
    .add('destination port', destinationPort, 2, 2)
    .add('sequence number', segment.sequence, 4, 4)
    .add('acknowledgment number', segment.acknowledgment, 8, 4)
    .add('flags', flags.join(' '), 13, 1)
    .add('window', segment.window, 14, 2);
  layers.push(fields.layer('TCP', headerBytes));
  const http = httpFirstLine(payload);
  if (http) {
    const line = printable(http.line);
    const at = base + headerBytes;
    layers.push(new Fields(at).add(http.kind, line, 0, http.length).layer('HTTP', payload.length));
    return { protocol: 'http', summary: line };
  }
  const what = payload.length > 0 ? `, ${payload.length} bytes` : '';
  return { protocol: 'tcp', summary: `TCP ${sourcePort} → ${destinationPort} ${flags.join(' ')}${what}` };
}
