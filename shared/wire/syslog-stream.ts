/**
 * Syslog over TCP (RFC 6587): where one message ends and the next begins. Anaconda forwards its log like that
 * (`*.* @@host` in its rsyslog.conf), so `inst.syslog` needs it. Both framings are read, told apart by the first byte:
 *
 *   octet counting    `83 <14>Nov …`      length in decimal, a blank, that many bytes
 *   non-transparent   `<14>Nov …\n`       ends in a line feed, or in NUL as some senders do
 */
import { SYSLOG_LONGEST_BYTES } from './syslog.ts';

const LF = 0x0a;
const NUL = 0;
const BLANK = 0x20;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
/** Digits of a length; more is no length. */
const LONGEST_LENGTH = 6;

/** Keeps no more than one message of SYSLOG_LONGEST_BYTES; what is longer is cut there. */
export class SyslogStream {
  readonly #message = new Uint8Array(SYSLOG_LONGEST_BYTES);
  #length = 0;
  /** Between messages; inside of one that ends in a line feed; or bytes of a counted one that are still to come. */
  #state: 'between' | 'length' | 'line' | 'counted' = 'between';
  #left = 0;

  /** The messages that `bytes` complete. They are copies. */
  push(bytes: Uint8Array): Uint8Array[] {
    const whole: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      if (this.#state === 'counted') at += this.#count(bytes.subarray(at), whole);
      else this.#step(bytes[at++] as number, whole);
    }
    return whole;
  }

  /** What came before the connection ended without its end. */
  end(): Uint8Array[] {
    const whole: Uint8Array[] = [];
    this.#finish(whole);
    return whole;
  }

  #step(byte: number, whole: Uint8Array[]): void {
    if (this.#state === 'between') {
      // Some send a line feed behind a counted message as well.
      if (byte === LF || byte === NUL) return;
      this.#state = byte > DIGIT_0 && byte <= DIGIT_9 ? 'length' : 'line';
      this.#keep(byte);
      return;
    }
    if (this.#state === 'length') {
      if (byte === BLANK) {
        this.#left = Number(String.fromCharCode(...this.#message.subarray(0, this.#length)));
        this.#length = 0;
        this.#state = 'counted';
        return;
      }
      if (byte < DIGIT_0 || byte > DIGIT_9 || this.#length >= LONGEST_LENGTH) this.#state = 'line';
    }
    if (byte === LF || byte === NUL) this.#finish(whole);
    else this.#keep(byte);
  }

  #count(bytes: Uint8Array, whole: Uint8Array[]): number {
    const part = bytes.subarray(0, this.#left);
    const room = part.subarray(0, SYSLOG_LONGEST_BYTES - this.#length);
    this.#message.set(room, this.#length);
    this.#length += room.length;
    this.#left -= part.length;
    if (this.#left === 0) this.#finish(whole);
    return part.length;
  }

  #keep(byte: number): void {
    if (this.#length < SYSLOG_LONGEST_BYTES) this.#message[this.#length++] = byte;
  }

  #finish(whole: Uint8Array[]): void {
    if (this.#length > 0) whole.push(this.#message.slice(0, this.#length));
    this.#length = 0;
    this.#state = 'between';
  }
}
