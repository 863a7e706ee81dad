/**
 * Sentences of the engine (errors, hints, reasons) in the language of the page. The engine speaks English, and its sentences are
 * values with words around them; the German table says both as templates: ['The disk that holds {0} is full.', 'Der Datenträger
 * mit {0} ist voll.']. A part written {0:said} is a sentence of the engine itself. English has no table: what was said stands.
 */
import { texts } from './texts.ts';

export type Template = readonly [said: string, shown: string];

interface Matcher {
  /** What stands before, between and behind the parameters. */
  readonly fixed: readonly string[];
  /** The parameter that stands behind each fixed text but the last. */
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
  for (const { fixed, parameters, shown } of matchers) {
    const found = valuesIn(sentence, fixed);
    if (!found) continue;
    const values = new Map(parameters.map((parameter, index) => [parameter, found[index] ?? '']));
    return shown.replace(PARAMETER, (_whole, parameter: string, again?: string) => {
      const value = values.get(parameter) ?? '';
      return again === undefined ? value : saidBy(matchers, value);
    });
  }
  return sentence;
}

/**
 * The values between the fixed texts, each as short as it can be and none of them empty; undefined where the sentence is another
 * one. A thousand templates are tried at a sentence that none of them knows: this never goes back, as a regular expression would.
 */
function valuesIn(sentence: string, [first = '', ...others]: readonly string[]): string[] | undefined {
  const last = others.pop();
  if (last === undefined) return sentence === first ? [] : undefined;
  if (!sentence.startsWith(first) || !sentence.endsWith(last)) return undefined;
  const values: string[] = [];
  let at = first.length;
  for (const text of others) {
    const next = sentence.indexOf(text, at + 1);
    if (next < 0) return undefined;
    values.push(sentence.slice(at, next));
    at = next + text.length;
  }
  const end = sentence.length - last.length;
  return end > at ? [...values, sentence.slice(at, end)] : undefined;
}

/** Most fixed words first, so that "… {0}" does not take what a more exact template says better. */
function matchersOf(table: readonly Template[]): readonly Matcher[] {
  return [...table]
    .sort(([a], [b]) => fixedLength(b) - fixedLength(a))
    .map(([english, shown]) => {
      const parameters = [...english.matchAll(PARAMETER)].map((match) => match[1] ?? '');
      return { fixed: english.split(/\{\d+(?::said)?\}/), parameters, shown };
    });
}

const fixedLength = (template: string) => template.replace(PARAMETER, '').length;
