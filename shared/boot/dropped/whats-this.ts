/**
 * What somebody brought: dropped, chosen or pasted as a file. Decided by the first bytes, and by the name where those say
 * nothing, before anything is sent, so that a photo is answered at once and a file with a wrong name still goes where it
 * belongs. The engine looks again at all it is given.
 */
import type { AnswerFormat } from '../../model/image.ts';
import { utf8Text } from '../../wire/bytes.ts';
import type { ImageFormat } from '../../wire/image-format.ts';
import { imageFormat } from '../../wire/image-format.ts';
import { isEfiProgram } from '../../wire/pe.ts';
import { signature } from '../../wire/signature.ts';
import { readFirmware } from '../firmware-content.ts';
import { answerFormatOf } from './answer-text.ts';
import { ANSWER_NAME, FIRMWARE_NAME, IMAGE_NAME, TABLE_NAME } from './kind-by-name.ts';
import type { NotOurs } from './not-ours.ts';
import { byEnding, OF_FORMAT } from './not-ours.ts';

/** Bytes of the start of a file that are looked at. */
export const LOOK_BYTES = 64 * 1024;

/** Where in the window it was put: that decides where neither bytes nor name do. */
export type Place = 'image' | 'answer' | 'firmware';

export type WhatsThis =
  | { readonly as: 'image' }
  | { readonly as: 'answer'; readonly format?: AnswerFormat }
  | { readonly as: 'firmware' }
  /** A table of machines. */
  | { readonly as: 'table' }
  /** Recorded packets. */
  | { readonly as: 'capture' }
  | { readonly as: 'nothing'; readonly seems: NotOurs };

export interface Brought {
  readonly name: string;
  readonly sizeBytes: number;
  /** The first LOOK_BYTES, or all where it is shorter. */
  readonly head: Uint8Array;
  readonly place?: Place;
}

/** Larger ones are refused by the engine too; see main/engine/answers.ts. */
const LARGEST_ANSWER_BYTES = 1024 * 1024;
/** A gigabyte is no boot loader, whatever its name. */
const LARGEST_FIRMWARE_BYTES = 64 * 1024 * 1024;

export function whatsThis(brought: Brought): WhatsThis {
  const { name, sizeBytes, head, place } = brought;
  if (sizeBytes === 0) return nothing('empty');
  const sign = signature(head);
  if (sign === 'pcap' || sign === 'pcapng') return { as: 'capture' };
  const format = imageFormat(head);
  // UDF goes to the engine as well, which says what it can do with it.
  if (format === 'iso9660' || format === 'udf') return { as: 'image' };
  if (isBootProgram(head) && sizeBytes <= LARGEST_FIRMWARE_BYTES) return { as: 'firmware' };
  const text = textOf(head, sizeBytes);
  if (text !== undefined) return whatText(text, brought, format);
  if (isUtf16(head)) return nothing('utf-16');
  const ending = byEnding(name);
  const sure = sign === undefined ? ofFormat(format, ending) : nothing(OF_SIGN[sign] ?? 'unknown');
  if (sure && !(place === 'firmware' && isWeak(format))) return sure;
  if (FIRMWARE_NAME.test(name) && sizeBytes <= LARGEST_FIRMWARE_BYTES) return { as: 'firmware' };
  if (place === 'firmware') return { as: 'firmware' };
  if (ending !== undefined) return nothing(ending);
  // The engine says what is wrong with an image that does not begin as one.
  if (IMAGE_NAME.test(name) || place === 'image') return { as: 'image' };
  return nothing(format === 'zeros' ? 'zeros' : 'unknown');
}

function nothing(seems: NotOurs): WhatsThis {
  return { as: 'nothing', seems };
}

const OF_SIGN: Readonly<Record<string, NotOurs>> = {
  picture: 'picture',
  film: 'film',
  sound: 'sound',
  pdf: 'document',
  office: 'document',
  package: 'package',
  program: 'program',
  database: 'unknown',
  'property-list': 'property-list',
};

/** A file system's signature, or a hint so weak that a name outweighs it: then undefined. */
function ofFormat(format: ImageFormat | undefined, ending: NotOurs | undefined): WhatsThis | undefined {
  if (format === undefined || format === 'iso9660' || format === 'udf' || isWeak(format)) return undefined;
  const seems = OF_FORMAT[format];
  // An .ova is a tar and a .docx a zip: the ending says more.
  return nothing(seems === 'archive' && ending !== undefined ? ending : seems);
}

/** Raw code and zeros may be many things. */
function isWeak(format: ImageFormat | undefined): boolean {
  return format === 'zeros' || format === 'mbr-disk';
}

/** EFI programs, PXE programs and kernels like iPXE's .lkrn. */
function isBootProgram(head: Uint8Array): boolean {
  const { nbp, linux } = readFirmware(head);
  return isEfiProgram(head) || nbp || linux;
}

function whatText(
  text: string,
  { name, sizeBytes, place }: Brought,
  format: ImageFormat | undefined,
): WhatsThis {
  if (TABLE_NAME.test(name) || hasMacColumn(text)) return { as: 'table' };
  if (format === 'html' || format === 'vmdk') return nothing(OF_FORMAT[format]);
  const answer = answerFormatOf(text);
  const small = sizeBytes <= LARGEST_ANSWER_BYTES;
  if (answer !== undefined && small) return { as: 'answer', format: answer };
  if ((ANSWER_NAME.test(name) || place === 'answer') && small) return { as: 'answer' };
  // Somebody saved an address as a file, or the ending of an image is all that is right about it.
  if (IMAGE_NAME.test(name)) return { as: 'image' };
  if (FIRMWARE_NAME.test(name)) return { as: 'firmware' };
  const ending = byEnding(name);
  if (text.startsWith('#!')) return nothing(text.startsWith('#!ipxe') ? 'ipxe-script' : 'program');
  return nothing(ending ?? 'text');
}

/** The first line that is none of a spreadsheet's own names its columns; one of them is `mac`. */
export function hasMacColumn(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/, 3).map((line) => line.replace(/^\uFEFF/, ''));
  const header = lines.find((line) => line.trim() !== '' && !/^sep=.$/i.test(line)) ?? '';
  const cells = header.split(/[,;\t]/).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );
  return cells.length > 1 && cells.includes('mac');
}

/** Undefined for bytes that are no UTF-8 text. The last character may be cut where only the head is here. */
function textOf(head: Uint8Array, sizeBytes: number): string | undefined {
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) return undefined;
  const text = utf8Text(head).replace(/^\uFEFF/, '');
  const broken = text.split('\uFFFD').length - 1;
  // Old kickstarts are in Latin-1: a few letters that are no UTF-8 are text all the same.
  const allowed = (head.length < sizeBytes ? 3 : 0) + head.length / 50;
  return broken <= allowed ? text : undefined;
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
