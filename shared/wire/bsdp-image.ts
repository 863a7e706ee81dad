/** Boot images as BSDP names them: a 32-bit id with three meanings in it, and the text beside its icon. */
import type { Reader, Writer } from './bytes.ts';
import { utf8Bytes, utf8Text } from './bytes.ts';
import type { OptionCodec } from './dhcp-option-codecs.ts';
import { listOf, u32, unsigned } from './dhcp-option-codecs.ts';

/**
 * An unsigned 32-bit number; all of it is the key (BSDP §3.4.2).
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-------------+---------------+-------------------------------+
 *   |I|  kind (7)   |  reserved (8) |          index (16)           |
 *   +-+-------------+---------------+-------------------------------+
 */
export type BootImageId = number & { readonly __brand: 'BootImageId' };

export const IMAGE_KIND = { macOs9: 0, macOsX: 1, macOsXServer: 2, hardwareDiagnostics: 3 } as const;

/** 1 to 4095: this server's own. From 4096 on the id is global: the same one of several servers may be shown once. */
export const LAST_LOCAL_INDEX = 4095;
export const LAST_INDEX = 65535;

export interface BootImageIdParts {
  /** An installer. */
  readonly install: boolean;
  /** IMAGE_KIND, or a number up to 127 that Apple kept for later. */
  readonly kind: number;
  /** 0 is the null image, which is never sent in a list. */
  readonly index: number;
}

/** @throws RangeError for a part its bits cannot hold: a defect of the caller */
export function bootImageId({ install, kind, index }: BootImageIdParts): BootImageId {
  const high = (install ? 0x80 : 0) | unsigned(kind, 7);
  return (high * 2 ** 24 + unsigned(index, 16)) as BootImageId;
}

/** The reserved bits are not interpreted (BSDP §3.4.2). */
export function bootImageIdParts(id: BootImageId): BootImageIdParts {
  return { install: id >>> 31 === 1, kind: (id >>> 24) & 0x7f, index: id & 0xffff };
}

/** The upper half of the id, which is what an imageAttributesFilter lists. */
export function imageAttributes(id: BootImageId): number {
  return id >>> 16;
}

/** `0x81000089`. */
export function formatBootImageId(id: BootImageId): string {
  return `0x${id.toString(16).padStart(8, '0')}`;
}

export const imageId: OptionCodec<BootImageId> = {
  decode: (data) => u32.decode(data) as BootImageId,
  encode: u32.encode,
};

/** One line of a bootImageList. */
export interface BootImage {
  readonly id: BootImageId;
  /** Written as UTF-8, which is how macOS reads it; what firmware draws beyond ASCII nobody wrote down. */
  readonly name: string;
}

/** Id and length byte. */
export const DESCRIPTION_HEAD_BYTES = 5;
/** A name that fits into one option of 255 bytes with everything around it (Apple's BSDP_IMAGE_NAME_MAX). */
export const LONGEST_IMAGE_NAME_BYTES = 246;
const LENGTH_BYTE_MAX = 255;

export const bootImages: OptionCodec<readonly BootImage[]> = listOf(readBootImage, writeBootImage);

function readBootImage(reader: Reader): BootImage {
  const id = reader.u32('boot image id') as BootImageId;
  const name = utf8Text(reader.slice('boot image name', reader.u8('boot image name length')));
  // Each byte that is no UTF-8 was read as three: such a name may have become one that cannot be written again.
  return utf8Bytes(name).length > LENGTH_BYTE_MAX ? reader.fail('boot image name: not UTF-8') : { id, name };
}

/** @throws RangeError for a name over 255 bytes */
export function writeBootImage(writer: Writer, { id, name }: BootImage): void {
  const bytes = utf8Bytes(name);
  writer.u32(unsigned(id, 32)).u8(unsigned(bytes.length, 8)).put(bytes);
}

/** As many whole characters from the start of `name` as make at most `maximumBytes` of UTF-8. */
export function cutImageName(name: string, maximumBytes: number): string {
  if (utf8Bytes(name).length <= maximumBytes) return name;
  let kept = '';
  let length = 0;
  for (const character of name) {
    length += utf8Bytes(character).length;
    if (length > maximumBytes) break;
    kept += character;
  }
  return kept;
}
