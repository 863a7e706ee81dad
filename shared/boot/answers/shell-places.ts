/**
 * Where values stand in a POSIX shell script: in a bare word, inside quotes, in a comment, in a here-document. Reads what
 * dash, bash and busybox ash read alike; where they differ, or where quoting cannot help, only harmless values are taken.
 */
import type { HoleValue, Place } from './place.ts';
import { HOLE, harmlessOnly, inComment, isHarmless, nothing, refuse, write } from './place.ts';
import { quoteShell } from './shell-word.ts';

export interface ShellOptions {
  /**
   * The script stands in a kickstart, whose parser ends it at a line that begins with `%`: empty quotes go before such a
   * line of a value, so that it begins otherwise and says the same. kickstart-places.ts refuses what has no quotes.
   */
  readonly inKickstart?: boolean;
}

interface Frame {
  readonly in: 'commands' | 'double' | 'parameter' | 'arithmetic' | 'backticks';
  /** Parentheses open inside of `$(…)`. */
  depth: number;
}

interface HereDocument {
  readonly delimiter: string;
  readonly tabs: boolean;
}

const BACKTICKS = harmlessOnly('it is inside backticks: use $(…)');
const PARAMETER = harmlessOnly('it is inside of ${…}');
const ARITHMETIC = harmlessOnly('it is inside of $((…))');
const UNSURE = harmlessOnly('how the quotes around it end cannot be told: set a shell variable before');
const DOLLAR = nothing('a $ before it would make a variable of it');
const BACKSLASH = harmlessOnly('a backslash stands before it');

export function shellPlaces(script: string, options: ShellOptions = {}): readonly Place[] {
  return new ShellLexer(script, options).read();
}

class ShellLexer {
  readonly #script: string;
  readonly #guard: boolean;
  readonly #places: Place[] = [];
  readonly #frames: Frame[] = [frame('commands')];
  #hereDocuments: HereDocument[] = [];
  /** Something was seen after which it cannot be told what is inside of what. */
  #lost = false;
  #at = 0;

  constructor(script: string, options: ShellOptions) {
    this.#script = script;
    this.#guard = options.inKickstart === true;
  }

