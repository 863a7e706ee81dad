/**
 * Lines that wipe in a file that could not be read as what it is: another reader may be less strict than ours, and what is shown
 * beside the arming must not be empty because of it.
 */
import type { AnswerFormat } from '../../../model/image.ts';
import type { Collector } from './finding.ts';
import { wipingWords } from './script-wipes.ts';
import { textLines } from './text-lines.ts';

const WORDS: Readonly<Partial<Record<AnswerFormat, RegExp>>> = {
  autoinstall: /\b(autoinstall|storage|layout|wipe|ptable)["']?\s{0,20}:/,
  autoyast: /<(profile|partitioning|drive|initialize|use)[\s>]/,
  agama: /\b(storage|drives|delete|deleteIfNeeded|ptableType|product)["']?\s{0,20}:/,
  unattend: /<(WillWipeDisk|CreatePartition|Format)[\s>]/,
  toml: /^\s{0,80}\[?(disk[-_]setup|disk[-_]list|filter|filesystem)\b/,
};

export function findRawWipes(format: AnswerFormat, text: string, found: Collector): void {
  for (const { line, text: raw } of textLines(text)) {
    const word = WORDS[format]?.exec(raw)?.[1];
    const words = [...(word === undefined ? [] : [word]), ...wipingWords(raw)];
    if (words.length > 0) found.wipe(line, raw, ...words);
  }
}
