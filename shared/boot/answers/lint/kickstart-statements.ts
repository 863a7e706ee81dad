/** A Red Hat kickstart as lines that mean something: commands, and what stands in sections. */
import { isSection } from './kickstart-commands.ts';
import { shellWords } from './shell-words.ts';
import type { ShellWords } from './shell-words.ts';
import { textLines } from './text-lines.ts';

export interface KickstartStatement extends ShellWords {
  readonly line: number;
  readonly text: string;
  /** The section it stands in; the line that opens or ends a section stands in none. */
  readonly section?: string;
}

export interface KickstartSection {
  readonly name: string;
  readonly line: number;
  /** The line of %end, or why there is none. */
  readonly end:
    | { readonly line: number }
    | { readonly opened: string; readonly line: number }
    /** The file ends. */
    | undefined;
}

export interface KickstartLines {
  readonly statements: readonly KickstartStatement[];
  readonly sections: readonly KickstartSection[];
  /** Lines of %end that end nothing. */
  readonly strayEnds: readonly number[];
}

/**
 * As pykickstart does: within a section a line that begins with the name of another one is taken for its beginning, every
 * other `%word` for a part of the script.
 */
export function readKickstart(text: string): KickstartLines {
  const statements: KickstartStatement[] = [];
  const sections: KickstartSection[] = [];
  const strayEnds: number[] = [];
  let open: { readonly name: string; readonly line: number } | undefined;
  for (const { line, text: raw } of textLines(text)) {
    const [first = ''] = raw.trimStart().split(/\s/, 1);
    if (first === '' || first.startsWith('#')) continue;
    if (first === '%end') {
      if (open === undefined) strayEnds.push(line);
      else sections.push({ ...open, end: { line } });
      open = undefined;
      continue;
    }
    const begins = first.startsWith('%') && first !== '%include' && first !== '%ksappend';
    if (begins && (open === undefined || isSection(first))) {
      if (open !== undefined) sections.push({ ...open, end: { opened: first, line } });
      open = { name: first, line };
      statements.push({ line, text: raw.trim(), ...shellWords(raw) });
      continue;
    }
    statements.push({
      line,
      text: raw.trim(),
      ...(open === undefined ? shellWords(raw) : { words: [first], cut: false }),
      ...(open !== undefined && { section: open.name }),
    });
  }
  if (open !== undefined) sections.push({ ...open, end: undefined });
  return { statements, sections, strayEnds };
}
