/** What the engine finds in an answer file, asked anew a moment after the text last changed. */
import { useEffect, useState } from 'react';
import type { AnswerCheck } from '../../../shared/model/api.ts';
import { useEngine } from '../../engine-context.ts';
import { useStore } from '../../store.ts';

/** Long enough not to ask at every key. */
const QUIET_MS = 250;

export interface CheckQuestion {
  readonly id: string;
  readonly image?: string | undefined;
  /** As if the file said that. */
  readonly text?: string | undefined;
  readonly kernelArgs?: string | undefined;
}

export function useAnswerCheck({ id, image, text, kernelArgs }: CheckQuestion): AnswerCheck | undefined {
  const { client } = useEngine();
  const connection = useStore((state) => state.connection);
  const answers = useStore((state) => state.answers);
  const [check, setCheck] = useState<AnswerCheck>();

  useEffect(() => {
    let current = true;
    if (connection !== 'open') return undefined;
    const question = {
      id,
      ...(image !== undefined && { image }),
      ...(text !== undefined && { text }),
      ...(kernelArgs !== undefined && { kernelArgs }),
    };
    const ask = () =>
      client.call('answers.check', question).then(
        (found) => {
          if (current) setCheck(found);
        },
        // Removed meanwhile: whoever shows it hears of that too.
        () => undefined,
      );
    const timer = setTimeout(() => void ask(), text === undefined ? 0 : QUIET_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, connection, id, image, text, kernelArgs, answers]);
  return check;
}
