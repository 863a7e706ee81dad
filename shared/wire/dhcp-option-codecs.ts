/**
 * How the value of a DHCP option lies in its bytes, one codec per shape. dhcp-options.ts says which option has which shape.
 * `decode` throws DecodeError only and accepts nothing that `encode` could not write again; `encode` throws RangeError
 * for a value its bytes cannot hold.
 */
import type { Ipv4 } from './address.ts';
import { ipv4FromNumber, ipv4Number } from './address.ts';
import { latin1Bytes, latin1Text, Reader, Writer } from './bytes.ts';
import type { DhcpOption } from './dhcp.ts';

export interface OptionCodec<T> {
  readonly decode: (data: Uint8Array) => T;
  readonly encode: (value: T) => Uint8Array;
}

/** Reads with a cursor and insists that nothing is left. */
export function exactly<T>(read: (reader: Reader) => T): (data: Uint8Array) => T {
  return (data) => {
    const reader = new Reader(data);
    const value = read(reader);
    return reader.left === 0 ? value : reader.fail('bytes after the value');
  };
}

/** One or more of the same; RFC 2132 gives every list a minimum of one. */
export function listOf<T>(
  read: (reader: Reader) => T,
  write: (writer: Writer, value: T) => void,
): OptionCodec<readonly T[]> {
  return {
    decode: (data) => {
      const reader = new Reader(data);
      const values: T[] = [];
      do values.push(read(reader));
      while (reader.left > 0);
      return values;
    },
    encode: (values) => {
      const writer = new Writer(values.length * 8);
      for (const value of values) write(writer, value);
      return writer.bytes();
    },
  };
}

/** @throws RangeError unless `value` is an integer of `bits` bits */
export function unsigned(value: number, bits: number): number {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits)
    throw new RangeError(`${value} is not an unsigned ${bits}-bit number`);
  return value;
}

export const bytes: OptionCodec<Uint8Array> = { decode: (data) => data, encode: (value) => value };

/** NVT ASCII, read as Latin-1. RFC 2132 §2: a trailing NUL should not be sent, but must be taken off where it is. */
export const text: OptionCodec<string> = {
  decode: (data) => {
    let length = data.length;
    while (length > 0 && data[length - 1] === 0) length--;
    return length > 0 ? latin1Text(data.subarray(0, length)) : new Reader(data).fail('empty text');
  },
  encode: latin1Bytes,
};

/** An option whose presence is its meaning. */
export const empty: OptionCodec<true> = { decode: exactly(() => true), encode: () => new Uint8Array(0) };

export const u8: OptionCodec<number> = {
  decode: exactly((reader) => reader.u8('u8')),
  encode: (value) => Uint8Array.of(unsigned(value, 8)),
};
export const u16: OptionCodec<number> = {
  decode: exactly((reader) => reader.u16('u16')),
  encode: (value) => new Writer(2).u16(unsigned(value, 16)).bytes(),
};
export const u32: OptionCodec<number> = {
  decode: exactly((reader) => reader.u32('u32')),
  encode: (value) => new Writer(4).u32(unsigned(value, 32)).bytes(),
};
export const u16Le: OptionCodec<number> = {
  decode: exactly((reader) => reader.u16Le('u16')),
  encode: (value) => Uint8Array.of(unsigned(value, 16) & 255, value >>> 8),
};
/** Two's complement. */
export const i8: OptionCodec<number> = {
  decode: exactly((reader) => (reader.u8('i8') << 24) >> 24),
  encode: (value) => Uint8Array.of(unsigned(value + 128, 8) ^ 128),
};
/** Two's complement. */
export const i32: OptionCodec<number> = {
  decode: exactly((reader) => reader.u32('i32') | 0),
  encode: (value) => new Writer(4).u32(unsigned(value + 2 ** 31, 32) ^ (1 << 31)).bytes(),
};
/** One byte, 0 or 1. */
export const flag: OptionCodec<boolean> = {
  decode: exactly((reader) => {
    const value = reader.u8('flag');
    return value > 1 ? reader.fail('flag: neither 0 nor 1') : value === 1;
  }),
  encode: (value) => Uint8Array.of(value ? 1 : 0),
};
export const u8List: OptionCodec<readonly number[]> = listOf(
  (reader) => reader.u8('u8'),
  (writer, value) => writer.u8(unsigned(value, 8)),
);
export const u16List: OptionCodec<readonly number[]> = listOf(
  (reader) => reader.u16('u16'),
  (writer, value) => writer.u16(unsigned(value, 16)),
);

