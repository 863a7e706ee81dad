/**
 * THE table of DHCP options: code, name, RFC, label, codec. Option numbers appear nowhere else in the project.
 * Names are the IANA registry's and the RFCs' titles in camelCase. An option is added by adding a row; codes without a row
 * stay raw bytes in `DhcpMessage.options` and survive a round trip.
 */
import {
  clientFqdn,
  domainNames,
  machineIdentifier,
  messageType,
  networkInterface,
  userClasses,
} from './dhcp-client-codecs.ts';
import {
  bytes,
  classlessRoutes,
  empty,
  encapsulatedOptions,
  flag,
  i32,
  ipv4,
  ipv4List,
  ipv4ListOrNone,
  ipv4Pairs,
  relaySubOptions,
  text,
  u16,
  u16List,
  u32,
  u8,
  u8List,
} from './dhcp-option-codecs.ts';
import type { DhcpOption } from './dhcp.ts';
import type { DissectedOption, NameIn, ValueIn } from './option-table.ts';
import { optionTable } from './option-table.ts';

/** `rfc` is 0 where no RFC describes the option. Times are in seconds. */
export const DHCP_OPTIONS = [
  { code: 0, name: 'pad', rfc: 2132, label: 'Pad', codec: empty },
  { code: 1, name: 'subnetMask', rfc: 2132, label: 'Subnet mask', codec: ipv4 },
  { code: 2, name: 'timeOffset', rfc: 2132, label: 'Time offset', codec: i32 },
  { code: 3, name: 'router', rfc: 2132, label: 'Router', codec: ipv4List },
  { code: 4, name: 'timeServer', rfc: 2132, label: 'Time server', codec: ipv4List },
  { code: 5, name: 'nameServer', rfc: 2132, label: 'IEN 116 name server', codec: ipv4List },
  { code: 6, name: 'domainNameServer', rfc: 2132, label: 'DNS server', codec: ipv4List },
  { code: 7, name: 'logServer', rfc: 2132, label: 'Log server', codec: ipv4List },
  { code: 8, name: 'cookieServer', rfc: 2132, label: 'Cookie server', codec: ipv4List },
  { code: 9, name: 'lprServer', rfc: 2132, label: 'LPR server', codec: ipv4List },
  { code: 10, name: 'impressServer', rfc: 2132, label: 'Impress server', codec: ipv4List },
  { code: 11, name: 'resourceLocationServer', rfc: 2132, label: 'Resource location server', codec: ipv4List },
  { code: 12, name: 'hostName', rfc: 2132, label: 'Host name', codec: text },
  { code: 13, name: 'bootFileSize', rfc: 2132, label: 'Boot file size (512-byte blocks)', codec: u16 },
  { code: 14, name: 'meritDumpFile', rfc: 2132, label: 'Merit dump file', codec: text },
  { code: 15, name: 'domainName', rfc: 2132, label: 'Domain name', codec: text },
  { code: 16, name: 'swapServer', rfc: 2132, label: 'Swap server', codec: ipv4 },
  { code: 17, name: 'rootPath', rfc: 2132, label: 'Root path', codec: text },
  { code: 18, name: 'extensionsPath', rfc: 2132, label: 'Extensions path', codec: text },
  { code: 19, name: 'ipForwarding', rfc: 2132, label: 'IP forwarding', codec: flag },
  { code: 20, name: 'nonLocalSourceRouting', rfc: 2132, label: 'Non-local source routing', codec: flag },
  { code: 21, name: 'policyFilter', rfc: 2132, label: 'Policy filter', codec: ipv4Pairs },
  {
    code: 22,
    name: 'maximumDatagramReassemblySize',
    rfc: 2132,
    label: 'Maximum datagram reassembly size',
    codec: u16,
  },
  { code: 23, name: 'defaultIpTimeToLive', rfc: 2132, label: 'Default IP time to live', codec: u8 },
  { code: 24, name: 'pathMtuAgingTimeout', rfc: 2132, label: 'Path MTU aging timeout', codec: u32 },
  { code: 25, name: 'pathMtuPlateauTable', rfc: 2132, label: 'Path MTU plateau table', codec: u16List },
  { code: 26, name: 'interfaceMtu', rfc: 2132, label: 'Interface MTU', codec: u16 },
  { code: 27, name: 'allSubnetsAreLocal', rfc: 2132, label: 'All subnets are local', codec: flag },
  { code: 28, name: 'broadcastAddress', rfc: 2132, label: 'Broadcast address', codec: ipv4 },
  { code: 29, name: 'performMaskDiscovery', rfc: 2132, label: 'Perform mask discovery', codec: flag },
  { code: 30, name: 'maskSupplier', rfc: 2132, label: 'Mask supplier', codec: flag },
  { code: 31, name: 'performRouterDiscovery', rfc: 2132, label: 'Perform router discovery', codec: flag },
  {
    code: 32,
    name: 'routerSolicitationAddress',
    rfc: 2132,
    label: 'Router solicitation address',
    codec: ipv4,
  },
  { code: 33, name: 'staticRoute', rfc: 2132, label: 'Static route', codec: ipv4Pairs },
  { code: 34, name: 'trailerEncapsulation', rfc: 2132, label: 'Trailer encapsulation', codec: flag },
  { code: 35, name: 'arpCacheTimeout', rfc: 2132, label: 'ARP cache timeout', codec: u32 },
  { code: 36, name: 'ethernetEncapsulation', rfc: 2132, label: 'IEEE 802.3 encapsulation', codec: flag },
  { code: 37, name: 'tcpDefaultTtl', rfc: 2132, label: 'TCP default TTL', codec: u8 },
  { code: 38, name: 'tcpKeepaliveInterval', rfc: 2132, label: 'TCP keepalive interval', codec: u32 },
  { code: 39, name: 'tcpKeepaliveGarbage', rfc: 2132, label: 'TCP keepalive garbage', codec: flag },
  { code: 40, name: 'networkInformationServiceDomain', rfc: 2132, label: 'NIS domain', codec: text },
  { code: 41, name: 'networkInformationServers', rfc: 2132, label: 'NIS servers', codec: ipv4List },
  { code: 42, name: 'networkTimeProtocolServers', rfc: 2132, label: 'NTP servers', codec: ipv4List },
  /** What it means depends on the vendor class: PXE (pxe.ts) or Apple BSDP. */
  {
    code: 43,
    name: 'vendorSpecificInformation',
    rfc: 2132,
    label: 'Vendor specific information',
    codec: bytes,
  },
  { code: 44, name: 'netbiosNameServer', rfc: 2132, label: 'NetBIOS name server', codec: ipv4List },
  {
    code: 45,
    name: 'netbiosDatagramDistributionServer',
    rfc: 2132,
    label: 'NetBIOS datagram server',
    codec: ipv4List,
  },
  { code: 46, name: 'netbiosNodeType', rfc: 2132, label: 'NetBIOS node type', codec: u8 },
  { code: 47, name: 'netbiosScope', rfc: 2132, label: 'NetBIOS scope', codec: text },
  { code: 48, name: 'xWindowFontServer', rfc: 2132, label: 'X Window font server', codec: ipv4List },
  { code: 49, name: 'xWindowDisplayManager', rfc: 2132, label: 'X Window display manager', codec: ipv4List },
  { code: 50, name: 'requestedIpAddress', rfc: 2132, label: 'Requested IP address', codec: ipv4 },
  { code: 51, name: 'ipAddressLeaseTime', rfc: 2132, label: 'Lease time (s)', codec: u32 },
  /** Made and resolved by dhcp.ts, never seen by anyone else. */
  { code: 52, name: 'optionOverload', rfc: 2132, label: 'Option overload', codec: u8 },
  { code: 53, name: 'dhcpMessageType', rfc: 2132, label: 'Message type', codec: messageType },
  { code: 54, name: 'serverIdentifier', rfc: 2132, label: 'Server identifier', codec: ipv4 },
  { code: 55, name: 'parameterRequestList', rfc: 2132, label: 'Parameter request list', codec: u8List },
  { code: 56, name: 'message', rfc: 2132, label: 'Message', codec: text },
  { code: 57, name: 'maximumDhcpMessageSize', rfc: 2132, label: 'Maximum DHCP message size', codec: u16 },
  { code: 58, name: 'renewalTimeValue', rfc: 2132, label: 'Renewal time T1 (s)', codec: u32 },
  { code: 59, name: 'rebindingTimeValue', rfc: 2132, label: 'Rebinding time T2 (s)', codec: u32 },
  /** "PXEClient:Arch:…" and the like; firmware ends it with a NUL at times, which the text codec takes off. */
  { code: 60, name: 'vendorClassIdentifier', rfc: 2132, label: 'Vendor class', codec: text },
  { code: 61, name: 'clientIdentifier', rfc: 2132, label: 'Client identifier', codec: bytes },
  { code: 62, name: 'netwareIpDomain', rfc: 2242, label: 'NetWare/IP domain', codec: text },
  { code: 63, name: 'netwareIpInformation', rfc: 2242, label: 'NetWare/IP information', codec: bytes },
  { code: 64, name: 'networkInformationServicePlusDomain', rfc: 2132, label: 'NIS+ domain', codec: text },
  {
    code: 65,
    name: 'networkInformationServicePlusServers',
    rfc: 2132,
    label: 'NIS+ servers',
    codec: ipv4List,
  },
  { code: 66, name: 'tftpServerName', rfc: 2132, label: 'TFTP server name', codec: text },
  { code: 67, name: 'bootfileName', rfc: 2132, label: 'Boot file name', codec: text },
  { code: 68, name: 'mobileIpHomeAgent', rfc: 2132, label: 'Mobile IP home agent', codec: ipv4ListOrNone },
  { code: 69, name: 'smtpServer', rfc: 2132, label: 'SMTP server', codec: ipv4List },
  { code: 70, name: 'pop3Server', rfc: 2132, label: 'POP3 server', codec: ipv4List },
  { code: 71, name: 'nntpServer', rfc: 2132, label: 'NNTP server', codec: ipv4List },
  { code: 72, name: 'wwwServer', rfc: 2132, label: 'WWW server', codec: ipv4List },
  { code: 73, name: 'fingerServer', rfc: 2132, label: 'Finger server', codec: ipv4List },
  { code: 74, name: 'ircServer', rfc: 2132, label: 'IRC server', codec: ipv4List },
  { code: 75, name: 'streetTalkServer', rfc: 2132, label: 'StreetTalk server', codec: ipv4List },
  { code: 76, name: 'streetTalkDirectoryAssistanceServer', rfc: 2132, label: 'STDA server', codec: ipv4List },
  { code: 77, name: 'userClass', rfc: 3004, label: 'User class', codec: userClasses },
  { code: 78, name: 'slpDirectoryAgent', rfc: 2610, label: 'SLP directory agent', codec: bytes },
  { code: 79, name: 'slpServiceScope', rfc: 2610, label: 'SLP service scope', codec: bytes },
  { code: 80, name: 'rapidCommit', rfc: 4039, label: 'Rapid commit', codec: empty },
  { code: 81, name: 'clientFqdn', rfc: 4702, label: 'Client FQDN', codec: clientFqdn },
  {
    code: 82,
    name: 'relayAgentInformation',
    rfc: 3046,
    label: 'Relay agent information',
    codec: relaySubOptions,
  },
  { code: 85, name: 'ndsServers', rfc: 2241, label: 'NDS servers', codec: ipv4List },
  { code: 86, name: 'ndsTreeName', rfc: 2241, label: 'NDS tree name', codec: text },
  { code: 87, name: 'ndsContext', rfc: 2241, label: 'NDS context', codec: text },
  { code: 90, name: 'authentication', rfc: 3118, label: 'Authentication', codec: bytes },
  {
    code: 91,
    name: 'clientLastTransactionTime',
    rfc: 4388,
    label: 'Client last transaction time',
    codec: u32,
  },
  { code: 92, name: 'associatedIp', rfc: 4388, label: 'Associated IP', codec: ipv4List },
  /** Numbers of the IANA "Processor Architecture Types" registry (RFC 5970 §3.3), best first. */
  {
    code: 93,
    name: 'clientSystemArchitecture',
    rfc: 4578,
    label: 'Client system architecture',
    codec: u16List,
  },
  {
    code: 94,
    name: 'clientNetworkInterface',
    rfc: 4578,
    label: 'Client network interface',
    codec: networkInterface,
  },
  { code: 95, name: 'ldap', rfc: 0, label: 'LDAP URL', codec: text },
  {
    code: 97,
    name: 'clientMachineIdentifier',
    rfc: 4578,
    label: 'Client machine identifier',
    codec: machineIdentifier,
  },
  { code: 100, name: 'posixTimezone', rfc: 4833, label: 'POSIX time zone', codec: text },
  { code: 101, name: 'databaseTimezone', rfc: 4833, label: 'Time zone name', codec: text },
  { code: 108, name: 'ipv6OnlyPreferred', rfc: 8925, label: 'IPv6-only preferred (s)', codec: u32 },
  { code: 112, name: 'netinfoParentServerAddress', rfc: 0, label: 'NetInfo address', codec: ipv4List },
  { code: 113, name: 'netinfoParentServerTag', rfc: 0, label: 'NetInfo tag', codec: text },
  { code: 114, name: 'captivePortal', rfc: 8910, label: 'Captive portal', codec: text },
  { code: 116, name: 'autoConfigure', rfc: 2563, label: 'Auto-configure', codec: flag },
  { code: 117, name: 'nameServiceSearch', rfc: 2937, label: 'Name service search', codec: u16List },
  { code: 118, name: 'subnetSelection', rfc: 3011, label: 'Subnet selection', codec: ipv4 },
  { code: 119, name: 'domainSearch', rfc: 3397, label: 'Domain search', codec: domainNames },
  { code: 120, name: 'sipServers', rfc: 3361, label: 'SIP servers', codec: bytes },
  {
    code: 121,
    name: 'classlessStaticRoute',
    rfc: 3442,
    label: 'Classless static route',
    codec: classlessRoutes,
  },
  { code: 124, name: 'vendorIdentifyingVendorClass', rfc: 3925, label: 'V-I vendor class', codec: bytes },
  {
    code: 125,
    name: 'vendorIdentifyingInformation',
    rfc: 3925,
    label: 'V-I vendor information',
    codec: bytes,
  },
  {
    code: 138,
    name: 'capwapAccessController',
    rfc: 5417,
    label: 'CAPWAP access controller',
    codec: ipv4List,
  },
  { code: 145, name: 'forcerenewNonceCapable', rfc: 6704, label: 'FORCERENEW nonce capable', codec: u8List },
  { code: 150, name: 'tftpServerAddress', rfc: 5859, label: 'TFTP server address', codec: ipv4List },
  { code: 161, name: 'manufacturerUsageDescription', rfc: 8520, label: 'MUD URL', codec: text },
  /** Named by Etherboot and iPXE, which share it: its sub-options are in dhcp-sub-options.ts. */
  { code: 175, name: 'etherbootEncapsulated', rfc: 0, label: 'iPXE', codec: encapsulatedOptions },
  { code: 203, name: 'iscsiInitiatorIqn', rfc: 0, label: 'iSCSI initiator (iPXE)', codec: text },
  /** F1:00:74:7E. */
  { code: 208, name: 'pxelinuxMagic', rfc: 5071, label: 'PXELINUX magic', codec: u32 },
  {
    code: 209,
    name: 'pxelinuxConfigurationFile',
    rfc: 5071,
    label: 'PXELINUX configuration file',
    codec: text,
  },
  { code: 210, name: 'pxelinuxPathPrefix', rfc: 5071, label: 'PXELINUX path prefix', codec: text },
  { code: 211, name: 'pxelinuxRebootTime', rfc: 5071, label: 'PXELINUX reboot time (s)', codec: u32 },
  {
    code: 249,
    name: 'microsoftClasslessStaticRoute',
    rfc: 0,
    label: 'Classless static route (MS)',
    codec: classlessRoutes,
  },
  { code: 252, name: 'webProxyAutoDiscovery', rfc: 0, label: 'Web proxy auto-discovery', codec: text },
  { code: 255, name: 'end', rfc: 2132, label: 'End', codec: empty },
] as const;

