/** Characters that came along from a web page or another system, and that installers take literally. */
import type { AnswerFormat } from '../../../model/image.ts';
import type { Warning } from './finding.ts';
import { textLines } from './text-lines.ts';

/** Formats that Linux reads line by line, or hands to a shell. */
const BY_LINE: ReadonlySet<AnswerFormat> = new Set(['kickstart', 'esxi-kickstart', 'preseed', 'autoinstall']);
/** In these a quotation mark of a typesetter is only a letter in somebody's text. */
const MARKUP: ReadonlySet<AnswerFormat> = new Set(['autoyast', 'unattend']);
const SAID = 5;

export function lintCharacters(format: AnswerFormat, text: string): readonly Warning[] {
  const found: Warning[] = [];
  if (text.startsWith('\uFEFF') && !MARKUP.has(format))
    found.push({
      line: 1,
      sentence: 'The file begins with a byte-order mark, which is taken for a part of the first word.',
    });
  const lines = textLines(text);
  if (BY_LINE.has(format)) {
    const at = text.search(/\r/);
    if (at !== -1)
      found.push({
        line: text.slice(0, at).split('\n').length,
        sentence: 'Lines end in CR LF, as Windows writes them: the CR is taken for a part of the last word.',
      });
  }
  let said = 0;
  for (const { line, text: raw } of lines) {
    if (said >= SAID) break;
    const odd = oddCharacter(raw, MARKUP.has(format));
    if (odd === undefined || /^\s*#/.test(raw)) continue;
    found.push({ line, sentence: odd });
    said++;
  }
  return found;
}

function oddCharacter(line: string, markup: boolean): string | undefined {
  // Between two letters it is an apostrophe in somebody's sentence.
  const [quote] =
    (!markup && /(?<!\p{L})[\u2018-\u201F\u00AB\u00BB]|[\u2018-\u201F\u00AB\u00BB](?!\p{L})/u.exec(line)) ||
    [];
  if (quote !== undefined) return `${quote} is a quotation mark for people: installers know only " and '.`;
  const [dash] = (!markup && /(?<=^|\s)[\u2013\u2014](?=[\u2013\u2014]?[a-z])/i.exec(line)) || [];
  if (dash !== undefined) return `${dash} is a dash for people: options begin with - or --.`;
  if (/[\u00A0\u2007\u202F]/.test(line))
    return 'A no-break space stands here, which is a letter to installers.';
  if (/[\u200B-\u200D\u2060\uFEFF]/.test(line.replace(/^\uFEFF/, '')))
    return 'A character without width stands here, which nobody sees and installers read.';
  return undefined;
}
