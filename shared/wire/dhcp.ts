/**
 * The DHCP message (RFC 2131 §2, on top of BOOTP, RFC 951). What the options mean is in dhcp-options.ts.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------+---------------+---------------+---------------+
 *   |     op (1)    |   htype (1)   |   hlen (1)    |   hops (1)    |
 *   +---------------+---------------+---------------+---------------+
 *   |                            xid (4)                            |
 *   +-------------------------------+-------------------------------+
 *   |           secs (2)            |           flags (2)           |
 *   +-------------------------------+-------------------------------+
 *   |                          ciaddr  (4)                          |
 *   +---------------------------------------------------------------+
 *   |                          yiaddr  (4)                          |
 *   +---------------------------------------------------------------+
 *   |                          siaddr  (4)                          |
 *   +---------------------------------------------------------------+
 *   |                          giaddr  (4)                          |
 *   +---------------------------------------------------------------+
 *   |                          chaddr  (16)                         |
 *   +---------------------------------------------------------------+
 *   |                          sname   (64)                         |
 *   +---------------------------------------------------------------+
 *   |                          file    (128)                        |
 *   +---------------------------------------------------------------+
 *   |      magic cookie 63 82 53 63, then options (variable)        |
 *   +---------------------------------------------------------------+
 */
import type { Ipv4 } from './address.ts';
import { ipv4FromNumber, ipv4Number, UNSPECIFIED } from './address.ts';
import { DecodeError, latin1Bytes, latin1Text, Reader, Writer } from './bytes.ts';
import { optionCode, optionLabel } from './dhcp-options.ts';

/** One option as it lies in the message, without its length byte. `data` may be longer than 255 bytes (RFC 3396). */
export interface DhcpOption {
  readonly code: number;
  readonly data: Uint8Array;
}

/** Fields as RFC 2131 §2 spells them. */
export interface DhcpMessage {
  /** BOOTREQUEST or BOOTREPLY. */
  readonly op: 1 | 2;
  /** Hardware type (IANA ARP parameters): 1 is Ethernet. */
  readonly htype: number;
  /** How many bytes of chaddr are meant: 6 on Ethernet, 0 to 16. */
  readonly hlen: number;
  readonly hops: number;
  /** Transaction id chosen by the client. */
  readonly xid: number;
  /** Seconds since the client began; some firmware sends it byte-swapped, so nothing may depend on it. */
  readonly secs: number;
  /** BROADCAST_FLAG, the other 15 bits must be zero. */
  readonly flags: number;
  readonly ciaddr: Ipv4;
  readonly yiaddr: Ipv4;
  readonly siaddr: Ipv4;
  readonly giaddr: Ipv4;
  /** Always 16 bytes, also when hlen says fewer. */
  readonly chaddr: Uint8Array;
  /** Server host name up to the first NUL; '' also when the field carries options (overload). */
  readonly sname: string;
  /** Boot file name up to the first NUL; '' also when the field carries options (overload). */
  readonly file: string;
  /** In order of first appearance, each code once; without pad, end and optionOverload. */
  readonly options: readonly DhcpOption[];
}

export const BOOTREQUEST = 1;
export const BOOTREPLY = 2;
/** The client cannot take unicast before it has an address (RFC 2131 §4.1). */
export const BROADCAST_FLAG = 0x8000;

const MAGIC_COOKIE = 0x63825363;
const CHADDR_BYTES = 16;
const SNAME_BYTES = 64;
const FILE_BYTES = 128;
/** Fixed fields and cookie. */
const HEADER_BYTES = 240;

const PAD = optionCode('pad');
const END = optionCode('end');
const OVERLOAD = optionCode('optionOverload');
/** Values of optionOverload (RFC 2132 §9.3): which fields carry options. */
const OVERLOAD_FILE = 1;
const OVERLOAD_SNAME = 2;

/**
 * Reads a whole message. The result owns its bytes: `bytes` may be reused afterwards.
 *
 * Repeated options are joined in the order RFC 3396 §5 and §7 demand: options field, then file, then sname.
 * Tolerated because firmware does it: a missing END, bytes after END, hlen other than 6, an illegal overload value (ignored).
 * @throws DecodeError with the offset: too short, neither request nor reply, hlen over 16, BOOTP without the cookie,
 *   an option longer than what is left.
 */
