/** One word of a POSIX shell. */
import { isHarmless } from './place.ts';

/** Single quotes: nothing has a meaning inside them, line breaks included. */
export function quoteShell(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

export function shellWord(text: string): string {
  return isHarmless(text) ? text : quoteShell(text);
}

/** What the filter `shell` gives: known as a quoted word wherever it comes to stand. */
export class ShellWord {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  /** When other filters are put behind it. */
  toString(): string {
    return shellWord(this.value);
  }
}
