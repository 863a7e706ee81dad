/**
 * TFTP packets: RFC 1350, options and OACK of RFC 2347 (blksize 2348, timeout and tsize 2349, windowsize 7440).
 *
 *           2 bytes   string    1 byte   string   1 byte  string   1 byte   string   1 byte
 *          +--------+----------+------+----------+------+--------+-------+----------+------+
 *   RRQ 1  | opcode | filename |  0   |   mode   |  0   |  opt1  |   0   |  value1  |  0   | …
 *   WRQ 2  +--------+----------+------+----------+------+--------+-------+----------+------+
 *           2 bytes   2 bytes    n bytes
 *          +--------+----------+----------+
 *   DATA 3 | opcode |  block   |   data   |
 *          +--------+----------+----------+
 *          +--------+----------+
 *   ACK 4  | opcode |  block   |
 *          +--------+----------+
 *           2 bytes   2 bytes    string    1 byte
 *          +--------+----------+----------+------+
 *   ERROR 5| opcode |   code   | message  |  0   |
 *          +--------+----------+----------+------+
 *           2 bytes   string   1 byte   string   1 byte
 *          +--------+--------+-------+----------+------+
 *   OACK 6 | opcode |  opt1  |   0   |  value1  |  0   | …
 *          +--------+--------+-------+----------+------+
 */
import { DecodeError, latin1Text, Reader, utf8Bytes, utf8Text, Writer } from './bytes.ts';

/** Name and value as sent; names compare without regard to case (RFC 2347), see `tftpOption`. */
export type TftpOption = readonly [name: string, value: string];

export interface TftpRequest {
  readonly op: 'RRQ' | 'WRQ';
  /** As sent: back-slashes, a missing leading slash and `..` are the server's business. */
  readonly filename: string;
  /** Lower case: `octet`, `netascii` or `mail` where the client keeps to RFC 1350. */
  readonly mode: string;
  /** In the order sent. */
  readonly options: readonly TftpOption[];
}

export type TftpPacket =
  | TftpRequest
  /** `block` counts from 1 and rolls over after 65535. */
  | { readonly op: 'DATA'; readonly block: number; readonly data: Uint8Array }
  /** Block 0 acknowledges a WRQ or an OACK. */
  | { readonly op: 'ACK'; readonly block: number }
  | { readonly op: 'ERROR'; readonly code: number; readonly message: string }
  | { readonly op: 'OACK'; readonly options: readonly TftpOption[] };

/** Error codes of RFC 1350 appendix I, and 8 of RFC 2347. */
export const TFTP_ERROR = {
  notDefined: 0,
  fileNotFound: 1,
  accessViolation: 2,
  diskFull: 3,
  illegalOperation: 4,
  unknownTransferId: 5,
  fileAlreadyExists: 6,
  noSuchUser: 7,
  optionNegotiationFailed: 8,
} as const;

const ERROR_TEXTS: readonly string[] = [
  'Not defined',
  'File not found',
  'Access violation',
  'Disk full or allocation exceeded',
  'Illegal TFTP operation',
  'Unknown transfer ID',
  'File already exists',
  'No such user',
  'Option negotiation failed',
];

/** The words of the RFC; a code outside the table keeps its number. */
export function tftpErrorText(code: number): string {
  return ERROR_TEXTS[code] ?? `Error ${code}`;
}

const OPCODE = { RRQ: 1, WRQ: 2, DATA: 3, ACK: 4, ERROR: 5, OACK: 6 } as const;

/**
 * `data` of a DATA packet is a view of `bytes`.
 *
 * Lies of firmware that are tolerated: the last NUL of an RRQ is missing (RFC 1350 demands it; the string ends with the
 * datagram instead), NULs pad the end of a request, an ERROR has no message or no NUL, an ACK is followed by rubbish.
 * @throws DecodeError with the offset: unknown opcode, empty file name, no mode, an option without a value, too short.
 */