const TABLE = optionTable(DHCP_OPTIONS);

export type OptionName = NameIn<typeof DHCP_OPTIONS>;
export type OptionValue<N extends OptionName> = ValueIn<typeof DHCP_OPTIONS, N>;

export function optionCode(name: OptionName): number {
  return TABLE.code(name);
}

/** For a person: "Lease time (s)", or "Option 224" for a code outside the table. */
export function optionLabel(code: number): string {
  return TABLE.label(code);
}

export function hasOption(options: readonly DhcpOption[], name: OptionName): boolean {
  return TABLE.has(options, name);
}

/** Undefined when the option is absent, and also when its bytes are malformed: they stay in `options`. Never throws. */
export function optionValue<N extends OptionName>(
  options: readonly DhcpOption[],
  name: N,
): OptionValue<N> | undefined {
  return TABLE.value(options, name);
}

/** For showing any option as it comes. Undefined for a code outside the table; `value` is undefined when malformed. */
export function dissectOption(option: DhcpOption): DissectedOption<OptionName> | undefined {
  return TABLE.dissect(option);
}

/** @throws RangeError for a value its bytes cannot hold: a defect of the caller */
export function makeOption<N extends OptionName>(name: N, value: OptionValue<N>): DhcpOption {
  return TABLE.make(name, value);
}
