/**
 * A line split into words as a POSIX shell does it (and Python's shlex, with which Anaconda reads kickstarts): quotes, and a
 * backslash outside of single quotes. One pass over the line.
 */

export interface ShellWords {
  readonly words: readonly string[];
  /** The quotation mark that nothing closes. */
  readonly open?: '"' | "'";
  /** A comment began in the middle of a word, as in `pass#word`: shlex cuts there, a shell does not. */
  readonly cut: boolean;
}

export function shellWords(line: string): ShellWords {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  let cut = false;
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else if (char === '\\' && quote === '"' && /["\\]/.test(line[at + 1] ?? ''))
        word += line[++at] as string;
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '#') {
      cut = word !== undefined;
      break;
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === '\\' && at + 1 < line.length) word = (word ?? '') + (line[++at] as string);
    else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return { words, cut, ...(quote !== undefined && { open: quote }) };
}
