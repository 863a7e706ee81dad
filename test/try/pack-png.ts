/**
 * A picture of a window as small as PNG gets it without losing anything. Browsers filter every row by its neighbours, which
 * is right for photographs; areas of one colour and letters that come again pack better as they are. PNG specification,
 * sections 5 and 9.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE_BYTES = 8;

const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** The same pixels, unfiltered, in one IDAT chunk. Of eight-bit colours that are not interlaced, as browsers write them; others throw. */
export function packPng(png: Buffer): Buffer {
  const chunks = readChunks(png);
  const [header] = chunks;
  const channels = CHANNELS[header?.data.readUInt8(9) ?? -1];
  if (header?.data.readUInt8(8) !== 8 || channels === undefined || header.data.readUInt8(12) !== 0)
    throw new Error('Only PNGs of eight-bit colours that are not interlaced are packed.');
  const filtered = inflateSync(Buffer.concat(chunks.filter(isPixels).map(({ data }) => data)));
  const plain = unfilter(filtered, header.data.readUInt32BE(0) * channels, channels);
  const packed = { type: 'IDAT', data: deflateSync(plain, { level: 9 }) };
  const first = chunks.findIndex(isPixels);
  const rest = chunks.filter((chunk, index) => index === first || !isPixels(chunk));
  const written = rest.map((chunk) => writeChunk(isPixels(chunk) ? packed : chunk));
  return Buffer.concat([png.subarray(0, SIGNATURE_BYTES), ...written]);
}

/** Each row keeps its first byte, which says then that it is not filtered. */
function unfilter(rows: Buffer, width: number, channels: number): Buffer {
  const plain = Buffer.alloc(rows.length);
  for (let row = 0; row < rows.length; row += width + 1) {
    const filter = rows[row] as number;
    for (let at = row + 1; at <= row + width; at++) {
      const inRow = at - row > channels;
      const left = inRow ? (plain[at - channels] as number) : 0;
      const up = row > 0 ? (plain[at - width - 1] as number) : 0;
      const corner = inRow && row > 0 ? (plain[at - width - 1 - channels] as number) : 0;
      plain[at] = (rows[at] as number) + predicted(filter, left, up, corner);
    }
  }
  return plain;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

/** Section 9.4: whichever of the three is nearest to what they foretell. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const isPixels = ({ type }: Chunk): boolean => type === 'IDAT';

function readChunks(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function writeChunk({ type, data }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const written = Buffer.alloc(named.length + 8);
  written.writeUInt32BE(data.length);
  named.copy(written, 4);
  written.writeUInt32BE(crc32(named), named.length + 4);
  return written;
}
