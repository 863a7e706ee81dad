/** Beside the arming: what in an answer file erases disks, and what its installer will not understand. */
import { texts } from '../../texts/texts.ts';
import { CheckLists } from './check-lists.tsx';
import type { CheckQuestion } from './use-answer-check.ts';
import { useAnswerCheck } from './use-answer-check.ts';

export function AnswerCheck(question: CheckQuestion) {
  const check = useAnswerCheck(question);
  if (!check || (check.wipes.length === 0 && check.warnings.length === 0)) return null;
  return (
    <section aria-label={texts().answers.whatIsIn}>
      <CheckLists check={check} />
    </section>
  );
}
