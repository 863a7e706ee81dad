/**
 * How well something fits what was typed. Every word has to be found; where it stands counts: the beginning of the title,
 * the beginning of a word of it, inside, then in what else is known, last the letters of the title in their order.
 */

/** What can be found. Texts in lower case. */
export interface Findable {
  readonly title: string;
  /** What else it is found by, words apart. */
  readonly rest: string;
  /** Digits of its MAC without anything between, where it has one. */
  readonly macDigits?: string | undefined;
}

export interface Query {
  readonly words: readonly string[];
  /** The whole, where it may be a MAC in any spelling, or a part of one. */
  readonly macDigits: string | undefined;
}

const SCORES = { begins: 100, word: 80, mac: 75, inside: 60, restWord: 40, rest: 25, letters: 10 } as const;
/** Fewer would be found in everything. */
const MIN_MAC_DIGITS = 4;
const MIN_LETTERS = 3;

export function queryOf(text: string): Query {
  const lower = text.trim().toLowerCase();
  const digits = lower.replace(/[\s:.-]/g, '');
  const isMac = /^[0-9a-f]+$/.test(digits) && digits.length >= MIN_MAC_DIGITS && digits.length <= 12;
  return { words: lower === '' ? [] : lower.split(/\s+/), macDigits: isMac ? digits : undefined };
}

/**
 * Whether a text says what was typed: every word of it, or the MAC in whatever spelling. For what is only looked through,
 * in the order it is in. The texts in lower case, MACs in them with colons.
 */
export function finderOf(typed: string): (text: string) => boolean {
  const { words, macDigits } = queryOf(typed);
  const macs = macDigits === undefined ? [] : macSpellings(macDigits);
  return (text) => words.every((word) => text.includes(word)) || macs.some((mac) => text.includes(mac));
}

/** A part of a MAC with its colons: it may begin with the second digit of a byte. */
function macSpellings(digits: string): readonly string[] {
  const bytes = (of: string) => (of.match(/..?/g) ?? []).join(':');
  return [bytes(digits), `${digits[0] ?? ''}:${bytes(digits.slice(1))}`];
}

/** 0: it does not fit. */
export function scoreOf(query: Query, { title, rest, macDigits }: Findable): number {
  const { words } = query;
  if (words.length === 0) return 1;
  const byMac =
    query.macDigits !== undefined && macDigits?.includes(query.macDigits) === true ? SCORES.mac : 0;
  let sum = 0;
  for (const word of words) {
    const found = wordScore(word, title, rest);
    if (found === 0) return byMac;
    sum += found;
  }
  // Of two that fit alike the shorter is meant.
  return Math.max(byMac, sum / words.length + Math.min(5, 50 / (10 + title.length)));
}

function wordScore(word: string, title: string, rest: string): number {
  const at = title.indexOf(word);
  if (at === 0) return SCORES.begins;
  if (at > 0 && beginsWord(word, title, at)) return SCORES.word;
  if (at > 0) return SCORES.inside;
  const inRest = rest.indexOf(word);
  if (inRest >= 0) return beginsWord(word, rest, inRest) ? SCORES.restWord : SCORES.rest;
  return word.length >= MIN_LETTERS && hasLetters(word, title) ? SCORES.letters : 0;
}

/** Here or later in the text. */
function beginsWord(word: string, text: string, first: number): boolean {
  for (let at = first; at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  return false;
}

/** "dbn" is in "debian": the letters in their order, the first at the beginning of a word. */
function hasLetters(word: string, text: string): boolean {
  for (let begin = text.indexOf(word[0] ?? ''); begin >= 0; begin = text.indexOf(word[0] ?? '', begin + 1)) {
    if (begin > 0 && /[\p{L}\p{N}]/u.test(text[begin - 1] ?? '')) continue;
    let at = begin;
    const all = [...word].every((letter) => (at = text.indexOf(letter, at) + 1) > 0);
    // Letters that lie far apart say nothing.
    if (all && at - begin <= word.length * 3) return true;
  }
  return false;
}

/** The best, best first; those that fit alike in the order they came. */
export function bestOf<T extends Findable>(
  query: Query,
  all: readonly T[],
  limit: number,
): { readonly found: readonly T[]; readonly best: number; readonly more: number } {
  const scored = all.flatMap((one) => {
    const score = scoreOf(query, one);
    return score > 0 ? [{ one, score }] : [];
  });
  scored.sort((a, b) => b.score - a.score);
  return {
    found: scored.slice(0, limit).map(({ one }) => one),
    best: scored[0]?.score ?? 0,
    more: Math.max(0, scored.length - limit),
  };
}
