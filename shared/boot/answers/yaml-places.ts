/**
 * Where values stand in YAML (cloud-init user-data, Ubuntu autoinstall). Finds its scalars: indentation, flow collections,
 * quotes, blocks, comments. The strings in lists of commands are run by `sh -c`, so they are a shell's words first.
 */
import { countHoles, harmlessOnly, HOLE, inComment, nested, refuse } from './place.ts';
import type { Place } from './place.ts';
import { scriptPlaces, shebang } from './script-places.ts';
import { shellPlaces } from './shell-places.ts';
import type { ScalarStyle } from './yaml-scalars.ts';
import { scalarContent, scalarPlaces } from './yaml-scalars.ts';

export function yamlPlaces(text: string): readonly Place[] {
  const places = new YamlLexer(text).read();
  // cloud-init fills such a file in once more.
  return /^## template: *jinja/.test(text) ? places.map(withoutBraces) : places;
}

function withoutBraces(place: Place): Place {
  return (value) =>
    /\{[{%#]/.test(value.text)
      ? refuse('cloud-init would take the braces in it for its own template')
      : place(value);
}

/** Of autoinstall (subiquity) and cloud-config: strings go to a shell, lists are run as they are. */
const COMMANDS = new Set(['early-commands', 'late-commands', 'error-commands', 'runcmd', 'bootcmd']);
const IN_LIST = harmlessOnly(
  'commands written as a list are run word by word: write the command as one string',
);
const IN_PROPERTY = harmlessOnly('it is in an anchor, an alias or a tag');

/** What a scalar in a list of commands is. */
type Runs = 'by shell' | 'as list' | undefined;

/** An open list of commands. */
interface Zone {
  /** Column of its key. */
  readonly column: number;
  /** Column of the dashes of its items; undefined: none was seen yet. */
  dashes: number | undefined;
}

class YamlLexer {
  readonly #text: string;
  readonly #places: Place[] = [];
  #zone: Zone | undefined;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly Place[] {
    while (this.#at < this.#text.length) this.#line();
    return this.#places;
  }

  #line(): void {
    const [blanks = ''] = this.#match(/ */y) ?? [];
    let column = blanks.length;
    if (this.#match(/[ \t]*(?:\n|$)/y)) return;
    if (this.#comment()) return;
    this.#leaveZone(column);
    // The collection or text that begins here lies deeper than this column.
    let parent = column - 1;
    let runs: Runs = this.#zone && 'as list';
    let dashes = 0;
    if (column === 0 && this.#match(/(?:---|\.\.\.)(?=\s|$)[ \t]*/y)) column += 4;
    for (
      let mark = this.#match(/([-?])(?:[ \t]+|(?=\n|$))/y);
      mark;
      mark = this.#match(/([-?])(?:[ \t]+|(?=\n|$))/y)
    ) {
      if (mark[1] === '-' && this.#zone) {
        this.#zone.dashes ??= column;
        dashes++;
        runs = dashes === 1 && this.#zone.dashes === column ? 'by shell' : 'as list';
      }
      parent = column;
      column += mark[0].length;
    }
    this.#node(column, parent, runs);
  }

  /** A scalar, a key with what follows it, or a flow collection; up to the end of its line at least. */
  #node(column: number, parent: number, runs: Runs): void {
    this.#properties();
    if (this.#comment()) return;
    const start = this.#at;
    const char = this.#text[this.#at];
    if (char === undefined || char === '\n') {
      this.#at++;
      return;
    }
    if (char === '[' || char === '{') {
      this.#flow(runs);
      return;
    }
    const block = this.#match(/([|>])([+-]?)([1-9]?)[+-]?[ \t]*(?:#[^\n]*)?(?:\n|$)/y);
    if (block) {
      this.#block(block[1] === '|' ? 'literal' : 'folded', Number(block[3]), parent, runs);
      return;
    }
    const scalar = char === '"' || char === "'" ? this.#quoted(char) : this.#plain(parent);
    if (this.#match(/[ \t]*:(?=\s|$)[ \t]*/y)) {
      this.#add(scalar.kind, scalar.raw, undefined);
      const key = scalarContent(scalar.kind, scalar.raw);
      if (COMMANDS.has(key)) this.#zone = { column, dashes: undefined };
      this.#node(column + this.#at - start, column, COMMANDS.has(key) ? 'by shell' : this.#zone && 'as list');
      return;
    }
    this.#add(scalar.kind, scalar.raw, runs);
    this.#restOfLine();
  }

  #restOfLine(): void {
    this.#match(/[ \t]*/y);
    if (this.#comment()) return;
    // Nothing may stand here; what does is no text that a value could be part of.
    const rest = this.#match(/[^\n]*\n?/y)?.[0] ?? '';
    this.#addAll(rest, IN_PROPERTY);
  }

  #leaveZone(column: number): void {
    const zone = this.#zone;
    if (!zone || column > zone.column) return;
    // The items of a list may stand in the column of its key.
    const isItem = column === zone.column && /-(?:\s|$)/y.test(this.#text.slice(this.#at, this.#at + 2));
    if (!isItem) this.#zone = undefined;
  }

  #quoted(quote: '"' | "'"): { readonly kind: ScalarStyle; readonly raw: string } {
    const start = ++this.#at;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === '\\' && quote === '"' && this.#text[this.#at + 1] !== HOLE) this.#at++;
      else if (char === quote) {
        if (quote === '"' || this.#text[this.#at + 1] !== "'") break;
        this.#at++;
      }
    }
    const raw = this.#text.slice(start, this.#at++);
    return { kind: { style: quote === '"' ? 'double' : 'single' }, raw };
  }

  /** To `: `, ` #` or the end of its lines: those that follow are deeper than `parent`. */
  #plain(parent: number): { readonly kind: ScalarStyle; readonly raw: string } {
    const start = this.#at;
    this.#match(/(?:[^\s:#]|:(?!\s|$)|#|[ \t]+(?![#\s]|:(?:\s|$)|$))*/y);
    if (!/[ \t]*:(?:\s|$)/y.test(this.#text.slice(this.#at, this.#at + 100))) {
      const more = new RegExp(
        `(?:[ \\t]*\\n)+ {${Math.max(parent + 1, 0)},}(?=[^\\s#])(?:[^\\s#]|#|[ \\t]+(?![#\\s]|$))+`,
        'y',
      );
      while (this.#match(more));
    }
    return { kind: { style: 'plain' }, raw: this.#text.slice(start, this.#at) };
  }

  #block(style: 'literal' | 'folded', said: number, parent: number, runs: Runs): void {
    const start = this.#at;
    let indent = said > 0 ? Math.max(parent, 0) + said : undefined;
    while (this.#at < this.#text.length) {
      const end = this.#text.indexOf('\n', this.#at);
      const line = this.#text.slice(this.#at, end === -1 ? undefined : end);
      const blanks = line.length - line.trimStart().length;
      if (line.trim() !== '') {
        if (blanks <= parent || blanks < (indent ?? 0)) break;
        indent ??= blanks;
      }
      this.#at += line.length + 1;
    }
    this.#add({ style, indent: indent ?? 0 }, this.#text.slice(start, this.#at), runs);
  }

  #flow(runs: Runs): void {
    // Whether a list stands where its items are commands, or is itself one of them.
    const isCommand = runs === 'by shell' && this.#zone?.dashes !== undefined;
    let depth = 0;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? '';
      if (/\s/.test(char)) this.#at++;
      else if (this.#comment()) continue;
      else if (char === '[' || char === '{') {
        depth++;
        this.#at++;
      } else if (char === ']' || char === '}') {
        this.#at++;
        if (--depth === 0) break;
      } else if (char === ',' || /:(?:[\s,[\]{}"']|$)/y.test(this.#text.slice(this.#at, this.#at + 2)))
        this.#at++;
      else {
        this.#properties();
        this.#flowScalar(runs && (depth === 1 && runs === 'by shell' && !isCommand ? 'by shell' : 'as list'));
      }
    }
    this.#match(/[ \t]*:(?=\s|$)/y);
    this.#restOfLine();
  }

  #flowScalar(runs: Runs): void {
    const char = this.#text[this.#at];
    if (char === '"' || char === "'") {
      const { kind, raw } = this.#quoted(char);
      const isKey = /\s*:/y.test(this.#text.slice(this.#at, this.#at + 20));
      this.#add(kind, raw, isKey ? undefined : runs);
      return;
    }
    const raw = this.#match(/(?:[^\s,[\]{}:#]|:(?![\s,[\]{}]|$)|#|\s+(?![#,[\]{}\s]|:(?:\s|$)|$))+/y)?.[0];
    if (raw === undefined) this.#at++;
    else this.#add({ style: 'plain' }, raw, runs);
  }

  /** `&anchor`, `*alias`, `!tag`. */
  #properties(): void {
    for (
      let one = this.#match(/[&*!][^\s,[\]{}]*[ \t]*/y);
      one;
      one = this.#match(/[&*!][^\s,[\]{}]*[ \t]*/y)
    )
      this.#addAll(one[0], IN_PROPERTY);
  }

  /** From a `#` that begins one on. */
  #comment(): boolean {
    if (this.#text[this.#at] !== '#' || !/^$|\s/.test(this.#text[this.#at - 1] ?? '')) return false;
    this.#addAll(this.#match(/[^\n]*\n?/y)?.[0] ?? '', inComment);
    return true;
  }

  #add(kind: ScalarStyle, raw: string, runs: Runs): void {
    if (countHoles(raw) === 0) return;
    const outer = scalarPlaces(kind, raw);
    const content = scalarContent(kind, raw);
    const interpreter = shebang(content);
    const inner =
      runs === 'by shell'
        ? shellPlaces(content)
        : runs === 'as list'
          ? outer.map(() => IN_LIST)
          : interpreter === undefined
            ? undefined
            : scriptPlaces(interpreter, content);
    outer.forEach((place, index) => {
      const first = inner?.[index];
      this.#places.push(first ? nested(first, place) : place);
    });
  }

  #addAll(text: string, place: Place): void {
    for (let count = countHoles(text); count > 0; count--) this.#places.push(place);
  }

  /** Moves on behind what the pattern (with flag y) finds here. */
  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found ?? undefined;
  }
}
