/**
 * Sentences of the engine (errors, hints, reasons) in the language of the page. The engine speaks English, and its sentences are
 * values with words around them; the German table says both as templates: ['The disk that holds {0} is full.', 'Der Datenträger
 * mit {0} ist voll.']. A part written {0:said} is a sentence of the engine itself. English has no table: what was said stands.
 */
import { texts } from './texts.ts';

export type Template = readonly [said: string, shown: string];

interface Matcher {
  readonly pattern: RegExp;
  /** The parameter each group of the pattern holds. */
  readonly parameters: readonly string[];
  readonly shown: string;
}

const PARAMETER = /\{(\d+)(:said)?\}/g;

/** How many answers are kept: lists ask for the same few sentences at each drawing. */
const KEPT = 2000;

let compiled:
  { table: readonly Template[]; matchers: readonly Matcher[]; kept: Map<string, string> } | undefined;

/** The sentence in the page's language; one that the table does not know, as it is. */
export function said(sentence: string): string {
  const table = texts().said;
  if (table.length === 0) return sentence;
  if (compiled?.table !== table) compiled = { table, matchers: matchersOf(table), kept: new Map() };
  const { matchers, kept } = compiled;
  const known = kept.get(sentence);
  if (known !== undefined) return known;
  const shown = saidBy(matchers, sentence);
  if (kept.size >= KEPT) kept.clear();
  kept.set(sentence, shown);
  return shown;
}

/** The same with a table at hand; exported for the tests. */
export function translated(table: readonly Template[], sentence: string): string {
  return saidBy(matchersOf(table), sentence);
}

function saidBy(matchers: readonly Matcher[], sentence: string): string {
  for (const { pattern, parameters, shown } of matchers) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    const values = new Map(parameters.map((parameter, index) => [parameter, found[index + 1] ?? '']));
    return shown.replace(PARAMETER, (_whole, parameter: string, again?: string) => {
      const value = values.get(parameter) ?? '';
      return again === undefined ? value : saidBy(matchers, value);
    });
  }
  return sentence;
}

/** Most fixed words first, so that "… {0}" does not take what a more exact template says better. */
function matchersOf(table: readonly Template[]): readonly Matcher[] {
  return [...table]
    .sort(([a], [b]) => fixedLength(b) - fixedLength(a))
    .map(([english, shown]) => {
      const parameters = [...english.matchAll(PARAMETER)].map((match) => match[1] ?? '');
      const fixed = english.split(/\{\d+(?::said)?\}/).map(escaped);
      return { pattern: new RegExp(`^${fixed.join('([^]+?)')}$`), parameters, shown };
    });
}

const fixedLength = (template: string) => template.replace(PARAMETER, '').length;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
