/** A frame taken apart for a person: layers of fields, each with the bytes it was read from. */
import type { Ipv4, Mac } from './address.ts';
import { DecodeError, hexText } from './bytes.ts';

/** Offsets and lengths are in bytes of the whole frame. */
export interface Field {
  readonly name: string;
  readonly value: string;
  readonly offset: number;
  readonly length: number;
  /** Options inside an option, flags inside a byte. */
  readonly fields?: readonly Field[];
}

export interface Layer {
  /** "Ethernet", "DHCP". */
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  readonly fields: readonly Field[];
}

export type Protocol =
  'arp' | 'dhcp' | 'bsdp' | 'tftp' | 'http' | 'icmp' | 'syslog' | 'tcp' | 'udp' | 'other';

export interface Dissection {
  readonly layers: readonly Layer[];
  readonly protocol: Protocol;
  /** One line: what this frame says. */
  readonly summary: string;
  readonly sourceMac?: Mac;
  readonly destinationMac?: Mac;
  readonly source?: Ipv4;
  readonly destination?: Ipv4;
  /** Of the client that a DHCP or BSDP message is about, which relays and broadcasts hide from the header. */
  readonly client?: Mac;
  /** Where it could not be read on; what came before stands in `layers`. */
  readonly malformed?: { readonly what: string; readonly offset: number };
}

/** Collects the fields of one layer in the order of their bytes. */
export class Fields {
  readonly #fields: Field[] = [];
  readonly #base: number;

  /** @param base offset of the layer in the frame */
  constructor(base: number) {
    this.#base = base;
  }

  /** @param at from the start of the layer */
  add(name: string, value: string | number, at: number, length: number, fields?: readonly Field[]): this {
    this.#fields.push({
      name,
      value: String(value),
      offset: this.#base + at,
      length,
      ...(fields && fields.length > 0 && { fields }),
    });
    return this;
  }

  layer(name: string, length: number): Layer {
    return { name, offset: this.#base, length, fields: this.#fields };
  }

  list(): readonly Field[] {
    return this.#fields;
  }
}

/** What `read` gives, or undefined for malformed bytes: a fragment of the frame may be shown all the same. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof DecodeError) return undefined;
    throw thrown;
  }
}

/** `0x0a`, with as many digits as `bytes` bytes have. */
export function hexNumber(value: number, bytes: number): string {
  return `0x${value.toString(16).padStart(bytes * 2, '0')}`;
}

const SHOWN_BYTES = 64;

/** A decoded option's value in words; bytes as hex, cut where nobody reads on. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'malformed';
  if (value instanceof Uint8Array) {
    const cut = value.length > SHOWN_BYTES ? ` … (${value.length} bytes)` : '';
    return `${hexText(value.subarray(0, SHOWN_BYTES), ' ')}${cut}`;
  }
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => `${name} ${valueText(one)}`)
      .join(' ');
  return String(value);
}

/** Printable; control characters as dots. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '·');
}
