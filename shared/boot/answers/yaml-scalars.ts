/** The five ways YAML writes text, and what a value becomes in each of them. */
import { holesOf, isEscaped, jsonEscaped } from './json-places.ts';
import type { Place } from './place.ts';
import { HOLE, harmlessOnly, isOneLine, refuse, write } from './place.ts';

export type ScalarStyle =
  | { readonly style: 'plain' | 'single' | 'double' }
  /** `indent`: blanks before each of its lines. */
  | { readonly style: 'literal' | 'folded'; readonly indent: number };

const ESCAPED = harmlessOnly('a backslash stands before it');
const QUOTE = 'put double quotes around it';

/** Blanks at the ends are escaped: at the end of a line folding would take them. */
function inDouble(text: string): string {
  return jsonEscaped(text).replace(/^ | $/g, '\\x20');
}

const WHOLE: Place = ({ kind, text }) => write(kind === 'number' ? text : `"${inDouble(text)}"`);
const IN_DOUBLE: Place = ({ text }) => write(inDouble(text));
const IN_SINGLE: Place = ({ text }) => {
  if (!isOneLine(text)) return refuse(`between single quotes line breaks are folded: ${QUOTE}`);
  return /^\s|\s$/.test(text)
    ? refuse(`between single quotes blanks may be folded: ${QUOTE}`)
    : write(text.replaceAll("'", "''"));
};
const SEVERAL: Place = () => refuse(`several values make up one text: ${QUOTE}`);

/** @param raw as it stands in the file, without its quotes; of a block all its lines */
export function scalarPlaces(kind: ScalarStyle, raw: string): readonly Place[] {
  const holes = holesOf(raw);
  switch (kind.style) {
    case 'double':
      return holes.map((at) => (isEscaped(raw, at) ? ESCAPED : overLines(raw, IN_DOUBLE)));
    case 'single':
      return holes.map(() => overLines(raw, IN_SINGLE));
    case 'plain':
      if (raw === HOLE) return [WHOLE];
      if (raw.replaceAll(HOLE, '') === '') return holes.map(() => SEVERAL);
      return holes.map((at) => inPlain(raw, at));
    case 'literal':
    case 'folded':
      return holes.map((at) => inBlock(kind.style, kind.indent, raw, at));
  }
}

/** A line without anything in it means something else in a quoted text of several. */
function overLines(raw: string, place: Place): Place {
  if (!raw.includes('\n')) return place;
  return (value) =>
    value.text === '' ? refuse('it is empty, and the text goes over several lines') : place(value);
}

function inPlain(raw: string, at: number): Place {
  const [before = '', after = ''] = [raw[at - 1], raw[at + 1]];
  return ({ text }) => {
    const breaks =
      !isOneLine(text) ||
      /:(\s|$)|(^|\s)#|^\s|\s$|[,[\]{}]/.test(text) ||
      (text === '' && (before.trim() === '' || after.trim() === '')) ||
      // As the first character of a plain text these begin something else.
      (before === '' && !/^[A-Za-z0-9/]/.test(text)) ||
      (before === ':' && /^\s/.test(text));
    return breaks
      ? refuse(`without quotes this would be read as something else than text: ${QUOTE}`)
      : write(text);
  };
}

/** `\n` and `\t` can stand in a block; other breaks would be read as `\n`, and other controls not at all. */
const NOT_IN_BLOCK = /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff]/u;

function inBlock(style: 'literal' | 'folded', indent: number, raw: string, at: number): Place {
  const lineStart = raw.lastIndexOf('\n', at - 1) + 1;
  const isFirstInLine = raw.slice(lineStart, at).trim() === '';
  const isFirst = raw.slice(0, at).trim() === '';
  const isLast = raw.slice(at + 1).trim() === '';
  return ({ text }) => {
    if (NOT_IN_BLOCK.test(text))
      return refuse(`a block has no way to write the control characters in it: ${QUOTE}`);
    if (style === 'folded' && (text.includes('\n') || (isFirstInLine && /^(\s|$)/.test(text))))
      return refuse('a block with > folds line breaks: use |, or double quotes');
    if (isFirst && /^\s/.test(text))
      return refuse(`blanks before the first line of a block set its indentation: ${QUOTE}`);
    if (isLast && text.endsWith('\n')) return refuse(`line breaks at the end of a block are lost: ${QUOTE}`);
    return write(text.replaceAll('\n', `\n${' '.repeat(indent)}`));
  };
}

/** What a reader of YAML gets, as far as quotes in it need to be known. */
export function scalarContent(kind: ScalarStyle, raw: string): string {
  const folded = (text: string): string =>
    text.replace(
      /[ \t]*\n[ \t]*((?:\n[ \t]*)*)/g,
      (_all, more: string) => '\n'.repeat(more.split('\n').length - 1) || ' ',
    );
  switch (kind.style) {
    case 'plain':
      return folded(raw);
    case 'single':
      return folded(raw).replaceAll("''", "'");
    case 'double':
      return folded(raw.replace(/\\\n[ \t]*/g, '')).replace(
        /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([^\0xu]))/g,
        (_all, x: string | undefined, u: string | undefined, char: string | undefined) => {
          const code = x ?? u;
          if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
          return { n: '\n', t: '\t', r: '\r', '0': ' ', e: ' ' }[char ?? ''] ?? char ?? '';
        },
      );
    case 'literal':
      return raw.replace(new RegExp(`^ {0,${kind.indent}}`, 'gm'), '');
    case 'folded':
      return folded(raw.replace(new RegExp(`^ {0,${kind.indent}}`, 'gm'), ''));
  }
}
