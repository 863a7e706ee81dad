/**
 * What a file is by its first bytes, so that a drop that is no ISO can be answered with what to do instead.
 * Signatures are those of the formats' own documents; offsets in bytes.
 */
import { latin1Text } from './bytes.ts';

export type ImageFormat =
  | 'iso9660'
  | 'udf'
  | 'cd-sectors'
  | 'gzip'
  | 'xz'
  | 'bzip2'
  | 'zstd'
  | 'zip'
  | '7z'
  | 'rar'
  | 'qcow2'
  | 'vmdk'
  | 'vdi'
  | 'vhdx'
  | 'vhd'
  | 'wim'
  | 'gpt-disk'
  | 'mbr-disk'
  | 'exe'
  | 'elf'
  | 'html'
  | 'tar'
  | 'zeros'
  | 'empty';

/** Bytes of the start of a file that `imageFormat` wants to see: volume descriptors lie in sectors 16 to 31. */
export const IMAGE_HEAD_BYTES = 64 * 1024;

/** Each row: format, offset, signature as Latin-1 text. The first row that fits is taken, so the sure ones come first. */
const SIGNATURES: readonly (readonly [ImageFormat, number, string])[] = [
  ['gzip', 0, '\x1f\x8b\x08'],
  ['xz', 0, '\xfd7zXZ\x00'],
  ['bzip2', 0, 'BZh'],
  ['zstd', 0, '\x28\xb5\x2f\xfd'],
  ['zip', 0, 'PK\x03\x04'],
  ['7z', 0, "7z\xbc\xaf'\x1c"],
  ['rar', 0, 'Rar!\x1a\x07'],
  ['qcow2', 0, 'QFI\xfb'],
  ['vmdk', 0, 'KDMV'],
  ['vmdk', 0, '# Disk DescriptorFile'],
  ['vdi', 0x40, '\x7f\x10\xda\xbe'],
  ['vhdx', 0, 'vhdxfile'],
  ['vhd', 0, 'conectix'],
  ['wim', 0, 'MSWIM\x00\x00\x00'],
  ['elf', 0, '\x7fELF'],
  ['cd-sectors', 0, '\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00'],
  ['tar', 257, 'ustar'],
];

/** Behind the sure signatures: hybrid ISOs begin with a boot sector, so these count only where there is no CD001. */
const WEAK_SIGNATURES: readonly (readonly [ImageFormat, number, string])[] = [
  ['gpt-disk', 512, 'EFI PART'],
  ['gpt-disk', 4096, 'EFI PART'],
  ['mbr-disk', 510, '\x55\xaa'],
  ['exe', 0, 'MZ'],
];

/**
 * @param head the first IMAGE_HEAD_BYTES of the file, or all of it when it is shorter
 * @returns undefined when nothing known fits
 */
export function imageFormat(head: Uint8Array): ImageFormat | undefined {
  if (head.length === 0) return 'empty';
  const has = (offset: number, text: string): boolean =>
    latin1Text(head.subarray(offset, offset + text.length)) === text;
  let udf = false;
  for (let sector = 16; sector < 32; sector++) {
    // ECMA-119 section 8.1.2 and ECMA-167 section 2/9.1.2: the standard identifier follows the type byte.
    if (has(sector * 2048 + 1, 'CD001')) return 'iso9660';
    if (has(sector * 2048 + 1, 'NSR02') || has(sector * 2048 + 1, 'NSR03')) udf = true;
  }
  if (udf) return 'udf';
  for (const [format, offset, text] of SIGNATURES) if (has(offset, text)) return format;
  for (const [format, offset, text] of WEAK_SIGNATURES) if (has(offset, text)) return format;
  const start = latin1Text(head.subarray(0, 256)).trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'html';
  return head.every((byte) => byte === 0) ? 'zeros' : undefined;
}