export function decodeDhcp(bytes: Uint8Array): DhcpMessage {
  const reader = new Reader(new Uint8Array(bytes));
  const op = reader.u8('op');
  if (op !== BOOTREQUEST && op !== BOOTREPLY)
    throw new DecodeError('op: neither BOOTREQUEST nor BOOTREPLY', 0);
  const htype = reader.u8('htype');
  const hlen = reader.u8('hlen');
  if (hlen > CHADDR_BYTES) throw new DecodeError('hlen: more than chaddr holds', 2);
  const hops = reader.u8('hops');
  const xid = reader.u32('xid');
  const secs = reader.u16('secs');
  const flags = reader.u16('flags');
  const ciaddr = readAddress(reader, 'ciaddr');
  const yiaddr = readAddress(reader, 'yiaddr');
  const siaddr = readAddress(reader, 'siaddr');
  const giaddr = readAddress(reader, 'giaddr');
  const chaddr = reader.slice('chaddr', CHADDR_BYTES);
  const sname = reader.nested('sname', SNAME_BYTES);
  const file = reader.nested('file', FILE_BYTES);
  const cookieAt = reader.offset;
  if (reader.u32('magic cookie') !== MAGIC_COOKIE)
    throw new DecodeError('magic cookie: BOOTP without DHCP', cookieAt);

  const fragments: Fragments = new Map();
  readFragments(reader, fragments);
  const overload = fragments.get(OVERLOAD)?.[0]?.[0] ?? 0;
  const legal = overload <= (OVERLOAD_FILE | OVERLOAD_SNAME);
  const fileOverloaded = legal && (overload & OVERLOAD_FILE) !== 0;
  const snameOverloaded = legal && (overload & OVERLOAD_SNAME) !== 0;
  if (fileOverloaded) readFragments(file, fragments);
  if (snameOverloaded) readFragments(sname, fragments);
  fragments.delete(OVERLOAD);

  return {
    op,
    htype,
    hlen,
    hops,
    xid,
    secs,
    flags,
    ciaddr,
    yiaddr,
    siaddr,
    giaddr,
    chaddr,
    sname: snameOverloaded ? '' : terminatedText(sname),
    file: fileOverloaded ? '' : terminatedText(file),
    options: Array.from(fragments, ([code, parts]) => ({ code, data: joined(parts) })),
  };
}

/** Instances of each option in the order they were met; a Map keeps the order of first appearance. */
type Fragments = Map<number, Uint8Array[]>;

