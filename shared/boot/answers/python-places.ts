/** Where values stand in a Python script: as a string of their own, inside a string, or in a comment. */
import type { Place } from './place.ts';
import { HOLE, harmlessOnly, inComment, refuse, write } from './place.ts';

export function pythonPlaces(script: string): readonly Place[] {
  const places: Place[] = [];
  let at = 0;
  while (at < script.length) {
    const char = script[at] ?? '';
    if (char === HOLE) {
      places.push(/[\w"'\\]$/.test(script.slice(Math.max(0, at - 1), at)) ? BESIDE : AS_STRING);
      at++;
    } else if (char === '#') {
      const end = script.indexOf('\n', at);
      const comment = script.slice(at, end === -1 ? undefined : end);
      for (const one of comment) if (one === HOLE) places.push(inComment);
      at += comment.length;
    } else if (char === '"' || char === "'") at = string(script, at, places);
    else at++;
  }
  return places;
}

/** From the quotes that open it; returns the place behind those that close it. */
function string(script: string, start: number, places: Place[]): number {
  const quote = script[start] ?? '';
  const quotes = script.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  const prefix = /[A-Za-z]*$/.exec(script.slice(Math.max(0, start - 3), start))?.[0] ?? '';
  const place = /[rf]/i.test(prefix) ? IN_RAW : IN_STRING;
  let at = start + quotes.length;
  for (; at < script.length; at++) {
    if (script.startsWith(quotes, at)) return at + quotes.length;
    if (script[at] === HOLE) places.push(script[at - 1] === '\\' && script[at - 2] !== '\\' ? BESIDE : place);
    if (script[at] === '\\' && script[at + 1] !== HOLE) at++;
  }
  return at;
}

const BESIDE = harmlessOnly('what stands before it would become part of it');
const IN_RAW = harmlessOnly('it is inside of a raw or formatted string');

/** Escapes that a str of Python 2 and 3 has. */
function escaped(text: string): string {
  return text.replace(/[\\"'\p{Cc}]/gu, (char) => {
    const code = char.charCodeAt(0);
    if (char === '\n') return '\\n';
    return code < 0x20 || code >= 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : `\\${char}`;
  });
}

const IN_STRING: Place = (value) =>
  value.kind === 'shell'
    ? refuse('this is Python: leave the filter "shell" out')
    : write(escaped(value.text));

const AS_STRING: Place = (value) => {
  if (value.kind === 'number')
    return write(value.text === 'true' ? 'True' : value.text === 'false' ? 'False' : value.text);
  const inside = IN_STRING(value);
  return 'refused' in inside ? inside : write(`"${inside.text}"`);
};