export function decodeTftp(bytes: Uint8Array): TftpPacket {
  const reader = new Reader(bytes);
  const opcode = reader.u16('opcode');
  switch (opcode) {
    case OPCODE.RRQ:
    case OPCODE.WRQ: {
      const [filename, mode, ...options] = readTexts(reader);
      if (filename === undefined || filename === '') return reader.fail('file name missing');
      if (mode === undefined) return reader.fail('mode missing');
      return {
        op: opcode === OPCODE.RRQ ? 'RRQ' : 'WRQ',
        filename,
        mode: mode.toLowerCase(),
        options: pairOptions(options, reader),
      };
    }
    case OPCODE.DATA:
      return { op: 'DATA', block: reader.u16('block'), data: reader.rest() };
    case OPCODE.ACK:
      return { op: 'ACK', block: reader.u16('block') };
    case OPCODE.ERROR:
      return { op: 'ERROR', code: reader.u16('error code'), message: readTexts(reader)[0] ?? '' };
    case OPCODE.OACK:
      return { op: 'OACK', options: pairOptions(readTexts(reader), reader) };
    default:
      throw new DecodeError(`opcode ${opcode}`, 0);
  }
}

/**
 * NUL-terminated strings up to the end of the packet. RFC 1350 says netascii; names beyond ASCII come as UTF-8 from Unix
 * clients and as Latin-1 from old firmware, so what is not well-formed UTF-8 is read as Latin-1.
 */
function readTexts(reader: Reader): string[] {
  const bytes = reader.rest();
  const texts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const nul = bytes.indexOf(0, at);
    const end = nul < 0 ? bytes.length : nul;
    const part = bytes.subarray(at, end);
    const text = utf8Text(part);
    texts.push(text.includes('\ufffd') ? latin1Text(part) : text);
    at = end + 1;
  }
  return texts;
}

/** Pairs up to an empty name, which is where padding begins. */
function pairOptions(texts: readonly string[], reader: Reader): TftpOption[] {
  const options: TftpOption[] = [];
  for (let at = 0; at < texts.length; at += 2) {
    const [name, value] = [texts[at] as string, texts[at + 1]];
    if (name === '') break;
    if (value === undefined) return reader.fail(`value of option ${name} missing`);
    options.push([name, value]);
  }
  return options;
}

/** @throws RangeError when a string holds a NUL or `block` is no 16-bit number: a defect of the caller */
export function encodeTftp(packet: TftpPacket): Uint8Array {
  switch (packet.op) {
    case 'RRQ':
    case 'WRQ': {
      const writer = new Writer(64).u16(OPCODE[packet.op]);
      putText(writer, packet.filename);
      putText(writer, packet.mode);
      putOptions(writer, packet.options);
      return writer.bytes();
    }
    case 'DATA':
      return new Writer(4 + packet.data.length).put(dataHeader(packet.block)).put(packet.data).bytes();
    case 'ACK':
      return blockHeader(OPCODE.ACK, packet.block);
    case 'ERROR': {
      const writer = new Writer(64).u16(OPCODE.ERROR).u16(packet.code);
      putText(writer, packet.message);
      return writer.bytes();
    }
    case 'OACK': {
      const writer = new Writer(64).u16(OPCODE.OACK);
      putOptions(writer, packet.options);
      return writer.bytes();
    }
  }
}

/** The four bytes before the data of a DATA packet, so that a server can send `[header, slice]` without copying. */
export function dataHeader(block: number): Uint8Array {
  return blockHeader(OPCODE.DATA, block);
}

function blockHeader(opcode: number, block: number): Uint8Array {
  if (block < 0 || block > 0xffff) throw new RangeError(`TFTP block ${block} is not a 16-bit number`);
  return Uint8Array.of(0, opcode, block >>> 8, block & 0xff);
}

function putOptions(writer: Writer, options: readonly TftpOption[]): void {
  for (const [name, value] of options) {
    putText(writer, name);
    putText(writer, value);
  }
}

function putText(writer: Writer, text: string): void {
  if (text.includes('\0')) throw new RangeError('a TFTP string cannot hold a NUL');
  writer.put(utf8Bytes(text)).u8(0);
}

/** Value of the first option of that name, in whatever case it was sent (RFC 2347). */
export function tftpOption(options: readonly TftpOption[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return options.find(([sent]) => sent.toLowerCase() === wanted)?.[1];
}
