/**
 * Files that are neither images nor boot programs, by the bytes they begin with: enough to say what somebody dropped by
 * mistake. Signatures are those of the formats' own documents; offsets in bytes.
 */
import { latin1Text } from './bytes.ts';

export type Signature =
  | 'pcap'
  | 'pcapng'
  | 'picture'
  | 'film'
  | 'sound'
  | 'pdf'
  | 'office'
  | 'package'
  | 'program'
  | 'database'
  | 'property-list';

/** Enough of the start of a file for `signature`. */
export const SIGNATURE_BYTES = 32;

/** Each row: what it is, offset, bytes as Latin-1 text. */
const SIGNATURES: readonly (readonly [Signature, number, string])[] = [
  // draft-ietf-opsawg-pcap: microseconds and nanoseconds, either byte order; tcpdump's "modified" form of old kernels.
  ['pcap', 0, '\xa1\xb2\xc3\xd4'],
  ['pcap', 0, '\xd4\xc3\xb2\xa1'],
  ['pcap', 0, '\xa1\xb2\x3c\x4d'],
  ['pcap', 0, '\x4d\x3c\xb2\xa1'],
  ['pcapng', 0, '\x0a\x0d\x0d\x0a'],
  ['picture', 0, '\x89PNG\r\n\x1a\n'],
  ['picture', 0, '\xff\xd8\xff'],
  ['picture', 0, 'GIF8'],
  ['picture', 0, 'II*\0'],
  ['picture', 0, 'MM\0*'],
  ['picture', 8, 'WEBP'],
  ['picture', 4, 'ftypheic'],
  ['picture', 4, 'ftypavif'],
  ['film', 4, 'ftyp'],
  ['film', 0, '\x1a\x45\xdf\xa3'],
  ['film', 8, 'AVI '],
  ['sound', 8, 'WAVE'],
  ['sound', 0, 'ID3'],
  ['sound', 0, 'OggS'],
  ['sound', 0, 'fLaC'],
  ['pdf', 0, '%PDF-'],
  ['office', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['package', 0, '!<arch>\n'],
  ['package', 0, '\xed\xab\xee\xdb'],
  ['program', 0, '\xcf\xfa\xed\xfe'],
  ['program', 0, '\xca\xfe\xba\xbe'],
  ['database', 0, 'SQLite format 3\0'],
  ['property-list', 0, 'bplist0'],
];

/** @param head the first SIGNATURE_BYTES of the file, or more; undefined when nothing fits */
export function signature(head: Uint8Array): Signature | undefined {
  const start = latin1Text(head.subarray(0, SIGNATURE_BYTES));
  return SIGNATURES.find(([, offset, text]) => start.startsWith(text, offset))?.[0];
}
