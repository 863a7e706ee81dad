/** Puts a DHCP reply together: fields as RFC 2131 table 3 says, options in the order the client wants them, never too big. */
import type { Ipv4 } from '../wire/address.ts';
import { UNSPECIFIED } from '../wire/address.ts';
import { DecodeError } from '../wire/bytes.ts';
import type { DhcpMessage, DhcpOption } from '../wire/dhcp.ts';
import { BOOTREPLY, BROADCAST_FLAG } from '../wire/dhcp.ts';
import type { OptionName } from '../wire/dhcp-options.ts';
import { makeOption, optionCode, optionValue } from '../wire/dhcp-options.ts';
import { etherbootSubOption } from '../wire/dhcp-sub-options.ts';
import type { PxeBootItem } from '../wire/pxe.ts';
import {
  decodePxeOptions,
  DISCOVERY_CONTROL,
  encodePxeOptions,
  makePxeOption,
  pxeOptionValue,
} from '../wire/pxe.ts';
import type { FixedOptions, ReplyServer, ReplySettings } from './dhcp-fixed-options.ts';
import { fixedOptions, leaseTimes } from './dhcp-fixed-options.ts';
import type { ClientIdentity } from './identify.ts';
import { DEBIAN_INSTALLER_CLASS } from './identify.ts';
import type { BootAnswer } from './loader.ts';

export interface ReplyContext {
  readonly server: ReplyServer;
  readonly settings: ReplySettings;
  readonly identity: ClientIdentity;
  /** What it boots; undefined for a client that boots nothing from us. */
  readonly boot?: BootAnswer | undefined;
}

/** RFC 2131 §2: a client must take 576 bytes of IP datagram; 20 are IP header, 8 UDP header. */
const IP_AND_UDP_BYTES = 28;
const MINIMUM_DATAGRAM_BYTES = 576;
const ETHERNET_DATAGRAM_BYTES = 1500;
/** Fixed fields, magic cookie and END. */
const FRAME_BYTES = 241;
/** The BOOTP file field has 128 bytes; the last one is kept 0 for ROMs that take it for a C string. */
export const LONGEST_FILE_FIELD = 127;

/**
 * Largest DHCP message this client takes, without IP and UDP headers. Option 57 counts the whole datagram. Without it the
 * RFC's 576 bytes hold; ROMs take more, but a reply that must fit is easier to trust than a ROM. More than one Ethernet
 * frame is never sent: PXE ROMs do not reassemble fragments, whatever they announce.
 */
export function maximumReplyBytes(request: DhcpMessage): number {
  const announced = optionValue(request.options, 'maximumDhcpMessageSize') ?? MINIMUM_DATAGRAM_BYTES;
  return Math.min(Math.max(announced, MINIMUM_DATAGRAM_BYTES), ETHERNET_DATAGRAM_BYTES) - IP_AND_UDP_BYTES;
}

export type AddressGrant =
  | { readonly yiaddr: Ipv4; readonly leaseSeconds: number }
  /** DHCPINFORM and port 4011: parameters only. RFC 2131 §4.3.5: no lease time, yiaddr 0. */
  | undefined;

/** A DHCPOFFER or DHCPACK. */
export function grantingReply(
  request: DhcpMessage,
  type: 'DHCPOFFER' | 'DHCPACK',
  grant: AddressGrant,
  context: ReplyContext,
): DhcpMessage {
  const { server, settings, boot } = context;
  const fixed = fixedOptions(server, settings);
  const name = boot?.file ?? boot?.url;
  const fitsField = name !== undefined && name.length <= LONGEST_FILE_FIELD;
  const requested = optionValue(request.options, 'parameterRequestList');
  const options = [
    MESSAGE_TYPES[type],
    fixed.serverIdentifier,
    ...leaseOptions(grant, fixed, settings),
    fixed.subnetMask,
    ...inRequestedOrder(requested ?? [], wantedOptions(request, context, fixed, requested, fitsField)),
    ...relayInformation(request),
  ];
  return {
    ...emptyReply(request),
    ciaddr: type === 'DHCPACK' ? request.ciaddr : UNSPECIFIED,
    yiaddr: grant?.yiaddr ?? UNSPECIFIED,
    siaddr: name === undefined ? UNSPECIFIED : server.address,
    // Dotted quad, since ROMs that read this field cannot resolve a name (pixiecore does the same).
    sname: boot?.file === undefined ? '' : server.address,
    file: fitsField ? name : '',
    options: fitted(request, options),
  };
}

const MESSAGE_TYPES = {
  DHCPOFFER: makeOption('dhcpMessageType', 'DHCPOFFER'),
  DHCPACK: makeOption('dhcpMessageType', 'DHCPACK'),
  DHCPNAK: makeOption('dhcpMessageType', 'DHCPNAK'),
} as const;