function readFragments(reader: Reader, fragments: Fragments): void {
  while (reader.left > 0) {
    const code = reader.u8('option code');
    if (code === END) return;
    if (code === PAD) continue;
    const data = reader.slice('option data', reader.u8('option length'));
    const earlier = fragments.get(code);
    if (earlier === undefined) fragments.set(code, [data]);
    else earlier.push(data);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const writer = new Writer();
  for (const part of parts) writer.put(part);
  return writer.bytes();
}

function readAddress(reader: Reader, what: string): Ipv4 {
  const value = reader.u32(what);
  return value === 0 ? UNSPECIFIED : ipv4FromNumber(value);
}

function terminatedText(field: Reader): string {
  const bytes = field.rest();
  const end = bytes.indexOf(0);
  return end === 0 ? '' : latin1Text(end < 0 ? bytes : bytes.subarray(0, end));
}

export interface DhcpEncodeLimits {
  /** Padded with zeros up to here: BOOTP relays drop shorter messages (RFC 1542 §2.1). Default 300. */
  readonly minimumBytes?: number;
  /** Of the whole DHCP message, without IP and UDP headers. Default 1472, one Ethernet frame. */
  readonly maximumBytes?: number;
}

/**
 * Options are written in their order, each over 255 bytes as several instances (RFC 3396). What does not fit in
 * `maximumBytes` goes to file, then to sname, where these are empty (RFC 2131 §4.1, optionOverload); only then may the
 * order of options change and a smaller option be split.
 * @throws RangeError when it still does not fit, or a field holds what its bytes cannot: a defect of the caller.
 */
export function encodeDhcp(message: DhcpMessage, limits: DhcpEncodeLimits = {}): Uint8Array {
  const { minimumBytes = 300, maximumBytes = 1472 } = limits;
  if (message.chaddr.length !== CHADDR_BYTES) throw new RangeError('chaddr must be 16 bytes');
  const areas = placeOptions(message, maximumBytes);

  const writer = new Writer(Math.max(minimumBytes, HEADER_BYTES + areas.options.length + 1));
  writer.u8(message.op).u8(message.htype).u8(message.hlen).u8(message.hops);
  writer.u32(message.xid).u16(message.secs).u16(message.flags);
  writer.u32(ipv4Number(message.ciaddr)).u32(ipv4Number(message.yiaddr));
  writer.u32(ipv4Number(message.siaddr)).u32(ipv4Number(message.giaddr));
  writer.put(message.chaddr);
  putField(writer, 'sname', SNAME_BYTES, areas.sname, message.sname);
  putField(writer, 'file', FILE_BYTES, areas.file, message.file);
  writer.u32(MAGIC_COOKIE).put(areas.options.bytes()).u8(END);
  if (writer.length < minimumBytes) writer.fill(minimumBytes - writer.length);
  return writer.bytes();
}

/** Options as laid out; `file` and `sname` only where they carry options. */
interface Areas {
  readonly options: Writer;
  readonly file?: Writer;
  readonly sname?: Writer;
}

function placeOptions(message: DhcpMessage, maximumBytes: number): Areas {
  let needed = HEADER_BYTES + 1;
  for (const option of message.options) {
    if (option.code === PAD || option.code === END || option.code === OVERLOAD)
      throw new RangeError(`${optionLabel(option.code)} is written by the encoder, not by its caller`);
    needed += encodedLength(option.data.length);
  }
  if (needed <= maximumBytes) {
    const options = new Writer(needed - HEADER_BYTES);
    for (const option of message.options) putOption(options, option.code, option.data);
    return { options };
  }
  return overflow(message, maximumBytes);
}

/** Each option goes whole into the first area with room; one that fits nowhere is split over what room is left. */
function overflow(message: DhcpMessage, maximumBytes: number): Areas {
  const overloadBytes = 3;
  const options = new Area(maximumBytes - HEADER_BYTES - 1 - overloadBytes);
  const file = new Area(message.file === '' ? FILE_BYTES - 1 : 0);
  const sname = new Area(message.sname === '' ? SNAME_BYTES - 1 : 0);
  const areas = [options, file, sname];
  for (const option of message.options) {
    const whole = areas.find((area) => area.room >= encodedLength(option.data.length));
    if (whole !== undefined) {
      putOption(whole.writer, option.code, option.data);
      continue;
    }
    let rest = option.data;
    for (const area of areas) {
      const part = rest.subarray(0, dataRoom(area.room));
      if (part.length === 0) continue;
      putOption(area.writer, option.code, part);
      rest = rest.subarray(part.length);
    }
    if (rest.length > 0)
      throw new RangeError(
        `DHCP options do not fit in ${maximumBytes} bytes: ${rest.length} bytes of ${optionLabel(option.code)} are left over`,
      );
  }
  const overload =
    (file.writer.length > 0 ? OVERLOAD_FILE : 0) | (sname.writer.length > 0 ? OVERLOAD_SNAME : 0);
  if (overload !== 0) putOption(options.writer, OVERLOAD, Uint8Array.of(overload));
  return {
    options: options.writer,
    ...(file.writer.length > 0 ? { file: file.writer } : {}),
    ...(sname.writer.length > 0 ? { sname: sname.writer } : {}),
  };
}

class Area {
  readonly writer = new Writer(64);
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get room(): number {
    return this.#capacity - this.writer.length;
  }
}

/** With code and length bytes of every instance. */
function encodedLength(dataLength: number): number {
  return dataLength + 2 * Math.max(1, Math.ceil(dataLength / 255));
}

/** How many bytes of one option's data fit in `room` bytes. */
function dataRoom(room: number): number {
  const instances = Math.ceil(room / 257);
  return Math.max(0, room - 2 * instances);
}

function putOption(writer: Writer, code: number, data: Uint8Array): void {
  if (data.length <= 255) {
    writer.u8(code).u8(data.length).put(data);
    return;
  }
  for (let at = 0; at < data.length; at += 255) putOption(writer, code, data.subarray(at, at + 255));
}

function putField(
  writer: Writer,
  name: string,
  length: number,
  options: Writer | undefined,
  text: string,
): void {
  const start = writer.length;
  if (options !== undefined) writer.put(options.bytes()).u8(END);
  else if (text.length > length)
    throw new RangeError(`${name} holds ${length} bytes, "${text}" is ${text.length}`);
  else if (text.includes('\0')) throw new RangeError(`${name} cannot hold a NUL`);
  else if (text !== '') writer.put(latin1Bytes(text));
  writer.fill(start + length - writer.length);
}
