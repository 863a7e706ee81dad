/**
 * A place in an answer file where a value stands, as the function that writes it there. The rule for all of them: what the
 * format's own parser reads back at this place is the value and nothing else, or the value is refused with a sentence.
 */

/** What an output `{{ … }}` came to. */
export type HoleValue =
  | { readonly kind: 'text'; readonly text: string }
  /** A number or true/false: stays one in YAML, JSON and TOML. */
  | { readonly kind: 'number'; readonly text: string }
  /** Of the filter `shell`: `text` is one word of a shell, quoted; `value` what it says. */
  | { readonly kind: 'shell'; readonly text: string; readonly value: string };

export type Written = { readonly text: string } | { readonly refused: string };
export type Place = (value: HoleValue) => Written;

/** Stands for a value in what the lexers read; answer files hold none of their own. */
export const HOLE = '\0';

/** Letters, digits and what joins them: without meaning to any parser here, wherever it stands. */
const HARMLESS = /^[A-Za-z0-9_@%+:,./-]+$/;

export function isHarmless(text: string): boolean {
  return HARMLESS.test(text);
}

/** Everything that some parser takes for the end of a line (Python's splitlines is the widest), and other controls. */
const LINE_OR_CONTROL = /[\p{Cc}\u2028\u2029\ufeff]/u;

export function isOneLine(text: string): boolean {
  return !LINE_OR_CONTROL.test(text);
}

export const write = (text: string): Written => ({ text });
export const refuse = (sentence: string): Written => ({ refused: sentence });

/** @param why ends the sentence "… cannot stand here: " */
export function harmlessOnly(why: string): Place {
  return ({ text }) =>
    isHarmless(text)
      ? write(text)
      : refuse(`only letters, digits and _@%+:,./- can stand here, because ${why}`);
}

export const nothing =
  (why: string): Place =>
  () =>
    refuse(`no value can stand here, because ${why}`);

export const inComment: Place = ({ text }) =>
  isOneLine(text) ? write(text) : refuse('a comment ends with its line, and the value has a line break');

/** A value inside another language that stands in this format: a shell command in a YAML string. */
export function nested(inner: Place, outer: Place): Place {
  return (value) => {
    const written = inner(value);
    return 'refused' in written ? written : outer({ kind: 'text', text: written.text });
  };
}

/** One place per hole of a text, in order. */
export type Places = (text: string) => readonly Place[];

export function countHoles(text: string): number {
  return text.split(HOLE).length - 1;
}
