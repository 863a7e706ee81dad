/** Where values stand in TOML 1.0 (Proxmox's answer.toml): in one of its four kinds of strings, or as a value of their own. */
import { jsonEscaped } from './json-places.ts';
import type { Place } from './place.ts';
import { HOLE, harmlessOnly, inComment, isOneLine, nothing, refuse, write } from './place.ts';

export function tomlPlaces(text: string): readonly Place[] {
  const places: Place[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === HOLE) {
      places.push(isAlone(text, at) ? AS_VALUE : BESIDE);
      at++;
    } else if (char === '#') {
      for (; at < text.length && text[at] !== '\n'; at++) if (text[at] === HOLE) places.push(inComment);
    } else if (char === '"' || char === "'") at = string(text, at, places);
    else at++;
  }
  return places;
}

/** From the quotes that open it; returns the place behind those that close it. */
function string(text: string, start: number, places: Place[]): number {
  const quote = text[start] ?? '';
  const quotes = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  const isBasic = quote === '"';
  let at = start + quotes.length;
  for (; at < text.length && !text.startsWith(quotes, at); at++) {
    if (text[at] === '\\' && isBasic && text[at + 1] !== HOLE) at++;
    else if (text[at] === HOLE)
      places.push(
        !isBasic
          ? quotes.length === 1
            ? IN_LITERAL
            : IN_LITERAL_LINES
          : isAfterBackslash(text, at)
            ? ESCAPED
            : IN_BASIC,
      );
    else if (text[at] === '\n' && quotes.length === 1) return at;
  }
  at += quotes.length;
  // Up to two more belong to the string.
  for (let more = 0; quotes.length === 3 && more < 2 && text[at] === quote; more++) at++;
  return at;
}

const BESIDE = nothing('text stands directly beside it: put quotes around both');
const ESCAPED = harmlessOnly('a backslash stands before it');

/** A backslash that was not skipped with what it escapes. */
function isAfterBackslash(text: string, at: number): boolean {
  let count = 0;
  while (text[at - 1 - count] === '\\') count++;
  return count % 2 === 1;
}

const IN_BASIC: Place = ({ text }) => write(jsonEscaped(text));

const AS_VALUE: Place = ({ kind, text }) => write(kind === 'number' ? text : `"${jsonEscaped(text)}"`);

const IN_LITERAL: Place = ({ text }) => {
  if (text.includes("'"))
    return refuse("between single quotes TOML has no way to write a ': use double quotes");
  return isOneLine(text.replaceAll('\t', ''))
    ? write(text)
    : refuse('between single quotes TOML has no way to write a line break: use double quotes');
};

const IN_LITERAL_LINES: Place = ({ text }) => {
  if (text.includes("'")) return refuse("between ''' TOML has no safe way to write a ': use double quotes");
  return isOneLine(text.replace(/[\t\n]/g, ''))
    ? write(text)
    : refuse("between ''' TOML has no way to write control characters: use double quotes");
};

function isAlone(text: string, at: number): boolean {
  return (
    /(^|[\s=,[{.])$/.test(text.slice(Math.max(0, at - 1), at)) &&
    /^($|[\s=,\]}.#])/.test(text.slice(at + 1, at + 2))
  );
}
