/**
 * A preseed file as debconf-set-selections reads it: `owner question type value`, a backslash at the very end continues the line,
 * comments are whole lines. Between type and value stands one blank; what is more belongs to the value.
 */
import { textLines } from './text-lines.ts';

export interface PreseedEntry {
  /** Where it begins. */
  readonly line: number;
  /** With its continuations, joined as debconf joins them. */
  readonly text: string;
  readonly owner: string;
  readonly question: string;
  readonly type: string;
  readonly value: string;
}

export interface PreseedProblem {
  readonly line: number;
  readonly sentence: string;
}

export interface PreseedFile {
  readonly entries: readonly PreseedEntry[];
  readonly problems: readonly PreseedProblem[];
}

const ENTRY = /^\s*(\S+)(?:\s+(\S+))?(?:\s+(\S+))?(?:\s([\s\S]*))?$/;

export function readPreseed(text: string): PreseedFile {
  const entries: PreseedEntry[] = [];
  const problems: PreseedProblem[] = [];
  let joined: string[] = [];
  let begin = 0;
  const lines = textLines(text);
  for (const { line, text: raw } of lines) {
    const continuing = joined.length > 0;
    if (!continuing && /^\s*(?:#|$)/.test(raw)) continue;
    if (continuing && /^\s*$/.test(raw))
      problems.push({ line, sentence: `Line ${line - 1} ends in a backslash, and nothing follows it.` });
    if (continuing && /^\s*#/.test(raw))
      problems.push({
        line,
        sentence: 'This is no comment: the line before ends in a backslash, so it belongs to it.',
      });
    if (/\\[ \t]{1,80}$/.test(raw))
      problems.push({ line, sentence: 'Blanks stand behind the backslash: it continues nothing.' });
    if (!continuing) begin = line;
    if (raw.endsWith('\\') && line < lines.length) {
      joined.push(raw.slice(0, -1));
      continue;
    }
    if (raw.endsWith('\\'))
      problems.push({ line, sentence: 'The file ends in a backslash, and nothing follows it.' });
    joined.push(raw);
    const entry = joined.join('');
    joined = [];
    const [, owner = '', question = '', type = '', value = ''] = ENTRY.exec(entry) ?? [];
    if (owner !== '') entries.push({ line: begin, text: entry.trim(), owner, question, type, value });
  }
  return { entries, problems };
}
