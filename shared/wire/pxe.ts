/**
 * PXE inside DHCP: the sub-options of vendorSpecificInformation (PXE 2.1, table 2-1; RFC 4578 refers to it)
 * and the vendor class that PXE and UEFI HTTP clients send. Only meaningful where the vendor class begins with "PXEClient".
 */
import type { Ipv4 } from './address.ts';
import { ipv4FromNumber, ipv4Number } from './address.ts';
import { latin1Bytes, latin1Text, Writer } from './bytes.ts';
import type { OptionCodec } from './dhcp-option-codecs.ts';
import {
  bytes,
  ENCAPSULATED_END,
  encapsulatedOptions,
  exactly,
  ipv4,
  listOf,
  u8,
  u16Le,
  unsigned,
} from './dhcp-option-codecs.ts';
import type { DhcpOption } from './dhcp.ts';
import type { DissectedOption, NameIn, ValueIn } from './option-table.ts';
import { optionTable } from './option-table.ts';

/** Bits of discoveryControl. With none set the client may broadcast, multicast and take any boot server. */
export const DISCOVERY_CONTROL = {
  disableBroadcast: 1,
  disableMulticast: 2,
  /** Only the servers of bootServers. */
  onlyListedServers: 4,
  /** Load the boot file of this very offer, no menu, no boot server discovery. */
  useBootFileOffered: 8,
} as const;

export interface PxeBootServer {
  /** 0 is PXE itself, others as numbered by the menu. */
  readonly type: number;
  /** Empty: any server that answers discovery. */
  readonly addresses: readonly Ipv4[];
}

const bootServers: OptionCodec<readonly PxeBootServer[]> = listOf<PxeBootServer>(
  (reader) => {
    const type = reader.u16('boot server type');
    const count = reader.u8('address count');
    return {
      type,
      addresses: Array.from({ length: count }, () => ipv4FromNumber(reader.u32('boot server address'))),
    };
  },
  (writer, { type, addresses }) => {
    writer.u16(unsigned(type, 16)).u8(unsigned(addresses.length, 8));
    for (const address of addresses) writer.u32(ipv4Number(address));
  },
);

export interface PxeMenuItem {
  /** 0 boots the local disk. */
  readonly type: number;
  /** At most 255 bytes of ASCII. */
  readonly description: string;
}

const bootMenu: OptionCodec<readonly PxeMenuItem[]> = listOf(
  (reader) => {
    const type = reader.u16('boot server type');
    return { type, description: latin1Text(reader.slice('description', reader.u8('description length'))) };
  },
  (writer, { type, description }) =>
    writer.u16(unsigned(type, 16)).u8(unsigned(description.length, 8)).put(latin1Bytes(description)),
);

export interface PxeMenuPrompt {
  /** 0 takes the first item at once, 255 waits for a key. */
  readonly timeoutSeconds: number;
  readonly prompt: string;
}

const menuPrompt: OptionCodec<PxeMenuPrompt> = {
  decode: exactly((reader) => ({ timeoutSeconds: reader.u8('timeout'), prompt: latin1Text(reader.rest()) })),
  encode: ({ timeoutSeconds, prompt }) =>
    new Writer(32).u8(unsigned(timeoutSeconds, 8)).put(latin1Bytes(prompt)).bytes(),
};

export interface PxeBootItem {
  /** The boot server type chosen from the menu. */
  readonly type: number;
  /** Which file of that server, from 0; bit 15 asks for a credential (security information) instead of the file. */
  readonly layer: number;
}

const bootItem: OptionCodec<PxeBootItem> = {
  decode: exactly((reader) => ({ type: reader.u16('boot server type'), layer: reader.u16('layer') })),
  encode: ({ type, layer }) => new Writer(4).u16(unsigned(type, 16)).u16(unsigned(layer, 16)).bytes(),
};

