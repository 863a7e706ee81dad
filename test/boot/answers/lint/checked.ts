/** What a check says, as lines that a table can hold. */
import { lintAnswer } from '../../../../shared/boot/answers/lint/lint-answer.ts';
import type { LintContext } from '../../../../shared/boot/answers/lint/finding.ts';
import type { AnswerFormat } from '../../../../shared/model/image.ts';
import type { Ipv4 } from '../../../../shared/wire/address.ts';
import { subnetOf } from '../../../../shared/wire/address.ts';

export const CONTEXT: LintContext = { subnet: subnetOf('10.77.0.1' as Ipv4, 24), http: 'http://10.77.0.1' };
/** Nobody's password. */
export const HASH =
  '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/';

export const RHEL = (version: string): LintContext['image'] => ({
  title: `RHEL ${version}`,
  family: 'rhel',
  version,
  answer: 'kickstart',
});

/** `12 What is wrong.` */
export function warned(
  format: AnswerFormat,
  text: string,
  more: Partial<LintContext> = {},
): readonly string[] {
  return lintAnswer(format, text, { ...CONTEXT, ...more }).warnings.map(
    ({ line, sentence }) => `${line} ${sentence}`,
  );
}

/** `12 clearpart --all` */
export function wiped(
  format: AnswerFormat,
  text: string,
  more: Partial<LintContext> = {},
): readonly string[] {
  return lintAnswer(format, text, { ...CONTEXT, ...more }).wipes.map(
    ({ line, words }) => `${line} ${words.join(' ')}`,
  );
}
