/**
 * pcapng of anybody (draft-ietf-opsawg-pcapng): sections of either byte order, each with interfaces of its own; packets in
 * enhanced, simple and the obsolete packet blocks. Other blocks are passed over, as the format wants it.
 *
 *   block: type 4 | total length 4 | body, padded to 4 | total length 4
 */
import { DecodeError, Reader, utf8Text } from './bytes.ts';
import { OrderedReader } from './ordered-reader.ts';
import type { RecordedPacket } from './recorded-packet.ts';
import { LARGEST_PACKET } from './recorded-packet.ts';

const BLOCK = {
  section: 0x0a0d0d0a,
  interface: 1,
  obsoletePacket: 2,
  simplePacket: 3,
  enhancedPacket: 6,
} as const;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Type and length, and the length again. */
const FRAME_BYTES = 12;
const OPTION = { end: 0, name: 2, timeResolution: 9, timeOffset: 14 } as const;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly name?: string;
  /** Units of its time stamps in a second. */
  readonly perSecond: bigint;
  /** Seconds to add. */
  readonly offset: bigint;
}

export function isPcapng(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new Reader(bytes).u32('block type') === BLOCK.section;
}

/** Packet by packet; what came before stays good. @throws DecodeError at the byte where it cannot go on */
export function* readPcapng(bytes: Uint8Array): Generator<RecordedPacket, void, undefined> {
  let little = false;
  let interfaces: Interface[] = [];
  /** Simple packets have no time: they came after the one before. */
  let lastAt = 0;
  let at = 0;
  if (!isPcapng(bytes)) throw new DecodeError('pcapng section', 0);
  while (at < bytes.length) {
    const isSection =
      bytes.length - at >= 4 && new Reader(bytes.subarray(at)).u32('block type') === BLOCK.section;
    if (isSection) {
      little = orderAt(bytes, at);
      interfaces = [];
    }
    const { type, body, totalBytes } = blockAt(bytes, at, little);
    const reader = new OrderedReader(body, little, at + 8);
    if (type === BLOCK.interface) interfaces.push(readInterface(reader));
    else if (type === BLOCK.enhancedPacket || type === BLOCK.obsoletePacket) {
      const packet = readPacket(reader, interfaces, type === BLOCK.obsoletePacket);
      lastAt = packet.at;
      yield packet;
    } else if (type === BLOCK.simplePacket) yield readSimplePacket(reader, interfaces, lastAt);
    at += totalBytes;
  }
}

function orderAt(bytes: Uint8Array, at: number): boolean {
  const magic = new Reader(bytes.subarray(at + 8), at + 8);
  if (magic.left >= 4) {
    if (new Reader(bytes.subarray(at + 8)).u32('magic') === BYTE_ORDER_MAGIC) return false;
    if (new Reader(bytes.subarray(at + 8)).u32Le('magic') === BYTE_ORDER_MAGIC) return true;
  }
  return magic.fail('byte order of a section');
}

function blockAt(
  bytes: Uint8Array,
  at: number,
  little: boolean,
): { readonly type: number; readonly body: Uint8Array; readonly totalBytes: number } {
  const reader = new OrderedReader(bytes.subarray(at), little, at);
  const type = reader.u32('block type');
  const totalBytes = reader.u32('block length');
  if (totalBytes < FRAME_BYTES || totalBytes % 4 !== 0)
    throw new DecodeError(`a block of ${totalBytes} bytes`, at + 4);
  const body = reader.slice('block', totalBytes - FRAME_BYTES);
  const again = reader.u32('block length');
  if (again !== totalBytes) throw new DecodeError('the length behind a block', at + totalBytes - 4);
  return { type, body, totalBytes };
}

function readInterface(reader: OrderedReader): Interface {
  const linkType = reader.u16('link type');
  reader.skip('reserved', 2);
  const snapLength = reader.u32('snap length');
  let name: string | undefined;
  let perSecond = 1_000_000n;
  let offset = 0n;
  while (reader.left >= 4) {
    const code = reader.u16('option code');
    const length = reader.u16('option length');
    const place = reader.offset;
    const value = reader.slice('option', length);
    reader.skip('padding', Math.min(reader.left, (4 - (length % 4)) % 4));
    if (code === OPTION.end) break;
    if (code === OPTION.name) name = utf8Text(value).replace(/\0+$/, '');
    if (code === OPTION.timeResolution) perSecond = resolution(value[0], place);
    if (code === OPTION.timeOffset && length === 8) offset = signed(value, reader);
  }
  return { linkType, snapLength, perSecond, offset, ...(name !== undefined && { name }) };
}

/** The top bit says whether it is a power of two or ten. Finer than 10^-18 no clock is. */
function resolution(value: number | undefined, at: number): bigint {
  const power = (value ?? 6) & 0x7f;
  if (power > 63) throw new DecodeError(`time stamps of 10^-${power} seconds`, at);
  return ((value ?? 6) & 0x80) === 0 ? 10n ** BigInt(power) : 2n ** BigInt(power);
}

function signed(value: Uint8Array, reader: OrderedReader): bigint {
  const ordered = reader.ordered(value);
  const [first, second] = [ordered.u32('time offset'), ordered.u32('time offset')];
  const [high, low] = reader.little ? [second, first] : [first, second];
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
}

/** In the obsolete block interface and drops share what is the interface's number now. */
function readPacket(
  reader: OrderedReader,
  interfaces: readonly Interface[],
  isObsolete: boolean,
): RecordedPacket {
  const place = reader.offset;
  const number = isObsolete ? reader.u16('interface') : reader.u32('interface');
  if (isObsolete) reader.skip('drops', 2);
  const from = interfaces[number];
  if (!from) throw new DecodeError(`a packet of interface ${number}, of which nothing was said`, place);
  const ticks = (BigInt(reader.u32('time')) << 32n) | BigInt(reader.u32('time'));
  const lengthAt = reader.offset;
  const kept = reader.u32('length of a packet');
  const wireBytes = reader.u32('length of a packet');
  if (kept > LARGEST_PACKET) throw new DecodeError(`a packet of ${kept} bytes`, lengthAt);
  return {
    at: microseconds(ticks, from),
    bytes: reader.slice('packet', kept),
    wireBytes: Math.max(kept, wireBytes),
    linkType: from.linkType,
    ...(from.name !== undefined && { interface: from.name }),
  };
}

/** Always of the first interface, and cut to what that keeps. */
function readSimplePacket(reader: OrderedReader, [from]: readonly Interface[], at: number): RecordedPacket {
  const place = reader.offset;
  if (!from) throw new DecodeError('a packet before any interface', place);
  const wireBytes = reader.u32('length of a packet');
  const kept = from.snapLength > 0 ? Math.min(wireBytes, from.snapLength) : wireBytes;
  if (kept > LARGEST_PACKET) throw new DecodeError(`a packet of ${kept} bytes`, place);
  return {
    at,
    bytes: reader.slice('packet', kept),
    wireBytes,
    linkType: from.linkType,
    ...(from.name !== undefined && { interface: from.name }),
  };
}

/** Nanoseconds since 1970 are more than a number holds exactly, microseconds are not. */
function microseconds(ticks: bigint, { perSecond, offset }: Interface): number {
  const seconds = Number(ticks / perSecond + offset);
  return seconds * 1_000_000 + (Number(ticks % perSecond) / Number(perSecond)) * 1_000_000;
}