/** The MTFTP ports are the only little-endian numbers here; Wireshark reads them so too. */
const PXE_OPTIONS = [
  { code: 1, name: 'mtftpAddress', label: 'MTFTP address', codec: ipv4 },
  { code: 2, name: 'mtftpClientPort', label: 'MTFTP client port', codec: u16Le },
  { code: 3, name: 'mtftpServerPort', label: 'MTFTP server port', codec: u16Le },
  { code: 4, name: 'mtftpTimeout', label: 'MTFTP timeout (s)', codec: u8 },
  { code: 5, name: 'mtftpDelay', label: 'MTFTP delay (s)', codec: u8 },
  { code: 6, name: 'discoveryControl', label: 'Discovery control', codec: u8 },
  { code: 7, name: 'discoveryMulticastAddress', label: 'Discovery multicast address', codec: ipv4 },
  { code: 8, name: 'bootServers', label: 'Boot servers', codec: bootServers },
  { code: 9, name: 'bootMenu', label: 'Boot menu', codec: bootMenu },
  { code: 10, name: 'menuPrompt', label: 'Menu prompt', codec: menuPrompt },
  { code: 11, name: 'multicastAddressAllocation', label: 'Multicast address allocation', codec: bytes },
  { code: 12, name: 'credentialTypes', label: 'Credential types', codec: bytes },
  { code: 71, name: 'bootItem', label: 'Boot item', codec: bootItem },
] as const;

const TABLE = optionTable(PXE_OPTIONS);

export type PxeOptionName = NameIn<typeof PXE_OPTIONS>;
export type PxeOptionValue<N extends PxeOptionName> = ValueIn<typeof PXE_OPTIONS, N>;

/** Unknown sub-options are kept; pads and the end are not. @throws DecodeError when truncated; a missing end is tolerated */
export function decodePxeOptions(data: Uint8Array): readonly DhcpOption[] {
  return encapsulatedOptions.decode(data);
}

/** With the end that PXE 2.1 demands: ROMs read on into rubbish without it. @throws RangeError for data over 255 bytes */
export function encodePxeOptions(options: readonly DhcpOption[]): Uint8Array {
  return new Writer(64).put(encapsulatedOptions.encode(options)).u8(ENCAPSULATED_END).bytes();
}

/** Undefined when absent or malformed. */
export function pxeOptionValue<N extends PxeOptionName>(
  options: readonly DhcpOption[],
  name: N,
): PxeOptionValue<N> | undefined {
  return TABLE.value(options, name);
}

/** @throws RangeError for a value its bytes cannot hold: a defect of the caller */
export function makePxeOption<N extends PxeOptionName>(name: N, value: PxeOptionValue<N>): DhcpOption {
  return TABLE.make(name, value);
}

/** For showing any sub-option as it comes. Undefined for a code outside the table; `value` is undefined when malformed. */
export function dissectPxeOption(option: DhcpOption): DissectedOption<PxeOptionName> | undefined {
  return TABLE.dissect(option);
}

export interface PxeClass {
  readonly kind: 'pxe' | 'http';
  /** Number of the IANA registry, as in clientSystemArchitecture; absent when the client sends the bare word. */
  readonly arch?: number;
  /** Version of the network driver interface: UNDI 3.16 is written 003016. */
  readonly undi?: { readonly major: number; readonly minor: number };
}

/**
 * "PXEClient:Arch:xxxxx:UNDI:yyyzzz" (PXE 2.1 table 2-1) and UEFI's "HTTPClient:Arch:xxxxx:UNDI:yyyzzz" (UEFI 2.10 §24.7).
 * Undefined for any other vendor class. What follows the form is ignored: some ROMs append their own name.
 */
export function parsePxeClass(vendorClass: string): PxeClass | undefined {
  const match = /^(PXE|HTTP)Client(?::Arch:(\d{5})(?::UNDI:(\d{3})(\d{3}))?)?(?::|$)/.exec(vendorClass);
  if (match === null) return undefined;
  const [, word, arch, major, minor] = match;
  return {
    kind: word === 'PXE' ? 'pxe' : 'http',
    ...(arch === undefined ? {} : { arch: Number(arch) }),
    ...(major === undefined ? {} : { undi: { major: Number(major), minor: Number(minor) } }),
  };
}
