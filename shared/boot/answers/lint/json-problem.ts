/**
 * Where a text stops being JSON (RFC 8259). JSON.parse says so in the words of its engine, and often not where; this reads as
 * strictly, in one pass and without calling itself.
 */
import { lineFinder } from './text-lines.ts';

type State = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'after';

const BLANKS = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/** Undefined: it is JSON. */
export function jsonProblem(text: string): { readonly line: number; readonly sentence: string } | undefined {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const problem = (sentence: string): { line: number; sentence: string } => ({
    line: lineFinder(text)(at),
    sentence,
  });
  for (;;) {
    take(BLANKS);
    const char = text[at];
    if (state === 'after' && open.length === 0)
      return char === undefined ? undefined : problem('Something stands behind the end of the JSON.');
    if (char === undefined)
      return problem(
        open.length > 0
          ? `The file ends, and ${open.length === 1 ? `a ${open[0]} is` : `${open.length} brackets are`} not closed.`
          : 'There is nothing in this file.',
      );
    if ((state === 'keyOrEnd' || state === 'after') && char === '}' && open.at(-1) === '{') {
      open.pop();
      at++;
      state = 'after';
    } else if ((state === 'valueOrEnd' || state === 'after') && char === ']' && open.at(-1) === '[') {
      open.pop();
      at++;
      state = 'after';
    } else if (state === 'after') {
      if (char !== ',')
        return problem(`A comma or a closing bracket is missing before ${JSON.stringify(char)}.`);
      at++;
      state = open.at(-1) === '{' ? 'key' : 'value';
    } else if (state === 'colon') {
      if (char !== ':') return problem(`A colon is missing before ${JSON.stringify(char)}.`);
      at++;
      state = 'value';
    } else if (state === 'key' || state === 'keyOrEnd') {
      if (char === '}') return problem('A comma stands before }, and nothing behind it.');
      if (!take(STRING))
        return problem(`A name in quotation marks is missing before ${JSON.stringify(char)}.`);
      state = 'colon';
    } else if (char === '{' || char === '[') {
      open.push(char);
      at++;
      state = char === '{' ? 'keyOrEnd' : 'valueOrEnd';
    } else if (take(STRING) || take(WORD)) state = 'after';
    else if (char === ']') return problem('A comma stands before ], and nothing behind it.');
    else if (char === '"')
      return problem('A string is not closed, or has a line break or a wrong escape in it.');
    else return problem(`${JSON.stringify(char)} begins no value of JSON.`);
  }
}
