/** The volume descriptor set (ECMA-119 section 8): what the volume is called, how big it is, where its roots are. */
import { DecodeError, latin1Text, Reader, utf8Text } from './bytes.ts';
import { imageFormat, IMAGE_HEAD_BYTES } from './image-format.ts';
import type { DirectoryRecord } from './iso9660-directory.ts';
import { decodeDirectoryRecord } from './iso9660-directory.ts';
import { NotAnIso } from './iso9660-errors.ts';
import type { SectorCache } from './iso9660-sectors.ts';
import { SECTOR_BYTES } from './iso9660-sectors.ts';

export interface VolumeDescriptor {
  readonly volumeId: string;
  /** 2048 nearly always; 512 and 1024 are allowed. */
  readonly blockBytes: number;
  /** What the volume takes, from the start of the image. */
  readonly spaceBytes: number;
  readonly root: DirectoryRecord;
}

export interface DescriptorSet {
  readonly primary: VolumeDescriptor;
  /** Names in UCS-2 (Joliet specification, section 4). */
  readonly joliet?: VolumeDescriptor;
  /** Sector of the El Torito boot catalogue. */
  readonly bootCatalogue?: number;
  /** The image has a UDF volume too (ECMA-167 section 3/9.1: NSR02 or NSR03), which may hold files this one does not. */
  readonly udf: boolean;
}

const FIRST_SECTOR = 16;
/** Real images have four to eight descriptors. */
const MAX_DESCRIPTORS = 64;
const TYPE_BOOT_RECORD = 0;
const TYPE_PRIMARY = 1;
const TYPE_SUPPLEMENTARY = 2;
const TYPE_TERMINATOR = 255;
/** ECMA-167 section 2/9: what stands in the sectors behind the ISO 9660 set when there is UDF. */
const RECOGNITION = new Set(['BEA01', 'BOOT2', 'CDW02', 'NSR02', 'NSR03', 'TEA01']);
/** Joliet: ISO 2022 escape sequences for UCS-2 level 1, 2 and 3. */
const JOLIET_ESCAPES = new Set(['%/@', '%/C', '%/E']);

/** NotAnIso when there is no primary descriptor. */
export async function readDescriptors(sectors: SectorCache): Promise<DescriptorSet> {
  let primary: VolumeDescriptor | undefined;
  let joliet: VolumeDescriptor | undefined;
  let bootCatalogue: number | undefined;
  let udf = false;
  for (let i = 0; i < MAX_DESCRIPTORS; i++) {
    const offset = (FIRST_SECTOR + i) * SECTOR_BYTES;
    // Some images end right behind the last descriptor or have no terminator: whatever is no descriptor ends the set.
    if (offset + SECTOR_BYTES > sectors.sizeBytes) break;
    const bytes = await sectors.read('volume descriptor', offset, SECTOR_BYTES);
    const identifier = latin1Text(bytes.subarray(1, 6));
    if (identifier === 'NSR02' || identifier === 'NSR03') udf = true;
    if (RECOGNITION.has(identifier)) continue;
    if (identifier !== 'CD001') break;
    const type = bytes[0];
    if (type === TYPE_TERMINATOR) continue;
    // A second primary descriptor is a copy (section 8.4): the first counts.
    if (type === TYPE_PRIMARY) primary ??= decodeVolume(bytes, offset, 'latin1');
    else if (type === TYPE_SUPPLEMENTARY && isJoliet(bytes)) joliet ??= decodeVolume(bytes, offset, 'ucs2');
    else if (type === TYPE_BOOT_RECORD) bootCatalogue ??= catalogueSector(bytes);
  }
  if (!primary) throw new NotAnIso(await formatOf(sectors, udf));
  return {
    primary,
    ...(joliet && { joliet }),
    ...(bootCatalogue !== undefined && { bootCatalogue }),
    udf,
  };
}

async function formatOf(sectors: SectorCache, udf: boolean): Promise<NotAnIso['format']> {
  if (udf) return 'udf';
  const head = await sectors.read('start of the file', 0, Math.min(IMAGE_HEAD_BYTES, sectors.sizeBytes));
  const format = imageFormat(head);
  // CD001 without a primary descriptor: nothing else we could call it.
  return format === 'iso9660' ? undefined : format;
}

function decodeVolume(bytes: Uint8Array, offset: number, names: 'latin1' | 'ucs2'): VolumeDescriptor {
  const reader = new Reader(bytes, offset);
  reader.skip('type, identifier, version, flags, system identifier', 40);
  const volumeId = reader.slice('volume identifier', 32);
  reader.skip('unused', 8);
  const spaceBlocks = reader.u32Le('volume space size');
  reader.skip('volume space size, escape sequences, set size and sequence', 4 + 32 + 8);
  const blockBytes = reader.u16Le('logical block size');
  if (![512, 1024, 2048].includes(blockBytes)) throw new DecodeError('logical block size', reader.offset - 2);
  reader.skip('logical block size, path tables', 2 + 24);
  const root = decodeDirectoryRecord(reader.nested('root directory record', 34));
  if (!root.directory) throw new DecodeError('root directory record', offset + 156);
  return {
    volumeId: trimmed(names === 'ucs2' ? ucs2Text(volumeId) : latin1OrUtf8(volumeId)),
    blockBytes,
    spaceBytes: spaceBlocks * blockBytes,
    root,
  };
}

function isJoliet(bytes: Uint8Array): boolean {
  return JOLIET_ESCAPES.has(latin1Text(bytes.subarray(88, 91)));
}

/** El Torito 1.0, figure 7: the catalogue's sector as little-endian dword at 0x47. */
function catalogueSector(bytes: Uint8Array): number | undefined {
  if (!latin1Text(bytes.subarray(7, 39)).startsWith('EL TORITO SPECIFICATION')) return undefined;
  return new Reader(bytes.subarray(0x47)).u32Le('boot catalogue pointer');
}

function trimmed(text: string): string {
  return text.replace(/[\s\0]+$/, '');
}

/** Names should be d-characters (section 7.4.1); real ones are Latin-1 or UTF-8. */
export function latin1OrUtf8(bytes: Uint8Array): string {
  const utf8 = utf8Text(bytes);
  return utf8.includes('\ufffd') ? latin1Text(bytes) : utf8;
}

/** UCS-2, most significant byte first; an odd last byte is left out. */
export function ucs2Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode(((bytes[at] as number) << 8) | (bytes[at + 1] as number));
  return text;
}
