/**
 * A cursor over bytes that fails with a position, and its counterpart for writing.
 * Every codec reads through Reader, so bounds are checked in one place and the only thing a codec throws is
 * DecodeError. All integers are big-endian ("network order", RFC 1700) unless the name says `Le`.
 */

/** What was wanted, at which offset of the whole buffer, how many bytes it needed and how many were left. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly what: string;
  /** Offset in bytes from the start of the outermost buffer. */
  readonly offset: number;
  readonly need: number;
  readonly have: number;

  constructor(what: string, offset: number, need = 0, have = 0) {
    super(
      need > 0
        ? `${what} at offset ${offset}: needs ${need} bytes, ${have} left`
        : `${what} at offset ${offset}`,
    );
    this.what = what;
    this.offset = offset;
    this.need = need;
    this.have = have;
  }
}

export class Reader {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  #at = 0;

  /** @param base offset of `bytes[0]` in the outermost buffer, so that nested readers report true positions */
  constructor(bytes: Uint8Array, base = 0) {
    this.#bytes = bytes;
    this.#base = base;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Position in the outermost buffer. */
  get offset(): number {
    return this.#base + this.#at;
  }

  #take(what: string, need: number): number {
    if (need < 0 || this.left < need) throw new DecodeError(what, this.offset, need, this.left);
    const at = this.#at;
    this.#at += need;
    return at;
  }

  u8(what: string): number {
    return this.#bytes[this.#take(what, 1)] as number;
  }

  u16(what: string): number {
    const at = this.#take(what, 2);
    return ((this.#bytes[at] as number) << 8) | (this.#bytes[at + 1] as number);
  }

  u32(what: string): number {
    const at = this.#take(what, 4);
    const b = this.#bytes;
    return (
      (((b[at] as number) << 24) |
        ((b[at + 1] as number) << 16) |
        ((b[at + 2] as number) << 8) |
        (b[at + 3] as number)) >>>
      0
    );
  }

  u16Le(what: string): number {
    const at = this.#take(what, 2);
    return ((this.#bytes[at + 1] as number) << 8) | (this.#bytes[at] as number);
  }

  u32Le(what: string): number {
    const at = this.#take(what, 4);
    const b = this.#bytes;
    return (
      (((b[at + 3] as number) << 24) |
        ((b[at + 2] as number) << 16) |
        ((b[at + 1] as number) << 8) |
        (b[at] as number)) >>>
      0
    );
  }

  /** A view, not a copy. */
  slice(what: string, length: number): Uint8Array {
    const at = this.#take(what, length);
    return this.#bytes.subarray(at, at + length);
  }

  rest(): Uint8Array {
    return this.slice('rest', this.left);
  }

  skip(what: string, length: number): void {
    this.#take(what, length);
  }

  /** A reader over the next `length` bytes that keeps reporting positions in the outermost buffer. */
  nested(what: string, length: number): Reader {
    const base = this.offset;
    return new Reader(this.slice(what, length), base);
  }

  fail(what: string): never {
    throw new DecodeError(what, this.offset);
  }
}

/** Grows as needed; `bytes()` is a view of what was written. */
export class Writer {
  #bytes: Uint8Array;
  #length = 0;

  constructor(capacity = 576) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  #room(need: number): number {
    const at = this.#length;
    if (at + need > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, at + need));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#length = at + need;
    return at;
  }

  u8(value: number): this {
    const at = this.#room(1);
    this.#bytes[at] = value;
    return this;
  }

  u16(value: number): this {
    const at = this.#room(2);
    this.#bytes[at] = value >>> 8;
    this.#bytes[at + 1] = value;
    return this;
  }

  u32(value: number): this {
    const at = this.#room(4);
    this.#bytes[at] = value >>> 24;
    this.#bytes[at + 1] = value >>> 16;
    this.#bytes[at + 2] = value >>> 8;
    this.#bytes[at + 3] = value;
    return this;
  }

  put(bytes: Uint8Array): this {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** `length` bytes of `value` (0 unless told). */
  fill(length: number, value = 0): this {
    const at = this.#room(length);
    this.#bytes.fill(value, at, at + length);
    return this;
  }

  /** A full buffer is given out as it is: a view of a small one makes V8 move it off its heap, 30 times the cost. */
  bytes(): Uint8Array {
    return this.#length === this.#bytes.length ? this.#bytes : this.#bytes.subarray(0, this.#length);
  }
}

/** Bytes of a string whose characters are all below U+0100; others become `?`. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 256 ? code : 0x3f;
  }
  return bytes;
}

export function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** UTF-8 (RFC 3629); lone surrogates become U+FFFD. `shared` has no TextEncoder. */
export function utf8Bytes(text: string): Uint8Array {
  const out = new Writer(text.length * 2 + 4);
  for (const character of text) {
    let code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) out.u8(code);
    else if (code < 0x800) out.u8(0xc0 | (code >> 6)).u8(0x80 | (code & 0x3f));
    else if (code < 0x10000)
      out
        .u8(0xe0 | (code >> 12))
        .u8(0x80 | ((code >> 6) & 0x3f))
        .u8(0x80 | (code & 0x3f));
    else
      out
        .u8(0xf0 | (code >> 18))
        .u8(0x80 | ((code >> 12) & 0x3f))
        .u8(0x80 | ((code >> 6) & 0x3f))
        .u8(0x80 | (code & 0x3f));
  }
  return out.bytes();
}

/** Each byte that is not part of well-formed UTF-8 becomes U+FFFD; never throws. */
export function utf8Text(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    const length =
      lead < 0x80
        ? 1
        : lead >= 0xc2 && lead < 0xe0
          ? 2
          : lead >= 0xe0 && lead < 0xf0
            ? 3
            : lead >= 0xf0 && lead < 0xf5
              ? 4
              : 0;
    let code = length === 1 ? lead : lead & (0xff >> (length + 1));
    let good = length > 0 && at + length <= bytes.length;
    for (let i = 1; good && i < length; i++) {
      const next = bytes[at + i] as number;
      if ((next & 0xc0) !== 0x80) good = false;
      code = (code << 6) | (next & 0x3f);
    }
    if (good && length === 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) good = false;
    if (good && length === 4 && (code < 0x10000 || code > 0x10ffff)) good = false;
    text += good ? String.fromCodePoint(code) : '\ufffd';
    at += good ? length : 1;
  }
  return text;
}

export function hexText(bytes: Uint8Array, separator = ''): string {
  const parts: string[] = [];
  for (const byte of bytes) parts.push(byte.toString(16).padStart(2, '0'));
  return parts.join(separator);
}

/** Accepts spaces, colons, dashes and dots between digit pairs; anything else is a DecodeError. */
export function hexBytes(text: string): Uint8Array {
  const digits = text.replace(/[\s:.-]/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) throw new DecodeError('hex digits', 0);
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = (nibble(digits.charCodeAt(i * 2)) << 4) | nibble(digits.charCodeAt(i * 2 + 1));
  return bytes;
}

/** Of a hex digit's character code: '0' is 0x30, 'A' 0x41, 'a' 0x61. */
function nibble(code: number): number {
  return (code & 15) + (code > 0x39 ? 9 : 0);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
