/**
 * Rock Ridge (RRIP 1.12, IEEE P1282) on the System Use Sharing Protocol (SUSP 1.12, IEEE P1281): long names, symbolic
 * links and deep directories in the system use field of directory records. Fields that boot nothing (PX, TF, PN, vendors'
 * own) are stepped over; those that change what the bytes of an extent mean are named.
 *
 *   signature (2) │ LEN (1) │ version (1) │ data (LEN − 4)
 */
import { latin1Text, Reader } from './bytes.ts';
import { latin1OrUtf8 } from './iso9660-volume.ts';

export interface RockRidge {
  /** NM. Undefined: this record has none and goes by its ISO 9660 name. */
  readonly name?: string;
  /** SL: where the link points, as a POSIX path. */
  readonly symlink?: string;
  /** CL: this record stands for a directory whose records begin at this block, moved because it was too deep. */
  readonly childLink?: number;
  /** RE: this directory is shown elsewhere by a CL. */
  readonly relocated: boolean;
  /** What the extent holds is not the file: `zisofs` (ZF) is compressed, `sparse` (SF) has a table of holes. */
  readonly encoding?: 'zisofs' | 'sparse';
}

/** Reads `length` bytes at `offset` of logical block `block`; the reader reports positions in the image. */
export type ReadContinuation = (block: number, offset: number, length: number) => Promise<Reader>;

/** SUSP section 5.1: a chain is legal, a ring of them would never end. */
const MAX_CONTINUATIONS = 32;
/** An area lies inside one sector everywhere Linux mounts it; a little more is harmless. */
const MAX_AREA_BYTES = 8192;
const SL_CONTINUE = 1;
const SL_CURRENT = 2;
const SL_PARENT = 4;
const SL_ROOT = 8;
const NM_CURRENT = 2;
const NM_PARENT = 4;

interface Field {
  readonly signature: string;
  readonly data: Reader;
}

/**
 * Whether the root's `.` record says that this tree uses SUSP with Rock Ridge, and how many bytes every system use
 * field begins with that are somebody else's (SP, LEN_SKP; CD-ROM XA puts 14 there).
 */
export async function detectRockRidge(
  systemUse: Uint8Array,
  base: number,
  readContinuation: ReadContinuation,
): Promise<{ skipBytes: number } | undefined> {
  // SP must be first, but behind an XA field when there is one.
  for (const skipBytes of [0, 14]) {
    const area = systemUse.subarray(skipBytes);
    if (latin1Text(area.subarray(0, 2)) !== 'SP' || area[4] !== 0xbe || area[5] !== 0xef) continue;
    for await (const field of fields(new Reader(area, base + skipBytes), readContinuation)) {
      // ER names the extension; old mkisofs left it out, but wrote PX or RR on every record.
      if (field.signature === 'ER' || field.signature === 'PX' || field.signature === 'RR')
        return { skipBytes: area[6] ?? 0 };
    }
  }
  return undefined;
}

/** @param systemUse behind the bytes to skip */
export async function decodeRockRidge(
  systemUse: Reader,
  readContinuation: ReadContinuation,
): Promise<RockRidge> {
  const name: Uint8Array[] = [];
  let link: LinkText | undefined;
  let childLink: number | undefined;
  let relocated = false;
  let encoding: RockRidge['encoding'];
  for await (const { signature, data } of fields(systemUse, readContinuation)) {
    switch (signature) {
      case 'NM': {
        const flags = data.u8('NM flags');
        if ((flags & (NM_CURRENT | NM_PARENT)) === 0) name.push(data.rest());
        break;
      }
      case 'SL':
        link ??= new LinkText();
        link.add(data);
        break;
      case 'CL':
        childLink = data.u32Le('CL location');
        break;
      case 'RE':
        relocated = true;
        break;
      case 'ZF':
        encoding = 'zisofs';
        break;
      case 'SF':
        encoding = 'sparse';
        break;
    }
  }
  return {
    ...(name.length > 0 && { name: latin1OrUtf8(joined(name)) }),
    ...(link && { symlink: link.text() }),
    ...(childLink !== undefined && { childLink }),
    relocated,
    ...(encoding && { encoding }),
  };
}

/**
 * Every field of the area and of its continuations (CE). What is no field ends an area quietly: Linux does the same, and
 * a disc that mounts there should be readable here.
 */
async function* fields(first: Reader, readContinuation: ReadContinuation): AsyncGenerator<Field> {
  let area: Reader | undefined = first;
  for (let hop = 0; area; hop++) {
    if (hop > MAX_CONTINUATIONS) area.fail('chain of Rock Ridge continuations');
    let next: Continuation | undefined;
    while (area.left >= 4) {
      const signature = latin1Text(area.slice('field signature', 2));
      const length = area.u8('field length');
      area.skip('field version', 1);
      if (length < 4 || length - 4 > area.left || signature === 'ST') break;
      const data = area.nested(`${signature} field`, length - 4);
      if (signature === 'CE') next = continuation(data);
      else yield { signature, data };
    }
    area = next && (await readContinuation(next.block, next.offset, next.length));
  }
}

interface Continuation {
  readonly block: number;
  readonly offset: number;
  readonly length: number;
}

function continuation(data: Reader): Continuation {
  const block = data.u32Le('CE block');
  data.skip('CE block', 4);
  const offset = data.u32Le('CE offset');
  data.skip('CE offset', 4);
  const length = data.u32Le('CE length');
  if (length > MAX_AREA_BYTES || offset > MAX_AREA_BYTES) data.fail('CE length');
  return { block, offset, length };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** RRIP section 4.1.3.1: components, each of which may go on in the next one. */
class LinkText {
  readonly #components: string[] = [];
  #open = false;

  add(data: Reader): void {
    data.skip('SL flags', 1);
    while (data.left >= 2) {
      const flags = data.u8('SL component flags');
      const length = data.u8('SL component length');
      // genisoimage writes LEN modulo 256 for targets of more than 400 characters: such a link leads nowhere, but must
      // not take its directory with it.
      if (length > data.left) return;
      const content = latin1OrUtf8(data.slice('SL component', length));
      const text = flags & SL_CURRENT ? '.' : flags & SL_PARENT ? '..' : flags & SL_ROOT ? '' : content;
      if (this.#open) this.#components.push(`${this.#components.pop() ?? ''}${text}`);
      else this.#components.push(text);
      this.#open = (flags & SL_CONTINUE) !== 0;
    }
  }

  text(): string {
    // A root component is an empty first one: `/a/b`.
    return this.#components.length === 1 && this.#components[0] === '' ? '/' : this.#components.join('/');
  }
}
