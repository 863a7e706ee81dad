/** An answer file as it stands on the shelf, looked through before a machine is powered on. */
import type { AnswerCheck } from '../../model/api.ts';
import type { AnswerFormat, Image } from '../../model/image.ts';
import { fillSample } from './fill.ts';
import type { LintContext } from './lint/finding.ts';
import { lintAnswer } from './lint/lint-answer.ts';

const SHOWN = 200;

/**
 * Templates are filled in with harmless values first. Lines are those of the template, and the lines that erase disks are shown
 * as somebody wrote them.
 */
export function checkAnswer(format: AnswerFormat, template: string, context: LintContext): AnswerCheck {
  const { text, problems } = fillSample(format, template);
  const { warnings, wipes } = lintAnswer(format, text, context);
  const lines = template.split(/\r?\n/);
  const erasing = [...wipes, ...wipesLeftOut(format, lines, text.split(/\r?\n/), context)];
  return {
    warnings: [
      ...problems.map(({ line, sentence }) => ({ line, sentence })),
      // Braces that could not be filled in are wrong in every format, and say nothing about it.
      ...(problems.length === 0 ? warnings : warnings.filter(({ line }) => line === 0)),
    ],
    wipes: erasing
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, text: filled, words }) => {
        const written = lines[line - 1]?.trim() ?? '';
        return { line, text: written === '' ? filled : written.slice(0, SHOWN), words };
      }),
  };
}

/**
 * Of lines that the sample values left out: what is written for a machine without a disk of its own erases one as well. They are
 * put in beside the others; where that makes nothing that parses, lintAnswer goes by the words alone.
 */
function wipesLeftOut(
  format: AnswerFormat,
  template: readonly string[],
  filled: readonly string[],
  context: LintContext,
): AnswerCheck['wipes'] {
  const leftOut = new Map<number, string>();
  for (const [index, line] of template.entries()) {
    const plain = line.replace(/\{%[^}]{0,400}%\}/g, '').replace(/\{\{[^{}]{0,400}\}\}/g, 'sample');
    if (plain.trim() !== '' && /^\\?$/.test(filled[index]?.trim() ?? '')) leftOut.set(index, plain);
  }
  if (leftOut.size === 0) return [];
  const whole = template.map((_line, index) => leftOut.get(index) ?? filled[index] ?? '').join('\n');
  return lintAnswer(format, whole, context).wipes.filter(({ line }) => leftOut.has(line - 1));
}

/** What a check has to know of an image. */
export function checkedImage({ title, recipe }: Image): LintContext['image'] {
  const { family, version, answer } = recipe;
  return {
    title,
    family,
    ...(version !== undefined && { version }),
    ...(answer !== undefined && { answer }),
  };
}
