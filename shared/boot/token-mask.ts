/** Tokens in what is written down: events and the lanes of machines are shown, kept and passed on. */
import { latin1Text, utf8Bytes } from '../wire/bytes.ts';

/** The beginning of a path that has one: `/m/<mac>/`, in whatever spelling loaders use, and `/home/`. */
const TOKEN_PLACE =
  /(?<![a-z0-9])(?:m(?:[\\/]|%2f|%5c)+[0-9a-f]{2}(?:(?:[:-]|%3a)?[0-9a-f]{2}){5}|home)(?:[\\/]|%2f|%5c)/i;
/** Also one that was cut short or written in capitals. A MAC has 12. */
const DIGITS = /[0-9a-f]{16,}/gi;

/**
 * `/m/<mac>/<token>/ks.cfg` → `/m/<mac>/…/ks.cfg`, wherever in the text it stands.
 * @param cover what stands for a token
 */
export function withoutTokens(text: string, cover: (token: string) => string = () => '…'): string {
  return TOKEN_PLACE.test(text) ? text.replace(DIGITS, cover) : text;
}

/** The same of a packet. */
export function bytesWithoutTokens(bytes: Uint8Array): Uint8Array {
  const text = latin1Text(bytes);
  const clean = withoutTokens(text);
  return clean === text ? bytes : utf8Bytes(clean);
}