  read(): readonly Place[] {
    while (this.#at < this.#script.length) this.#step();
    return this.#places;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) ?? frame('commands');
  }

  #step(): void {
    const script = this.#script;
    const char = script[this.#at] ?? '';
    const inside = this.#frame.in;
    if (char === HOLE) {
      this.#places.push(this.#place());
      this.#at++;
    } else if (char === '\\') {
      // What is escaped has no meaning; a hole after a backslash is looked at on its own.
      this.#at += script[this.#at + 1] === HOLE ? 1 : 2;
    } else if (char === '`') {
      if (inside === 'backticks') this.#frames.pop();
      else this.#frames.push(frame('backticks'));
      this.#at++;
    } else if (char === '$' && script.startsWith('$((', this.#at)) this.#open('arithmetic', 3);
    else if (char === '$' && script.startsWith('$(', this.#at)) this.#open('commands', 2);
    else if (char === '$' && script.startsWith('${', this.#at)) this.#open('parameter', 2);
    else if (char === '"') {
      if (inside === 'double') this.#frames.pop();
      else this.#frames.push(frame('double'));
      this.#at++;
    } else if (inside === 'double') this.#at++;
    else if (char === "'") this.#single();
    else if (inside === 'parameter') {
      if (char === '}') this.#frames.pop();
      this.#at++;
    } else if (inside === 'arithmetic') this.#arithmetic(char);
    else this.#command(char);
  }

  #open(inside: Frame['in'], length: number): void {
    this.#frames.push(frame(inside));
    this.#at += length;
  }

  #arithmetic(char: string): void {
    if (char === '(') this.#frame.depth++;
    if (char === ')' && this.#frame.depth-- === 0) {
      this.#frames.pop();
      if (this.#script[this.#at + 1] === ')') this.#at++;
      else this.#lost = true;
    }
    this.#at++;
  }

  /** From a `'` on. */
  #single(): void {
    const isAnsiC = this.#script[this.#at - 1] === '$' && this.#script[this.#at - 2] !== '\\';
    // Whether a ' inside of "${…}" quotes depends on the operator and on the shell.
    if (this.#frame.in === 'parameter' && this.#frames.some((one) => one.in === 'double')) {
      this.#lost = true;
      this.#at++;
      return;
    }
    const sure = !this.#lost;
    for (this.#at++; this.#at < this.#script.length; this.#at++) {
      const char = this.#script[this.#at];
      if (char === "'") break;
      if (char === '\\' && isAnsiC) this.#at++;
      else if (char === HOLE) {
        const place = this.#inSingle(this.#beginsLine());
        this.#places.push(isAnsiC ? harmlessOnly("it is inside of $'…'") : sure ? place : UNSURE);
      }
    }
    this.#at++;
  }

  #command(char: string): void {
    const script = this.#script;
    if (char === '#' && this.#isWordStart()) {
      const end = endOfLine(script, this.#at);
      for (; this.#at < end; this.#at++) if (script[this.#at] === HOLE) this.#places.push(inComment);
      return;
    }
    if (char === '\n') {
      this.#at++;
      for (const one of this.#hereDocuments.splice(0)) this.#hereDocument(one);
      return;
    }
    if (char === '<' && script.startsWith('<<', this.#at) && script[this.#at + 2] !== '<') {
      this.#hereDocumentStart();
      return;
    }
    if (script.startsWith('<<<', this.#at)) {
      this.#at += 3;
      return;
    }
    if (this.#frames.length > 1 && this.#frame.in === 'commands') {
      if (char === '(') this.#frame.depth++;
      if (char === ')' && this.#frame.depth-- === 0) this.#frames.pop();
      // The patterns of a case close parentheses that were never opened.
      if (char === 'c' && this.#isWordStart() && /^case\s/.test(script.slice(this.#at, this.#at + 5)))
        this.#lost = true;
    }
    this.#at++;
  }

  #isWordStart(): boolean {
    return this.#at === 0 || /[\s;&|()<>]/.test(this.#script[this.#at - 1] ?? '');
  }

  /** From `<<` on: `<<EOF`, `<<-'EOF'`. */
  #hereDocumentStart(): void {
    const start = /<<(-?)[ \t]*((?:\\[^]|'[^']*'|"[^"]*"|[^\s;&|()<>'"\\])*)/y;
    start.lastIndex = this.#at;
    const [all = '<<', dash, word = ''] = start.exec(this.#script) ?? [];
    for (const char of all)
      if (char === HOLE) this.#places.push(nothing('it is the end mark of a here-document'));
    this.#hereDocuments.push({ delimiter: word.replace(/['"\\]/g, ''), tabs: dash === '-' });
    this.#at += all.length;
  }

  #hereDocument({ delimiter, tabs }: HereDocument): void {
    while (this.#at < this.#script.length) {
      const end = endOfLine(this.#script, this.#at);
      const line = this.#script.slice(this.#at, end);
      const content = tabs ? line.replace(/^\t+/, '') : line;
      for (const char of line) if (char === HOLE) this.#places.push(inHereDocument(content, delimiter));
      this.#at = end + 1;
      if (content === delimiter) return;
    }
  }

  #place(): Place {
    const before = this.#script.slice(Math.max(0, this.#at - 200), this.#at);
    const inside = this.#frame.in;
    if (this.#frames.some((one) => one.in === 'backticks')) return BACKTICKS;
    if (inside === 'parameter') return PARAMETER;
    if (inside === 'arithmetic') return ARITHMETIC;
    if (this.#lost) return UNSURE;
    if (isEscaped(before, before.length)) return BACKSLASH;
    if (before.endsWith('$') && !isEscaped(before, before.length - 1)) return DOLLAR;
    const afterName = endsWithVariable(before);
    const begins = this.#beginsLine();
    return inside === 'double' ? this.#inDouble(afterName, begins) : this.#bare(afterName, begins);
  }

  /** Nothing stands before it in its line; a value before it may have ended another one. */
  #beginsLine(): boolean {
    return /(^|[\n\0])\s*$/.test(this.#script.slice(Math.max(0, this.#at - 200), this.#at));
  }

  #bare(afterName: boolean, begins: boolean): Place {
    return (value) => {
      const text = valueOf(value);
      const asIs = isHarmless(text) && !afterName && !(begins && this.#guard && text.startsWith('%'));
      return write(asIs ? text : this.#guarded(quoteShell(text), "''"));
    };
  }

  #inDouble(afterName: boolean, begins: boolean): Place {
    return (value) => {
      if (value.kind === 'shell') return refuse(INSIDE_QUOTES);
      const escaped = value.text.replace(/[\\"$`]/g, '\\$&');
      // "$name" and letters after it would become one name.
      return write(`${afterName ? '""' : ''}${this.#guarded(escaped, '""', begins)}`);
    };
  }

  #inSingle(begins: boolean): Place {
    return (value) => {
      if (value.kind === 'shell') return refuse(INSIDE_QUOTES);
      return write(this.#guarded(quoteShell(value.text).slice(1, -1), "''", begins));
    };
  }

  #guarded(text: string, empty: string, begins = false): string {
    if (!this.#guard) return text;
    const guarded = text.replace(/[\n\v\f\r\x1c-\x1e\x85\u2028\u2029](?=\s*%)/g, `$&${empty}`);
    return begins && /^\s*%/.test(guarded) ? `${empty}${guarded}` : guarded;
  }
}

const INSIDE_QUOTES = 'it is inside quotes already: leave the filter "shell" or the quotes out';

function frame(inside: Frame['in']): Frame {
  return { in: inside, depth: 0 };
}

function valueOf(value: HoleValue): string {
  return value.kind === 'shell' ? value.value : value.text;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** An odd number of backslashes before. */
function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text[at - 1 - count] === '\\') count++;
  return count % 2 === 1;
}

function endsWithVariable(before: string): boolean {
  const found = /\$[A-Za-z_][A-Za-z0-9_]*$/.exec(before);
  return found !== null && !isEscaped(before, found.index);
}

/** The text of a here-document is often another language, and `$` and backticks have their meaning in it. */
function inHereDocument(line: string, delimiter: string): Place {
  const couldEnd = new RegExp(`^${line.split(HOLE).map(literally).join('.*')}$`, 's').test(delimiter);
  const harmless = harmlessOnly('it is in a here-document: set a shell variable to it before, and use that');
  return (value) =>
    couldEnd && delimiter.includes(value.text)
      ? refuse(`with it the line would be ${delimiter}, which ends the here-document`)
      : harmless(value);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
