/**
 * Where options lie in a DHCP message: in the options field, and by overload (RFC 2131 §4.1, RFC 2132 §9.3) in file
 * and sname; one option may lie in several pieces (RFC 3396).
 */
import type { Reader } from './bytes.ts';
import { Writer } from './bytes.ts';
import type { DhcpOption } from './dhcp.ts';
import { optionCode, optionLabel } from './dhcp-options.ts';

export const SNAME_BYTES = 64;
export const FILE_BYTES = 128;

const PAD = optionCode('pad');
const END = optionCode('end');
const OVERLOAD = optionCode('optionOverload');
/** Values of optionOverload: which fields carry options. */
const OVERLOAD_FILE = 1;
const OVERLOAD_SNAME = 2;

export interface ReadOptions {
  /** In order of first appearance, each code once, without optionOverload. */
  readonly options: readonly DhcpOption[];
  readonly overloaded: { readonly file: boolean; readonly sname: boolean };
}

/**
 * Joins the pieces in the order RFC 3396 §5 demands: options, file, sname. The readers of overloaded fields are consumed.
 * An overload value outside RFC 2132's 1 to 3 is ignored.
 * @throws DecodeError for an option longer than what is left of its field
 */
export function readOptions(options: Reader, file: Reader, sname: Reader): ReadOptions {
  const pieces: Pieces = new Map();
  readPieces(options, pieces);
  const overload = pieces.get(OVERLOAD)?.[0]?.[0] ?? 0;
  const legal = overload <= (OVERLOAD_FILE | OVERLOAD_SNAME);
  const overloaded = {
    file: legal && (overload & OVERLOAD_FILE) !== 0,
    sname: legal && (overload & OVERLOAD_SNAME) !== 0,
  };
  if (overloaded.file) readPieces(file, pieces);
  if (overloaded.sname) readPieces(sname, pieces);
  pieces.delete(OVERLOAD);
  return { options: Array.from(pieces, ([code, data]) => ({ code, data: joined(data) })), overloaded };
}

/** A Map keeps the order of first appearance. */
type Pieces = Map<number, Uint8Array[]>;

function readPieces(reader: Reader, pieces: Pieces): void {
  while (reader.left > 0) {
    const code = reader.u8('option code');
    if (code === END) return;
    if (code === PAD) continue;
    const data = reader.slice('option data', reader.u8('option length'));
    const earlier = pieces.get(code);
    if (earlier === undefined) pieces.set(code, [data]);
    else earlier.push(data);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const writer = new Writer();
  for (const piece of pieces) writer.put(piece);
  return writer.bytes();
}

/** Bytes of each field as it goes on the wire, with its end; `file` and `sname` only where they carry options. */
export interface LaidOutOptions {
  readonly options: Uint8Array;
  readonly file?: Uint8Array;
  readonly sname?: Uint8Array;
}

/** Bytes that each field may take; 0 keeps options out of it. */
export interface OptionRoom {
  readonly options: number;
  readonly file: number;
  readonly sname: number;
}

/** @throws RangeError when the options do not fit, or are none that a caller may give */
export function layOutOptions(options: readonly DhcpOption[], room: OptionRoom): LaidOutOptions {
  let needed = 1;
  for (const { code, data } of options) {
    if (!(code > PAD && code < END) || code === OVERLOAD)
      throw new RangeError(`${optionLabel(code)} is not for the caller to write`);
    needed += encodedLength(data.length);
  }
  if (needed > room.options) return overload(options, room);
  const writer = new Writer(needed);
  for (const { code, data } of options) putOption(writer, code, data);
  return { options: writer.u8(END).bytes() };
}

const OVERLOAD_OPTION_BYTES = 3;

/** Each option goes whole into the first field with room; one that fits nowhere is split over what room is left. */
function overload(options: readonly DhcpOption[], room: OptionRoom): LaidOutOptions {
  if (room.options <= OVERLOAD_OPTION_BYTES) throw new RangeError('there is no room for any DHCP option');
  const main = new Field(room.options - OVERLOAD_OPTION_BYTES);
  const file = new Field(room.file);
  const sname = new Field(room.sname);
  const fields = [main, file, sname];
  for (const { code, data } of options) {
    const whole = fields.find((field) => field.left >= encodedLength(data.length));
    if (whole !== undefined) {
      putOption(whole.writer, code, data);
      continue;
    }
    let rest = data;
    for (const field of fields) {
      const piece = rest.subarray(0, dataRoom(field.left));
      if (piece.length === 0) continue;
      putOption(field.writer, code, piece);
      rest = rest.subarray(piece.length);
    }
    if (rest.length > 0)
      throw new RangeError(
        `the DHCP options do not fit: ${rest.length} bytes of ${optionLabel(code)} are left over`,
      );
  }
  const used = (file.used ? OVERLOAD_FILE : 0) | (sname.used ? OVERLOAD_SNAME : 0);
  putOption(main.writer, OVERLOAD, Uint8Array.of(used));
  return {
    options: main.ended(),
    ...(file.used ? { file: file.ended() } : {}),
    ...(sname.used ? { sname: sname.ended() } : {}),
  };
}

class Field {
  readonly writer = new Writer(64);
  readonly #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  get used(): boolean {
    return this.writer.length > 0;
  }

  /** Bytes left for options, less the end. */
  get left(): number {
    return Math.max(0, this.#room - 1 - this.writer.length);
  }

  ended(): Uint8Array {
    return this.writer.u8(END).bytes();
  }
}

/** With code and length of every piece. */
function encodedLength(dataLength: number): number {
  return dataLength + 2 * Math.max(1, Math.ceil(dataLength / 255));
}

/** How many bytes of one option's data fit in `room` bytes. */
function dataRoom(room: number): number {
  return Math.floor(room / 257) * 255 + Math.max(0, (room % 257) - 2);
}

function putOption(writer: Writer, code: number, data: Uint8Array): void {
  if (data.length <= 255) {
    writer.u8(code).u8(data.length).put(data);
    return;
  }
  for (let at = 0; at < data.length; at += 255) putOption(writer, code, data.subarray(at, at + 255));
}