function readIpv4(reader: Reader): Ipv4 {
  return ipv4FromNumber(reader.u32('IPv4 address'));
}

export const ipv4: OptionCodec<Ipv4> = {
  decode: exactly(readIpv4),
  encode: (value) => new Writer(4).u32(ipv4Number(value)).bytes(),
};
export const ipv4List: OptionCodec<readonly Ipv4[]> = listOf(readIpv4, (writer, value) =>
  writer.u32(ipv4Number(value)),
);
/** RFC 2132 §8.1 allows none: a mobile node then has no home agent. */
export const ipv4ListOrNone: OptionCodec<readonly Ipv4[]> = {
  decode: (data) => (data.length === 0 ? [] : ipv4List.decode(data)),
  encode: ipv4List.encode,
};
/** Address and mask (policyFilter), or destination and router (staticRoute). */
export const ipv4Pairs: OptionCodec<readonly (readonly [Ipv4, Ipv4])[]> = listOf(
  (reader) => [readIpv4(reader), readIpv4(reader)] as const,
  (writer, [first, second]) => writer.u32(ipv4Number(first)).u32(ipv4Number(second)),
);

export interface ClasslessRoute {
  readonly destination: Ipv4;
  readonly prefixLength: number;
  /** 0.0.0.0: the destination is on the client's own link. */
  readonly router: Ipv4;
}

/** RFC 3442: prefix length, only the octets of the destination that it covers, router. */
export const classlessRoutes: OptionCodec<readonly ClasslessRoute[]> = listOf(
  (reader) => {
    const prefixLength = reader.u8('prefix length');
    if (prefixLength > 32) reader.fail('prefix length over 32');
    const octets = reader.slice('destination', Math.ceil(prefixLength / 8));
    let destination = 0;
    for (const [i, octet] of octets.entries()) destination |= octet << (24 - 8 * i);
    return { destination: ipv4FromNumber(destination), prefixLength, router: readIpv4(reader) };
  },
  (writer, { destination, prefixLength, router }) => {
    if (prefixLength > 32) throw new RangeError(`prefix length ${prefixLength} is over 32`);
    writer.u8(unsigned(prefixLength, 8));
    for (let i = 0; i < Math.ceil(prefixLength / 8); i++)
      writer.u8((ipv4Number(destination) >>> (24 - 8 * i)) & 255);
    writer.u32(ipv4Number(router));
  },
);

function writeSubOptions(subOptions: readonly DhcpOption[]): Uint8Array {
  const writer = new Writer(64);
  for (const { code, data } of subOptions)
    writer.u8(unsigned(code, 8)).u8(unsigned(data.length, 8)).put(data);
  return writer.bytes();
}

function readSubOption(reader: Reader, code: number): DhcpOption {
  return { code, data: reader.slice('sub-option data', reader.u8('sub-option length')) };
}

/** RFC 3046 §2.0: in order, repeats kept, no pad and no end. */
export const relaySubOptions: OptionCodec<readonly DhcpOption[]> = {
  decode: (data) => {
    const reader = new Reader(data);
    const subOptions: DhcpOption[] = [];
    while (reader.left > 0) subOptions.push(readSubOption(reader, reader.u8('sub-option code')));
    return subOptions;
  },
  encode: writeSubOptions,
};

/** Inside encapsulated vendor options (RFC 2132 §8.4), as in the message itself. */
export const ENCAPSULATED_PAD = 0;
export const ENCAPSULATED_END = 255;

/** RFC 2132 §8.4 "encapsulated": pads skipped, ends at the end or with the option. Written without an end, as iPXE does. */
export const encapsulatedOptions: OptionCodec<readonly DhcpOption[]> = {
  decode: (data) => {
    const reader = new Reader(data);
    const subOptions: DhcpOption[] = [];
    while (reader.left > 0) {
      const code = reader.u8('sub-option code');
      if (code === ENCAPSULATED_END) break;
      if (code !== ENCAPSULATED_PAD) subOptions.push(readSubOption(reader, code));
    }
    return subOptions;
  },
  encode: (subOptions) => {
    for (const { code } of subOptions)
      if (code === ENCAPSULATED_PAD || code === ENCAPSULATED_END)
        throw new RangeError(`${code} is no code for an encapsulated option`);
    return writeSubOptions(subOptions);
  },
};
