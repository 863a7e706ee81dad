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
import { layOutOptions, readOptions, FILE_BYTES, SNAME_BYTES } from './dhcp-option-layout.ts';

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
/** Fixed fields and cookie. */
const HEADER_BYTES = 240;

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

  const { options, overloaded } = readOptions(reader, file, sname);

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
    sname: overloaded.sname ? '' : terminatedText(sname),
    file: overloaded.file ? '' : terminatedText(file),
    options,
  };
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
  /** Padded with zeros up to here. Default 300, the size of a BOOTP message (RFC 951 §3): relays may drop shorter ones. */
  readonly minimumBytes?: number;
  /** Of the whole DHCP message, without IP and UDP headers. Default 1472, one Ethernet frame. */
  readonly maximumBytes?: number;
}

/**
 * Options are written in their order, each over 255 bytes as several instances (RFC 3396). An option given several times
 * is written as several instances, each whole: that is how a BSDP image list keeps its boundaries. What does not fit in
 * `maximumBytes` goes to file, then to sname, where these are empty (RFC 2131 §4.1, optionOverload); only then may the
 * order of options change and a smaller option be split.
 * @throws RangeError when it still does not fit, or a field holds what its bytes cannot: a defect of the caller.
 */
export function encodeDhcp(message: DhcpMessage, limits: DhcpEncodeLimits = {}): Uint8Array {
  const { minimumBytes = 300, maximumBytes = 1472 } = limits;
  if (message.chaddr.length !== CHADDR_BYTES) throw new RangeError('chaddr must be 16 bytes');
  if (message.hlen > CHADDR_BYTES) throw new RangeError('hlen is at most 16');
  const areas = layOutOptions(message.options, {
    options: maximumBytes - HEADER_BYTES,
    file: message.file === '' ? FILE_BYTES : 0,
    sname: message.sname === '' ? SNAME_BYTES : 0,
  });

  const writer = new Writer(Math.max(minimumBytes, HEADER_BYTES + areas.options.length));
  writer.u8(message.op).u8(message.htype).u8(message.hlen).u8(message.hops);
  writer.u32(message.xid).u16(message.secs).u16(message.flags);
  writer.u32(ipv4Number(message.ciaddr)).u32(ipv4Number(message.yiaddr));
  writer.u32(ipv4Number(message.siaddr)).u32(ipv4Number(message.giaddr));
  writer.put(message.chaddr);
  putField(writer, 'sname', SNAME_BYTES, areas.sname, message.sname);
  putField(writer, 'file', FILE_BYTES, areas.file, message.file);
  writer.u32(MAGIC_COOKIE).put(areas.options);
  if (writer.length < minimumBytes) writer.fill(minimumBytes - writer.length);
  return writer.bytes();
}

function putField(
  writer: Writer,
  name: string,
  length: number,
  options: Uint8Array | undefined,
  text: string,
): void {
  const start = writer.length;
  if (options !== undefined) writer.put(options);
  else if (text.length > length)
    throw new RangeError(`${name} holds ${length} bytes, "${text}" is ${text.length}`);
  else if (text.includes('\0')) throw new RangeError(`${name} cannot hold a NUL`);
  else if (text !== '') writer.put(latin1Bytes(text));
  writer.fill(start + length - writer.length);
}
