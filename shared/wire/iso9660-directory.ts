/**
 * Directory records (ECMA-119 section 9.1). Numbers are stored in both byte orders; the little-endian half is read,
 * as every operating system does: some mastering tools leave rubbish in the other.
 *
 *   0 LEN_DR │ 1 extended attribute record length │ 2 location of extent │ 10 data length │ 18 date and time
 *   25 flags │ 26 file unit size │ 27 interleave gap │ 28 volume sequence │ 32 LEN_FI │ 33 identifier │ pad │ system use
 */
import { Reader } from './bytes.ts';
import { SECTOR_BYTES } from './iso9660-sectors.ts';

const FLAG_DIRECTORY = 0x02;
const FLAG_ASSOCIATED = 0x04;
const FLAG_MULTI_EXTENT = 0x80;
const FIXED_BYTES = 33;

export interface DirectoryRecord {
  /** `\x00` for the directory itself, `\x01` for its parent, else in the volume's character set. */
  readonly identifier: Uint8Array;
  /** First logical block of the data, behind an extended attribute record. */
  readonly block: number;
  readonly sizeBytes: number;
  readonly directory: boolean;
  /** A resource fork (ECMA-119 section 6.5.4) under the same name as the file it belongs to. */
  readonly associated: boolean;
  /** Not the last record of this file (section 9.1.6, bit 7). */
  readonly multiExtent: boolean;
  readonly systemUse: Uint8Array;
  /** Where `systemUse` begins in the image. */
  readonly systemUseOffset: number;
}

/** All records of a directory in the order of the disc, `.` and `..` included. @param base offset of `bytes` in the image */
export function decodeDirectory(bytes: Uint8Array, base: number): DirectoryRecord[] {
  const records: DirectoryRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === 0) {
      // Section 6.8.1.1: records do not cross sectors; the rest of the sector is zero.
      at += SECTOR_BYTES - (at % SECTOR_BYTES);
      continue;
    }
    const record = new Reader(bytes.subarray(at), base + at);
    records.push(decodeDirectoryRecord(record));
    at += bytes[at] as number;
  }
  return records;
}

export function decodeDirectoryRecord(outer: Reader): DirectoryRecord {
  const length = outer.u8('directory record length');
  if (length < FIXED_BYTES + 1) outer.fail('directory record length');
  const record = outer.nested('directory record', length - 1);
  const attributeBlocks = record.u8('extended attribute record length');
  const location = record.u32Le('location of extent');
  record.skip('location of extent', 4);
  const sizeBytes = record.u32Le('data length');
  record.skip('data length', 4);
  record.skip('recording date and time', 7);
  const flags = record.u8('file flags');
  // Section 6.4.3: interleaved files were for CD-i video. Read as if contiguous they would give wrong bytes.
  if (record.u8('file unit size') !== 0) record.fail('interleaved file');
  record.skip('interleave gap size', 1);
  record.skip('volume sequence number', 4);
  const identifierLength = record.u8('length of file identifier');
  const identifier = record.slice('file identifier', identifierLength);
  if (identifierLength === 0) record.fail('file identifier');
  if (identifierLength % 2 === 0 && record.left > 0) record.skip('padding', 1);
  const systemUseOffset = record.offset;
  return {
    identifier,
    block: location + attributeBlocks,
    sizeBytes,
    directory: (flags & FLAG_DIRECTORY) !== 0,
    associated: (flags & FLAG_ASSOCIATED) !== 0,
    multiExtent: (flags & FLAG_MULTI_EXTENT) !== 0,
    systemUse: record.rest(),
    systemUseOffset,
  };
}