/** RFC 2131 table 3: no addresses, no boot file, no configuration. */
export function refusingReply(
  request: DhcpMessage,
  message: string,
  server: { readonly address: Ipv4 },
): DhcpMessage {
  return {
    ...emptyReply(request),
    // RFC 2131 §4.3.2: the relay must broadcast it, for the client's address is wrong.
    flags: request.giaddr === UNSPECIFIED ? request.flags : BROADCAST_FLAG,
    options: fitted(request, [
      MESSAGE_TYPES.DHCPNAK,
      makeOption('serverIdentifier', server.address),
      makeOption('message', message),
      ...echoed(request, 'clientIdentifier'),
      ...relayInformation(request),
    ]),
  };
}

/** Fields of the request that every reply repeats (RFC 2131 table 3). */
export function emptyReply(request: DhcpMessage): Omit<DhcpMessage, 'options'> {
  return {
    op: BOOTREPLY,
    htype: request.htype,
    hlen: request.hlen,
    hops: 0,
    xid: request.xid,
    secs: 0,
    flags: request.flags,
    ciaddr: UNSPECIFIED,
    yiaddr: UNSPECIFIED,
    siaddr: UNSPECIFIED,
    giaddr: request.giaddr,
    chaddr: request.chaddr,
    sname: '',
    file: '',
  };
}

function leaseOptions(
  grant: AddressGrant,
  fixed: FixedOptions,
  settings: ReplySettings,
): readonly DhcpOption[] {
  if (!grant) return [];
  return grant.leaseSeconds === settings.leaseSeconds ? fixed.leaseTimes : leaseTimes(grant.leaseSeconds);
}

/** Everything after the fixed head, in our own order of importance. A client without option 55 is given everything. */
function wantedOptions(
  request: DhcpMessage,
  context: ReplyContext,
  fixed: FixedOptions,
  requested: readonly number[] | undefined,
  fileInField: boolean,
): DhcpOption[] {
  const { settings, identity, boot } = context;
  const asks = (name: OptionName): boolean => requested === undefined || requested.includes(optionCode(name));
  const options: DhcpOption[] = [];
  if (fixed.router) options.push(fixed.router);
  // Debian's installer runs its DHCP script with `sh -e`: without a router that ends before the DNS servers are written
  // down, and the installer stops with two questions (seen with Debian 12). We are no way out, but we are somebody.
  // Likewise Macs: macOS takes its root by network only with a router in the lease (xnu netboot.c).
  else if (identity.vendorClass === DEBIAN_INSTALLER_CLASS || identity.kind === 'bsdp')
    options.push(makeOption('router', [context.server.address]));
  options.push(fixed.domainNameServer);
  if (boot) options.push(...bootOptions(request, boot, context, asks, fileInField));
  options.push(...echoed(request, 'clientIdentifier'), ...echoed(request, 'clientMachineIdentifier'));
  const hostName = hostNameOf(settings.names[identity.mac]);
  if (hostName !== undefined && asks('hostName')) options.push(makeOption('hostName', hostName));
  if (fixed.domainName && asks('domainName')) options.push(fixed.domainName);
  if (fixed.networkTimeProtocolServers && asks('networkTimeProtocolServers')) {
    options.push(fixed.networkTimeProtocolServers);
  }
  if (asks('broadcastAddress')) options.push(fixed.broadcastAddress);
  return options;
}

function bootOptions(
  request: DhcpMessage,
  boot: BootAnswer,
  { server, identity }: ReplyContext,
  asks: (name: OptionName) => boolean,
  fileInField: boolean,
): DhcpOption[] {
  const options: DhcpOption[] = [];
  const name = boot.file ?? boot.url;
  // UEFI HTTP boot takes an offer for its own only with this class echoed (EDK2 HttpBootDhcp4.c); PXE likewise.
  if (boot.vendorClass) options.push(makeOption('vendorClassIdentifier', boot.vendorClass));
  if (boot.pxe && identity.kind === 'pxe') options.push(pxeBootAtOnce(request));
  if (name !== undefined && (asks('bootfileName') || !fileInField || identity.kind === 'http')) {
    options.push(bootFileName(name, identity));
  }
  if (boot.file !== undefined && asks('tftpServerName'))
    options.push(makeOption('tftpServerName', server.address));
  if (identity.kind === 'ipxe') options.push(IPXE_WITHOUT_PROXY);
  return options;
}

