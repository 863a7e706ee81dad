/** Where keys stand in a TOML file that parses: its reader does not say. */
import { textLines } from './text-lines.ts';

/**
 * The line of a table or of a key in one; of the table where the key is not found, 1 where neither is. Underscores and dashes
 * are the same here. Lines of a text in triple quotes are looked at as well, which costs at most a wrong line.
 */
export function tomlKeyLines(text: string): (...path: readonly string[]) => number {
  const found = new Map<string, number>();
  const note = (line: number, parts: readonly string[]): void => {
    // `filter.ID_SERIAL = …` is found as `filter` too.
    for (let length = 1; length <= Math.min(parts.length, 4); length++) {
      const key = keyOf(parts.slice(0, length));
      if (!found.has(key)) found.set(key, line);
    }
  };
  let table: readonly string[] = [];
  for (const { line, text: raw } of textLines(text)) {
    const header = /^\s{0,80}\[{1,2}([^\]]{1,200})\]/.exec(raw)?.[1];
    if (header !== undefined) {
      table = partsOf(header);
      note(line, table);
      continue;
    }
    const key = /^\s{0,80}([A-Za-z0-9_."'-]{1,200})\s{0,80}=/.exec(raw)?.[1];
    if (key !== undefined) note(line, [...table, ...partsOf(key)]);
  }
  return (...path) => {
    for (let length = path.length; length > 0; length--) {
      const line = found.get(keyOf(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  };
}

const partsOf = (key: string): readonly string[] =>
  key.split('.').map((part) => part.trim().replace(/^["']|["']$/g, ''));
const keyOf = (parts: readonly string[]): string => parts.map((part) => part.replaceAll('_', '-')).join('\n');
