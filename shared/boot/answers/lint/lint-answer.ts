/**
 * An answer file before a machine is powered on: what is wrong with it, and which of its lines erase disks. Reads text that is
 * already filled in; nothing in it is run, fetched or built up. Never throws, and takes time in proportion to the text's length.
 */
import type { AnswerCheck } from '../../../model/api.ts';
import type { AnswerFormat } from '../../../model/image.ts';
import { lintAgama } from './agama.ts';
import { lintAutoinstall } from './autoinstall.ts';
import { lintAutoyast } from './autoyast.ts';
import { lintCharacters } from './characters.ts';
import { lintEsxiKickstart } from './esxi-kickstart.ts';
import type { Findings, LintContext, Warning, Wipe } from './finding.ts';
import { lintKernelArgs } from './kernel-args.ts';
import { lintKickstartFile } from './kickstart.ts';
import { lintPreseed } from './preseed.ts';
import { lintTomlAnswer } from './toml-answer.ts';
import { lintUnattend } from './unattend.ts';

const LINTERS: Readonly<Record<AnswerFormat, (text: string, context: LintContext) => Findings>> = {
  kickstart: lintKickstartFile,
  'esxi-kickstart': lintEsxiKickstart,
  preseed: lintPreseed,
  autoinstall: lintAutoinstall,
  autoyast: lintAutoyast,
  agama: lintAgama,
  unattend: lintUnattend,
  toml: lintTomlAnswer,
};

const NAMES: Readonly<Record<AnswerFormat, string>> = {
  kickstart: 'a kickstart',
  'esxi-kickstart': 'an ESXi kickstart',
  preseed: 'a preseed file',
  autoinstall: 'autoinstall user-data',
  autoyast: 'an AutoYaST profile',
  agama: 'an Agama profile',
  unattend: 'a Windows answer file',
  toml: 'an answer.toml',
};

/** More than anybody reads; a file of the wrong kind has one in every line. */
const MAX_WARNINGS = 100;
const MAX_SENTENCE = 300;

/** Sorted by line; line 0 is the kernel's command line. */
export function lintAnswer(format: AnswerFormat, text: string, context: LintContext): AnswerCheck {
  const other = otherFormat(format, context);
  // The image's version says nothing about a file its installer does not read.
  const { image: _image, ...withoutImage } = context;
  // A mark at the beginning is said once, and must not hide the first word from the others.
  const plain = text.replace(/^\uFEFF/, '');
  const found = LINTERS[format](plain, other.length > 0 ? withoutImage : context);
  const byLine = (a: { readonly line: number }, b: { readonly line: number }): number => a.line - b.line;
  const warnings = [...lintKernelArgs(context), ...other, ...lintCharacters(format, text), ...found.warnings];
  return {
    warnings: readable(warnings.toSorted(byLine)),
    wipes: onePerLine(found.wipes).toSorted(byLine),
  };
}

function otherFormat(format: AnswerFormat, { image }: LintContext): readonly Warning[] {
  if (image === undefined || image.answer === format) return [];
  // Leap 16 and SLES 16 read profiles of AutoYaST as well (Agama's documentation, "AutoYaST support").
  if (image.answer === 'agama' && format === 'autoyast') return [];
  const reads = image.answer === undefined ? 'reads no answer file' : `reads ${NAMES[image.answer]}`;
  return [{ line: 1, sentence: `This is ${NAMES[format]}, and ${image.title} ${reads}.` }];
}

/** Each once, none longer than can be read, and not more of them than that. */
function readable(warnings: readonly Warning[]): readonly Warning[] {
  const seen = new Set<string>();
  const once = warnings.filter(({ line, sentence }) => {
    const key = `${line} ${sentence}`;
    return !seen.has(key) && seen.add(key);
  });
  const shown = once.slice(0, MAX_WARNINGS).map(({ line, sentence }) => ({
    line,
    sentence: sentence.length > MAX_SENTENCE ? `${sentence.slice(0, MAX_SENTENCE)}…` : sentence,
  }));
  const next = once[MAX_WARNINGS];
  if (next === undefined) return shown;
  return [
    ...shown,
    { line: next.line, sentence: `From here on ${once.length - MAX_WARNINGS} more are not shown.` },
  ];
}

function onePerLine(wipes: readonly Wipe[]): Wipe[] {
  const lines = new Map<number, Wipe>();
  for (const wipe of wipes) {
    const before = lines.get(wipe.line);
    const words = [...new Set([...(before?.words ?? []), ...wipe.words])];
    lines.set(wipe.line, { ...wipe, words });
  }
  return [...lines.values()];
}
