/**
 * pcapng, as Wireshark reads it (draft-ietf-opsawg-pcapng): one section, one interface, enhanced packet blocks. Written
 * little-endian, the order of every computer this runs on; pcapng-reader.ts reads files of anybody.
 *
 *   block:  type 4 | total length 4 | body, padded to 4 | total length 4
 */
import { utf8Bytes, Writer } from './bytes.ts';

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LINK_TYPE_ETHERNET = 1;
/** Option codes: of the section `shb_userappl`, of the interface its name and the resolution of time stamps. */
const OPTION = { end: 0, userApplication: 4, interfaceName: 2, timeResolution: 9 } as const;
/** 10 to the minus so much of a second. */
const MICROSECONDS = 6;

export interface CapturedFrame {
  /** Microseconds since 1970. */
  readonly at: number;
  readonly bytes: Uint8Array;
  /** On the wire; more than `bytes` where the capture cut it. */
  readonly wireBytes: number;
}

/** What a file begins with; more interfaces may follow. */
export function pcapngHeader(options: {
  readonly application: string;
  readonly interface: string;
  readonly snapLength: number;
  readonly linkType?: number;
}): Uint8Array {
  const section = new LittleEndian();
  section.u32(BYTE_ORDER_MAGIC).u16(1).u16(0);
  // Length of the section: unknown, as for every file that may grow.
  section.u32(0xffffffff).u32(0xffffffff);
  section
    .option(OPTION.userApplication, utf8Bytes(options.application))
    .option(OPTION.end, new Uint8Array(0));
  return new Writer(128).put(block(SECTION_HEADER, section.bytes())).put(pcapngInterface(options)).bytes();
}

/** Counted from 0 in the order in which they stand in the file. */
export function pcapngInterface(options: {
  readonly interface: string;
  readonly snapLength: number;
  readonly linkType?: number;
}): Uint8Array {
  const description = new LittleEndian();
  description
    .u16(options.linkType ?? LINK_TYPE_ETHERNET)
    .u16(0)
    .u32(options.snapLength);
  description
    .option(OPTION.interfaceName, utf8Bytes(options.interface))
    .option(OPTION.timeResolution, Uint8Array.of(MICROSECONDS))
    .option(OPTION.end, new Uint8Array(0));
  return block(INTERFACE_DESCRIPTION, description.bytes());
}

/** @param number of its interface */
export function pcapngPacket({ at, bytes, wireBytes }: CapturedFrame, number = 0): Uint8Array {
  const body = new LittleEndian();
  body
    .u32(number)
    .u32(Math.floor(at / 2 ** 32))
    .u32(at % 2 ** 32);
  body.u32(bytes.length).u32(wireBytes).padded(bytes);
  return block(ENHANCED_PACKET, body.bytes());
}

function block(type: number, body: Uint8Array): Uint8Array {
  const total = 12 + body.length;
  const writer = new LittleEndian();
  return writer.u32(type).u32(total).padded(body).u32(total).bytes();
}

class LittleEndian {
  readonly #writer = new Writer(64);

  u16(value: number): this {
    this.#writer.u8(value & 255).u8(value >>> 8);
    return this;
  }

  u32(value: number): this {
    for (let shift = 0; shift < 32; shift += 8) this.#writer.u8((value >>> shift) & 255);
    return this;
  }

  /** To a multiple of four bytes. */
  padded(bytes: Uint8Array): this {
    this.#writer.put(bytes).fill((4 - (bytes.length % 4)) % 4);
    return this;
  }

  option(code: number, value: Uint8Array): this {
    return this.u16(code).u16(value.length).padded(value);
  }

  bytes(): Uint8Array {
    return this.#writer.bytes();
  }
}
