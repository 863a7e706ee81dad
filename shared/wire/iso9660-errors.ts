/** The two ways an image fails that are not damage: both are DecodeErrors, so whoever catches those catches these. */
import { DecodeError } from './bytes.ts';
import type { ImageFormat } from './image-format.ts';

/** No ISO 9660 volume descriptor where one must be (ECMA-119 section 8.1: sector 16). */
export class NotAnIso extends DecodeError {
  /** What the first bytes look like instead; undefined when nothing known fits. */
  readonly format: ImageFormat | undefined;

  constructor(format: ImageFormat | undefined) {
    super('ISO 9660 volume descriptor', 16 * 2048);
    this.format = format;
  }
}

/** The volume says there is something behind the end of the file. */
export class TruncatedIso extends DecodeError {
  /** How many bytes the file is short of what the volume descriptor or the extent promises. */
  readonly missingBytes: number;

  /** @param end offset behind the last byte that should be there */
  constructor(what: string, offset: number, end: number, sizeBytes: number) {
    super(what, offset, end - offset, Math.max(0, sizeBytes - offset));
    this.missingBytes = end - sizeBytes;
  }
}