/**
 * "Use the boot file of this offer, no prompt, menu or boot server discovery" (PXE_DISCOVERY_CONTROL, PXE 2.1 table 2-1).
 *
 * What the specification demands: a reply with vendor class "PXEClient" carries PXE's own tags. What machines do:
 *  - BIOS ROMs given the class without tags go on to look for boot servers and stop with PXE-E55 or wait a minute.
 *  - UEFI (EDK2 PxeBcDhcp4.c) takes class without tags for a BINL offer and asks port 4011 before it loads; with the tags
 *    it is a "DhcpPxe10" offer, its first choice, and loads at once. So in own mode, where address and file come in one
 *    reply, both get them.
 *  - Where the address comes from another server (beside mode) the same bytes break UEFI: pixiecore leaves them out there
 *    so that UEFI comes to 4011; Bootimus sends them to everyone and collects reports of HP and Supermicro boards that
 *    never boot (#51, #56, #77). Proxy offers must therefore not reuse this.
 * Never sent to iPXE or plain clients: to them the option is another vendor's space.
 */
function pxeBootAtOnce(request: DhcpMessage): DhcpOption {
  const tags = [makePxeOption('discoveryControl', DISCOVERY_CONTROL.useBootFileOffered)];
  // PXE 2.1 table 2-3: a boot server repeats the item it was asked for.
  const item = requestedBootItem(request);
  if (item) tags.push(makePxeOption('bootItem', item));
  return makeOption('vendorSpecificInformation', encodePxeOptions(tags));
}

function requestedBootItem(request: DhcpMessage): PxeBootItem | undefined {
  const data = optionValue(request.options, 'vendorSpecificInformation');
  try {
    return data && pxeOptionValue(decodePxeOptions(data), 'bootItem');
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** iPXE waits two seconds for a ProxyDHCP offer after ours (its config/dhcp.h) unless told that there will be none. */
const IPXE_WITHOUT_PROXY: DhcpOption = makeOption('etherbootEncapsulated', [
  etherbootSubOption.make('noPxeDhcp', 1),
]);

/**
 * RFC 2132 §9.5 knows no NUL. EDK2's PXE and HTTP boot drivers want one: where there is none they write it over the byte
 * that follows, the next option's code. Old BIOS ROMs copy the bytes as a C string. So firmware gets a NUL, as dnsmasq gives
 * everyone; iPXE and the rest do not, for to them it would be part of the name.
 */
function bootFileName(name: string, identity: ClientIdentity): DhcpOption {
  const firmware = identity.kind === 'pxe' || identity.kind === 'http';
  return makeOption('bootfileName', firmware ? `${name}\0` : name);
}

/** A name given by the technician ("Rack 3, top") as a host name (RFC 1123 §2.1). */
function hostNameOf(name: string | undefined): string | undefined {
  const label = name
    ?.replace(/[^A-Za-z0-9-]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return label === '' ? undefined : label;
}

/** RFC 6842 for the client identifier, RFC 4578 §2.3 for the machine identifier: back as it came, byte for byte. */
function echoed(request: DhcpMessage, name: OptionName): DhcpOption[] {
  const code = optionCode(name);
  const option = request.options.find((one) => one.code === code);
  return option ? [option] : [];
}

/** RFC 3046 §2.2: echoed whole and last. Only a relay puts it in; without one it is a client's invention. */
function relayInformation(request: DhcpMessage): DhcpOption[] {
  return request.giaddr === UNSPECIFIED ? [] : echoed(request, 'relayAgentInformation');
}

/** RFC 2132 §9.8: requested options in the requested order, then the others in ours. */
function inRequestedOrder(requested: readonly number[], options: DhcpOption[]): DhcpOption[] {
  const rank = ({ code }: DhcpOption): number => {
    const at = requested.indexOf(code);
    return at < 0 ? requested.length : at;
  };
  return options.sort((a, b) => rank(a) - rank(b));
}

/** What can be spared first. Relay information goes last of all: without it some relays drop the reply. */
const SPARED_FIRST: readonly OptionName[] = [
  'message',
  'networkTimeProtocolServers',
  'broadcastAddress',
  'domainName',
  'hostName',
  'tftpServerName',
  'clientMachineIdentifier',
  'domainNameServer',
  'clientIdentifier',
  'bootfileName',
  'relayAgentInformation',
];

/**
 * Leaves out what does not fit. The option overload of RFC 2131 §4.1 is never used: PXE ROMs and several BMCs read file and
 * sname as text whatever option 52 says.
 */
function fitted(request: DhcpMessage, options: DhcpOption[]): DhcpOption[] {
  let excess = FRAME_BYTES - maximumReplyBytes(request);
  for (const option of options) excess += encodedBytes(option);
  if (excess <= 0) return options;
  let kept = options;
  for (const name of SPARED_FIRST) {
    if (excess <= 0) break;
    const code = optionCode(name);
    for (const option of kept) if (option.code === code) excess -= encodedBytes(option);
    kept = kept.filter((option) => option.code !== code);
  }
  return kept;
}

/** RFC 3396: every 255 bytes of data have a code and a length byte. */
function encodedBytes(option: DhcpOption): number {
  return option.data.length + 2 * Math.max(1, Math.ceil(option.data.length / 255));
}
