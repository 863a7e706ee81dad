/** What a Mac asked by BSDP, read and checked: the part of the server that looks at the question only. */
import type { Ipv4 } from '../wire/address.ts';
import { inSubnet, ipv4Number, UNSPECIFIED } from '../wire/address.ts';
import { imageAttributes } from '../wire/bsdp-image.ts';
import type { BsdpOptionName } from '../wire/bsdp-options.ts';
import { bsdpOptionLabel, bsdpOptionValue, decodeBsdpOptions, hasBsdpOption } from '../wire/bsdp-options.ts';
import { BSDP_VERSIONS, FIRST_UNPRIVILEGED_PORT } from '../wire/bsdp.ts';
import { DecodeError } from '../wire/bytes.ts';
import type { DhcpMessage, DhcpOption } from '../wire/dhcp.ts';
import { optionValue } from '../wire/dhcp-options.ts';
import type { BsdpAsked, BsdpContext, BsdpDestination, BsdpSilence } from './bsdp-decision.ts';
import { silence } from './bsdp-decision.ts';
import type { BsdpImage } from './bsdp-images.ts';
import { hardwareObjection } from './dhcp-server.ts';

/** A message whose BSDP options could be read. */
export interface BsdpRequest {
  readonly asked: BsdpAsked;
  readonly message: DhcpMessage;
  readonly bsdp: readonly DhcpOption[];
}

export function readRequest(
  message: DhcpMessage,
  asked: 'DHCPDISCOVER' | 'DHCPINFORM',
): BsdpRequest | BsdpSilence {
  const data = optionValue(message.options, 'vendorSpecificInformation');
  if (data === undefined) return silence(asked, 'it has no BSDP options');
  try {
    const bsdp = decodeBsdpOptions(data);
    return { asked: asked === 'DHCPINFORM' ? informOf(bsdp) : asked, message, bsdp };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { what, offset } = error;
    return { ...silence(asked, `its BSDP options are damaged: ${error.message}`), damage: { what, offset } };
  }
}

function informOf(bsdp: readonly DhcpOption[]): BsdpAsked {
  const type = bsdpOptionValue(bsdp, 'messageType');
  return type === 'LIST' || type === 'SELECT' ? `DHCPINFORM[${type}]` : 'DHCPINFORM';
}

/** What a wrong guess would answer wrongly. A maximumMessageSize that cannot be read is left to DHCP's, as Apple does. */
const CHECKED = [
  'serverIdentifier',
  'replyPort',
  'selectedBootImageId',
  'imageAttributesFilter',
] as const satisfies readonly BsdpOptionName[];

/** Why a message gets no answer whatever it asks: the checks of Apple's server. */
export function objectionTo(
  { asked, message, bsdp }: BsdpRequest,
  arch: string,
  context: BsdpContext,
): string | undefined {
  const { server, mode } = context;
  if (mode === 'listen') return 'listening only: nobody is answered';
  const hardware = hardwareObjection(message);
  if (hardware !== undefined) return hardware;
  if (arch === '') return 'its vendor class names no architecture';
  const version = bsdpOptionValue(bsdp, 'version');
  if (version === undefined) return 'it names no BSDP version';
  const malformed = CHECKED.find(
    (name) => hasBsdpOption(bsdp, name) && bsdpOptionValue(bsdp, name) === undefined,
  );
  if (malformed !== undefined) return `its ${bsdpOptionLabel(malformed)} has the wrong length`;
  if (!BSDP_VERSIONS.includes(version)) return `BSDP version ${version >>> 8}.${version & 255} is not known`;
  if (hasBsdpOption(bsdp, 'netBoot1Firmware'))
    return 'NetBoot 1.0, of PowerPC Macs before 2000, is not spoken';
  if (message.siaddr !== UNSPECIFIED && message.siaddr !== server.address)
    return `it is meant for ${message.siaddr}`;
  if (message.sname !== '' && message.sname !== server.address) return `it is meant for "${message.sname}"`;
  return asked === 'DHCPDISCOVER' ? undefined : addressObjection(message, server);
}

/**
 * The answer goes to ciaddr, so a forged one would send it to anybody. On our own network it must be an address of that
 * network; behind a relay any host's, for the answer goes there directly, by routing.
 */
function addressObjection(
  { ciaddr, giaddr }: DhcpMessage,
  { address, subnet }: BsdpContext['server'],
): string | undefined {
  if (ciaddr === UNSPECIFIED) return 'it has no address to answer to';
  if (ciaddr === address) return `it claims our own address ${ciaddr}`;
  if (giaddr === UNSPECIFIED && !inSubnet(ciaddr, subnet))
    return `its address ${ciaddr} is not on this network`;
  const isEdge = subnet.prefixLength < 31 && (ciaddr === subnet.network || ciaddr === subnet.broadcast);
  return isEdge || !isHost(ciaddr) ? `its address ${ciaddr} is not that of one machine` : undefined;
}

/** Neither loopback, multicast, reserved nor broadcast. */
function isHost(address: Ipv4): boolean {
  const first = ipv4Number(address) >>> 24;
  return first > 0 && first < 224 && first !== 127;
}

/** Apple: without a filter everything but what is shown on request only; with one exactly what it lists. */
export function isWanted({ id, filterOnly }: BsdpImage, { bsdp }: BsdpRequest): boolean {
  const wanted = bsdpOptionValue(bsdp, 'imageAttributesFilter');
  return wanted === undefined ? !filterOnly : wanted.includes(imageAttributes(id));
}

const CLIENT_PORT = 68;

/**
 * Straight to the Mac, also where a relay brought the request. Startup Disk listens on a port of its own; one that any
 * program could have bound is not honoured, and since a Mac may listen on 68 all the same, that one is tried.
 */
export function addressed(request: BsdpRequest): { destination: BsdpDestination; quirk?: 'reply-port' } {
  const port = replyPort(request);
  return {
    destination: { to: 'client', address: request.message.ciaddr, port: port ?? CLIENT_PORT },
    ...(port === undefined && hasBsdpOption(request.bsdp, 'replyPort') && { quirk: 'reply-port' }),
  };
}

function replyPort({ bsdp }: BsdpRequest): number | undefined {
  const port = bsdpOptionValue(bsdp, 'replyPort');
  return port !== undefined && port > 0 && port < FIRST_UNPRIVILEGED_PORT ? port : undefined;
}

export function portWhy(request: BsdpRequest): readonly string[] {
  if (!hasBsdpOption(request.bsdp, 'replyPort') || replyPort(request) !== undefined) return [];
  return [`its reply port is none below ${FIRST_UNPRIVILEGED_PORT}: answered on ${CLIENT_PORT}`];
}
