/**
 * El Torito boot catalogue (Phoenix/IBM, version 1.0; UEFI 2.10 section 13.3.2.1 for platform 0xEF). Entries are 32 bytes.
 *
 *   validation  01 │ platform │ reserved (2) │ id (24) │ checksum (2) │ 55 AA
 *   default     88 │ media │ load segment (2) │ system type │ 0 │ sector count (2) │ load RBA (4) │ …
 *   section     90 more, 91 last │ platform │ number of entries (2) │ id (28)
 */
import { DecodeError, Reader } from './bytes.ts';

export interface BootImage {
  readonly platform: 'bios' | 'efi' | 'ppc' | 'mac' | 'other';
  readonly bootable: boolean;
  readonly emulation: 'none' | 'floppy' | 'hard-disk';
  /** Where the boot image begins, in sectors of 2048 bytes. */
  readonly sector: number;
  /** What the firmware loads, in units of 512 bytes; 0 or 1 for EFI means: to the end. */
  readonly loadCount: number;
}

const ENTRY_BYTES = 32;
/** 2048 bytes of catalogue: what every firmware reads. */
export const CATALOGUE_BYTES = 2048;
const PLATFORMS: Readonly<Record<number, BootImage['platform']>> = {
  0: 'bios',
  1: 'ppc',
  2: 'mac',
  0xef: 'efi',
};

/** @param base offset of the catalogue in the image */
export function decodeBootCatalogue(bytes: Uint8Array, base: number): BootImage[] {
  const images: BootImage[] = [];
  const validation = new Reader(bytes, base);
  const header = validation.u8('validation entry');
  let platform = validation.u8('platform');
  if (header !== 1 || bytes[30] !== 0x55 || bytes[31] !== 0xaa) throw new DecodeError('boot catalogue', base);
  for (let at = ENTRY_BYTES; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    const entry = new Reader(bytes.subarray(at, at + ENTRY_BYTES), base + at);
    const indicator = entry.u8('boot indicator');
    if (indicator === 0x90 || indicator === 0x91) platform = entry.u8('platform');
    // 0x44 extends the selection criteria of the entry before it; the count in section headers is often wrong, so the
    // first indicator that means nothing ends the catalogue. 0x00 is "not bootable" only for the default entry.
    else if (indicator === 0x88 || (indicator === 0 && at === ENTRY_BYTES)) {
      const media = entry.u8('boot media type') & 0x0f;
      entry.skip('load segment, system type, unused', 4);
      images.push({
        platform: PLATFORMS[platform] ?? 'other',
        bootable: indicator === 0x88,
        emulation: media === 0 ? 'none' : media === 4 ? 'hard-disk' : 'floppy',
        loadCount: entry.u16Le('sector count'),
        sector: entry.u32Le('load RBA'),
      });
    } else if (indicator !== 0x44) break;
  }
  return images;
}
