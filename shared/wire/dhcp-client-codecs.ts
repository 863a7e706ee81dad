/** Codecs of the options that name things: what a client says of itself, and domain names. */
import { DecodeError, hexBytes, hexText, latin1Bytes, latin1Text, Reader, Writer } from './bytes.ts';
import type { OptionCodec } from './dhcp-option-codecs.ts';
import { exactly, text, unsigned } from './dhcp-option-codecs.ts';
import { readDomainName, writeDomainName } from './domain-name.ts';

/** Names of RFC 2131 table 2 and the IANA registry; the index is the number. */
const MESSAGE_TYPES = [
  undefined,
  'DHCPDISCOVER',
  'DHCPOFFER',
  'DHCPREQUEST',
  'DHCPDECLINE',
  'DHCPACK',
  'DHCPNAK',
  'DHCPRELEASE',
  'DHCPINFORM',
  'DHCPFORCERENEW',
  'DHCPLEASEQUERY',
  'DHCPLEASEUNASSIGNED',
  'DHCPLEASEUNKNOWN',
  'DHCPLEASEACTIVE',
  'DHCPBULKLEASEQUERY',
  'DHCPLEASEQUERYDONE',
  'DHCPACTIVELEASEQUERY',
  'DHCPLEASEQUERYSTATUS',
  'DHCPTLS',
] as const;

export type DhcpMessageType = NonNullable<(typeof MESSAGE_TYPES)[number]>;

export const messageType: OptionCodec<DhcpMessageType> = {
  decode: (data) => {
    const reader = new Reader(data);
    const name = MESSAGE_TYPES[reader.u8('message type')];
    return name !== undefined && reader.left === 0 ? name : reader.fail('unknown message type');
  },
  encode: (name) => Uint8Array.of(MESSAGE_TYPES.indexOf(name)),
};

/** A UUID in canonical text, or whatever else a client put there. */
export type ClientMachineIdentifier =
  | { readonly type: number; readonly uuid: string; readonly bytes?: undefined }
  | { readonly type: number; readonly uuid?: undefined; readonly bytes: Uint8Array };

export interface ClientNetworkInterface {
  /** 1 is UNDI, the only one defined. */
  readonly type: number;
  readonly major: number;
  readonly minor: number;
}

/** RFC 4578 §2.2. */
export const networkInterface: OptionCodec<ClientNetworkInterface> = {
  decode: exactly((reader) => ({
    type: reader.u8('type'),
    major: reader.u8('major'),
    minor: reader.u8('minor'),
  })),
  encode: ({ type, major, minor }) =>
    Uint8Array.of(unsigned(type, 8), unsigned(major, 8), unsigned(minor, 8)),
};

const UUID_BYTES = 16;

/**
 * RFC 4578 §2.3: a type byte (0) and 16 bytes, whose order neither it nor PXE 2.1 states. The first three fields are
 * little-endian as in SMBIOS 2.6 and EFI: QEMU started with `-uuid 00112233-4455-6677-8899-aabbccddeeff` sends
 * 33 22 11 00 55 44 77 66 88 99 … from OVMF and from iPXE alike (test/fixtures/wire). Read so, the text is what `dmidecode`
 * and the sticker say. Other lengths and types are kept as bytes: some ROMs send no UUID here.
 */
export const machineIdentifier: OptionCodec<ClientMachineIdentifier> = {
  decode: (data) => {
    const reader = new Reader(data);
    const type = reader.u8('type');
    const rest = reader.rest();
    return type === 0 && rest.length === UUID_BYTES ? { type, uuid: uuidText(rest) } : { type, bytes: rest };
  },
  encode: ({ type, uuid, bytes }) =>
    new Writer(1 + UUID_BYTES)
      .u8(type)
      .put(uuid === undefined ? bytes : uuidBytes(uuid))
      .bytes(),
};

/** Wire order (first three fields little-endian) to lower-case canonical text. */
function uuidText(wire: Uint8Array): string {
  return hexText(mixedEndian(wire)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function uuidBytes(uuid: string): Uint8Array {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) throw new RangeError(`"${uuid}" is no UUID`);
  return mixedEndian(hexBytes(uuid));
}

/** Its own inverse. */
function mixedEndian(bytes: Uint8Array): Uint8Array {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (at) => bytes[at] as number);
}

/**
 * RFC 3004 §4 demands a list of length-prefixed strings. iPXE sends the bare string "iPXE", and so do Windows and many
 * others; a bare string practically never happens to be a well-formed list (its first character would have to be
 * a length of 32 or more that fits exactly). Both are read as a list; written as the RFC demands.
 */
export const userClasses: OptionCodec<readonly string[]> = {
  decode: (data) => listedClasses(data) ?? [bareClass(data)],
  encode: (classes) => {
    if (classes.length === 0) throw new RangeError('a user class list holds at least one class');
    const writer = new Writer(32);
    for (const name of classes) {
      if (name.length === 0 || name.length > 255) throw new RangeError('a user class has 1 to 255 bytes');
      writer.u8(name.length).put(latin1Bytes(name));
    }
    return writer.bytes();
  },
};

function listedClasses(data: Uint8Array): string[] | undefined {
  const classes: string[] = [];
  for (let at = 0; at < data.length;) {
    const length = data[at] as number;
    const end = at + 1 + length;
    if (length === 0 || end > data.length) return undefined;
    classes.push(latin1Text(data.subarray(at + 1, end)));
    at = end;
  }
  return classes.length > 0 ? classes : undefined;
}

function bareClass(data: Uint8Array): string {
  const name = text.decode(data);
  if (name.length > 255) throw new DecodeError('user class over 255 bytes', 0);
  return name;
}

/** RFC 3397: names one after another, which may point into each other. */
export const domainNames: OptionCodec<readonly string[]> = {
  decode: (data) => {
    const names: string[] = [];
    let at = 0;
    do {
      const { name, next } = readDomainName(data, at);
      names.push(name);
      at = next;
    } while (at < data.length);
    return names;
  },
  encode: (names) => {
    const writer = new Writer(64);
    for (const name of names) writeDomainName(writer, name);
    return writer.bytes();
  },
};

export interface ClientFqdn {
  /** Bits of RFC 4702 §2.1: S 1, O 2, E 4 (the name is in DNS form), N 8. */
  readonly flags: number;
  /** A fully qualified name ends with a dot; '' when the client leaves it to the server. */
  readonly name: string;
}

const FQDN_DNS_FORM = 4;

/** RFC 4702. Without E the name is the deprecated ASCII form, which Windows sent for years. The RCODE bytes mean nothing any more. */
export const clientFqdn: OptionCodec<ClientFqdn> = {
  decode: (data) => {
    const reader = new Reader(data);
    const flags = reader.u8('flags');
    reader.skip('rcodes', 2);
    const rest = reader.rest();
    if ((flags & FQDN_DNS_FORM) === 0) return { flags, name: latin1Text(rest) };
    const { name, next, complete } = readDomainName(rest, 0, true);
    if (next !== rest.length) return reader.fail('bytes after the domain name');
    return { flags, name: complete ? `${name}.` : name };
  },
  encode: ({ flags, name }) => {
    const writer = new Writer(32).u8(flags).u8(0).u8(0);
    if ((flags & FQDN_DNS_FORM) === 0) return writer.put(latin1Bytes(name)).bytes();
    const complete = name.endsWith('.');
    writeDomainName(writer, complete ? name.slice(0, -1) : name, complete);
    return writer.bytes();
  },
};
