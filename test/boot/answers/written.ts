/** One value in one place: written, or refused with a sentence. */
import { fillAnswer } from '../../../shared/boot/answers/fill.ts';
import type { AnswerFormat } from '../../../shared/model/image.ts';

/** The file; undefined: refused, and then by a sentence that says where. */
export function written(format: AnswerFormat, template: string, value: string): string | undefined {
  const filled = fillAnswer(format, template, { value });
  if ('text' in filled) return filled.text;
  for (const { line, sentence } of filled.problems) {
    if (!/^(\{\{ .* \}\}|The value of) .*\.$/s.test(sentence)) throw new Error(`no sentence: ${sentence}`);
    if (!template.split('\n')[line - 1]?.includes('value')) throw new Error(`wrong line: ${line}`);
  }
  return undefined;
}
