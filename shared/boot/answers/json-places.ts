/** Where values stand in JSON (Agama's profile): inside a string, or as a value of their own. Scripts are strings with `#!`. */
import type { Place } from './place.ts';
import { HOLE, countHoles, harmlessOnly, nested, nothing, write } from './place.ts';
import { scriptPlaces, shebang } from './script-places.ts';

export function jsonPlaces(text: string): readonly Place[] {
  const places: Place[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      places.push(...stringPlaces(text.slice(at + 1, end)));
      at = end;
    } else if (char === HOLE) places.push(isAlone(text, at) ? AS_VALUE : BESIDE);
    at++;
  }
  return places;
}

const BESIDE = nothing('text stands directly beside it: put quotes around both');
const ESCAPED = harmlessOnly('a backslash stands before it');

/** What stands between quotes. */
export function jsonEscaped(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(
      /[\x7f-\x9f\u2028\u2029\ufeff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

const IN_STRING: Place = ({ text }) => write(jsonEscaped(text));

const AS_VALUE: Place = ({ kind, text }) => write(kind === 'number' ? text : `"${jsonEscaped(text)}"`);

function stringPlaces(raw: string): readonly Place[] {
  const content = decoded(raw);
  const interpreter = shebang(content);
  const inner = interpreter === undefined ? undefined : scriptPlaces(interpreter, content);
  const outer = holesOf(raw).map((at) => (isEscaped(raw, at) ? ESCAPED : IN_STRING));
  return outer.map((place, index) => {
    const script = inner?.[index];
    return script ? nested(script, place) : place;
  });
}

/** `\u` without its digits, as before a hole, stays. */
function decoded(raw: string): string {
  return raw.replace(
    /\\(?:u([0-9A-Fa-f]{4})|([^\0u]))/g,
    (_all, code: string | undefined, char: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[char ?? ''] ?? char ?? '';
    },
  );
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && text[at + 1] !== HOLE) at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function isAlone(text: string, at: number): boolean {
  return (
    /(^|[\s:,[{])$/.test(text.slice(Math.max(0, at - 1), at)) &&
    /^($|[\s:,\]}])/.test(text.slice(at + 1, at + 2))
  );
}

export function holesOf(text: string): readonly number[] {
  return countHoles(text) === 0 ? [] : [...text.matchAll(new RegExp(HOLE, 'g'))].map(({ index }) => index);
}

export function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text[at - 1 - count] === '\\') count++;
  return count % 2 === 1;
}
