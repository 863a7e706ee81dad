/**
 * tar, as POSIX wrote it down (IEEE Std 1003.1, pax): how a browser sends a folder in one request. Regular files only;
 * names longer than a header holds go into an extended header before it, sizes of 8 GiB and more are binary (GNU's way,
 * which every tar reads). Folders are not written: the paths name them.
 *
 *   header 512: name 100 | mode 8 | uid 8 | gid 8 | size 12 | mtime 12 | checksum 8 | type 1 | … | "ustar" 6 | … | prefix 155
 *   content, padded to 512; two blocks of zeros at the end
 */
import { DecodeError, latin1Bytes, latin1Text, utf8Bytes, utf8Text } from './bytes.ts';

export const TAR_BLOCK = 512;
const NAME = { at: 0, length: 100 } as const;
const SIZE = { at: 124, length: 12 } as const;
const CHECKSUM = { at: 148, length: 8 } as const;
const TYPE_AT = 156;
const MAGIC_AT = 257;
const PREFIX = { at: 345, length: 155 } as const;
/** What eleven octal digits hold. */
const LARGEST_OCTAL = 8 ** 11 - 1;

export interface TarHeader {
  /** With slashes, relative. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Everything else (links, devices) is of no use here. */
  readonly type: 'file' | 'folder' | 'extended' | 'other';
}

/** What goes before the content of one file. */
export function tarHeader(path: string, sizeBytes: number): Uint8Array {
  const name = utf8Bytes(path);
  if (name.length <= NAME.length) return header(name, sizeBytes, '0');
  const record = paxRecord('path', path);
  const extended = header(latin1Bytes('././@PaxHeader'), record.length, 'x');
  const blocks = new Uint8Array(TAR_BLOCK * 2 + padded(record.length));
  blocks.set(extended);
  blocks.set(record, TAR_BLOCK);
  blocks.set(header(name.subarray(0, NAME.length), sizeBytes, '0'), blocks.length - TAR_BLOCK);
  return blocks;
}

/** Zeros behind content of so many bytes. */
export function tarPadding(sizeBytes: number): Uint8Array {
  return new Uint8Array(padded(sizeBytes) - sizeBytes);
}

export function tarEnd(): Uint8Array {
  return new Uint8Array(TAR_BLOCK * 2);
}

/** Of content with its padding. */
export function padded(sizeBytes: number): number {
  return Math.ceil(sizeBytes / TAR_BLOCK) * TAR_BLOCK;
}

/** @returns undefined for a block of zeros, which ends an archive. @throws DecodeError */
export function decodeTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.length < TAR_BLOCK) throw new DecodeError('tar header', 0, TAR_BLOCK, block.length);
  if (block.every((byte) => byte === 0)) return undefined;
  if (latin1Text(block.subarray(MAGIC_AT, MAGIC_AT + 5)) !== 'ustar')
    throw new DecodeError('ustar', MAGIC_AT);
  if (octal(block, CHECKSUM) !== checksum(block)) throw new DecodeError('tar checksum', CHECKSUM.at);
  const prefix = text(block, PREFIX);
  const name = text(block, NAME);
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    sizeBytes: size(block),
    type: TYPES[String.fromCharCode(block[TYPE_AT] as number)] ?? 'other',
  };
}

const TYPES: Readonly<Record<string, TarHeader['type']>> = {
  '0': 'file',
  '\0': 'file',
  '5': 'folder',
  x: 'extended',
};

/** The path in the content of an extended header; undefined when it names none. @throws DecodeError */
export function decodeTarPath(content: Uint8Array): string | undefined {
  let at = 0;
  let path: string | undefined;
  while (at < content.length) {
    const blank = content.indexOf(0x20, at);
    const length = Number(latin1Text(content.subarray(at, Math.max(at, blank))));
    if (blank < 0 || !Number.isInteger(length) || length < blank - at + 2 || at + length > content.length)
      throw new DecodeError('pax record', at);
    const record = utf8Text(content.subarray(blank + 1, at + length - 1));
    if (record.startsWith('path=')) path = record.slice('path='.length);
    at += length;
  }
  return path;
}

function header(name: Uint8Array, sizeBytes: number, type: string): Uint8Array {
  const block = new Uint8Array(TAR_BLOCK);
  const put = (at: number, value: string) => block.set(latin1Bytes(value), at);
  block.set(name, NAME.at);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  if (sizeBytes <= LARGEST_OCTAL) put(SIZE.at, `${sizeBytes.toString(8).padStart(11, '0')}\0`);
  else {
    block[SIZE.at] = 0x80;
    for (
      let at = SIZE.at + SIZE.length - 1, left = sizeBytes;
      at > SIZE.at;
      at--, left = Math.floor(left / 256)
    )
      block[at] = left % 256;
  }
  put(136, '00000000000\0');
  put(TYPE_AT, type);
  put(MAGIC_AT, 'ustar\x0000');
  put(CHECKSUM.at, `${checksum(block).toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** The sum of all bytes, those of the checksum itself counted as blanks. */
function checksum(block: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < TAR_BLOCK; at++) {
    const own = at >= CHECKSUM.at && at < CHECKSUM.at + CHECKSUM.length;
    sum += own ? 0x20 : (block[at] as number);
  }
  return sum;
}

/** The length counts its own digits. */
function paxRecord(key: string, value: string): Uint8Array {
  const rest = utf8Bytes(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  const record = new Uint8Array(length);
  record.set(latin1Bytes(String(length)));
  record.set(rest, length - rest.length);
  return record;
}

interface Place {
  readonly at: number;
  readonly length: number;
}

function text(block: Uint8Array, { at, length }: Place): string {
  const bytes = block.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return utf8Text(end < 0 ? bytes : bytes.subarray(0, end));
}

function octal(block: Uint8Array, place: Place): number {
  const digits = text(block, place).trim();
  if (!/^[0-7]+$/.test(digits)) throw new DecodeError('octal number', place.at);
  return Number.parseInt(digits, 8);
}

function size(block: Uint8Array): number {
  if (((block[SIZE.at] as number) & 0x80) === 0) return octal(block, SIZE);
  let value = (block[SIZE.at] as number) & 0x7f;
  for (let at = SIZE.at + 1; at < SIZE.at + SIZE.length; at++) value = value * 256 + (block[at] as number);
  if (!Number.isSafeInteger(value)) throw new DecodeError('size', SIZE.at);
  return value;
}
