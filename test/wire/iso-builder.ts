/** ISO 9660 images byte by byte, for what no mastering tool writes: files of 5 GiB, rings, damage. */
import { Writer, latin1Bytes } from '../../shared/wire/bytes.ts';

export const SECTOR = 2048;

export interface RecordSpec {
  readonly name: string;
  readonly block: number;
  readonly sizeBytes: number;
  readonly directory?: boolean;
  readonly multiExtent?: boolean;
  readonly associated?: boolean;
  readonly interleaved?: boolean;
  readonly systemUse?: Uint8Array;
}

function bothEndian32(writer: Writer, value: number): void {
  writer.put(Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24)).u32(value);
}

export function record(spec: RecordSpec): Uint8Array {
  const name = latin1Bytes(spec.name);
  const body = new Writer();
  body.u8(0);
  bothEndian32(body, spec.block);
  bothEndian32(body, spec.sizeBytes);
  body.fill(7);
  body.u8((spec.directory ? 2 : 0) | (spec.associated ? 4 : 0) | (spec.multiExtent ? 0x80 : 0));
  body
    .u8(spec.interleaved ? 4 : 0)
    .u8(0)
    .put(Uint8Array.of(1, 0, 0, 1))
    .u8(name.length)
    .put(name);
  if (name.length % 2 === 0) body.u8(0);
  if (spec.systemUse) body.put(spec.systemUse);
  return new Writer()
    .u8(body.length + 1)
    .put(body.bytes())
    .bytes();
}

/** A directory's records with `.` and `..` before them, in whole sectors; no record crosses a sector. */
export function directory(
  self: number,
  parent: number,
  specs: readonly RecordSpec[],
  selfUse?: Uint8Array,
): Uint8Array {
  const out = new Writer();
  const all: RecordSpec[] = [
    { name: '\0', block: self, sizeBytes: SECTOR, directory: true, ...(selfUse && { systemUse: selfUse }) },
    { name: '\x01', block: parent, sizeBytes: SECTOR, directory: true },
    ...specs,
  ];
  for (const spec of all) {
    const bytes = record(spec);
    const left = SECTOR - (out.length % SECTOR);
    if (bytes.length > left) out.fill(left);
    out.put(bytes);
  }
  out.fill((SECTOR - (out.length % SECTOR)) % SECTOR);
  return out.bytes();
}

export interface VolumeSpec {
  readonly type?: number;
  readonly volumeId?: string;
  readonly spaceBlocks: number;
  readonly rootBlock: number;
  readonly rootBytes?: number;
  readonly blockBytes?: number;
}

export function volumeDescriptor(spec: VolumeSpec): Uint8Array {
  const blockBytes = spec.blockBytes ?? SECTOR;
  const out = new Writer();
  out
    .u8(spec.type ?? 1)
    .put(latin1Bytes('CD001'))
    .u8(1)
    .u8(0)
    .fill(32, 0x20);
  out.put(latin1Bytes((spec.volumeId ?? 'TEST').padEnd(32))).fill(8);
  bothEndian32(out, spec.spaceBlocks);
  out.fill(32 + 8);
  out.put(Uint8Array.of(blockBytes, blockBytes >>> 8, blockBytes >>> 8, blockBytes)).fill(24);
  out.put(
    record({ name: '\0', block: spec.rootBlock, sizeBytes: spec.rootBytes ?? SECTOR, directory: true }),
  );
  return out.fill(SECTOR - out.length).bytes();
}

export function terminator(): Uint8Array {
  return new Writer()
    .u8(255)
    .put(latin1Bytes('CD001'))
    .u8(1)
    .fill(SECTOR - 7)
    .bytes();
}

/** Pieces of an image at their sectors; what lies between reads as zeros, so gigabytes cost nothing. */
export function virtualImage(sizeBytes: number, pieces: Readonly<Record<number, Uint8Array>>) {
  const at = Object.entries(pieces).map(([sector, bytes]) => [Number(sector) * SECTOR, bytes] as const);
  const reads: { offset: number; length: number }[] = [];
  return {
    sizeBytes,
    reads,
    readAt: async (offset: number, length: number): Promise<Uint8Array> => {
      reads.push({ offset, length });
      const out = new Uint8Array(Math.max(0, Math.min(length, sizeBytes - offset)));
      for (const [start, bytes] of at) {
        const from = Math.max(start, offset);
        const to = Math.min(start + bytes.length, offset + out.length);
        if (from < to) out.set(bytes.subarray(from - start, to - start), from - offset);
      }
      return out;
    },
  };
}

/** One directory at sector 20 in an image of `sectors`, with Rock Ridge when `selfUse` says so. */
export function simpleImage(
  specs: readonly RecordSpec[],
  options: { selfUse?: Uint8Array; sectors?: number; more?: Readonly<Record<number, Uint8Array>> } = {},
) {
  const sectors = options.sectors ?? 100;
  const root = directory(20, 20, specs, options.selfUse);
  return virtualImage(sectors * SECTOR, {
    16: volumeDescriptor({ spaceBlocks: sectors, rootBlock: 20, rootBytes: root.length }),
    17: terminator(),
    20: root,
    ...options.more,
  });
}

/** System use fields (SUSP section 4.1). */
export function field(signature: string, data: Uint8Array | readonly number[]): Uint8Array {
  return new Writer()
    .put(latin1Bytes(signature))
    .u8(data.length + 4)
    .u8(1)
    .put(Uint8Array.from(data))
    .bytes();
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Writer();
  for (const part of parts) out.put(part);
  return out.bytes();
}

/** What the root's `.` carries in a tree with Rock Ridge. */
export const ROCK_RIDGE = joined(
  field('SP', [0xbe, 0xef, 0]),
  field('ER', [10, 0, 0, 1, ...latin1Bytes('RRIP_1991A')]),
);

export function nm(name: string, flags = 0): Uint8Array {
  return field('NM', [flags, ...latin1Bytes(name)]);
}

export function ce(block: number, offset: number, length: number): Uint8Array {
  const out = new Writer();
  for (const value of [block, offset, length]) bothEndian32(out, value);
  return field('CE', out.bytes());
}

export function cl(block: number): Uint8Array {
  const out = new Writer();
  bothEndian32(out, block);
  return field('CL', out.bytes());
}

/** Components by name; `.`, `..` and `/` by their flags. */
export function sl(...components: readonly string[]): Uint8Array {
  const out = new Writer().u8(0);
  for (const component of components) {
    const flags = component === '.' ? 2 : component === '..' ? 4 : component === '/' ? 8 : 0;
    out
      .u8(flags)
      .u8(flags ? 0 : component.length)
      .put(flags ? new Uint8Array(0) : latin1Bytes(component));
  }
  return field('SL', out.bytes());
}
