/** Beside the arming: what in an answer file erases disks, and what its installer will not understand. */
import { useEffect, useState } from 'react';
import type { AnswerCheck as Check } from '../../shared/model/api.ts';
import { useEngine } from '../engine-context.ts';
import { useStore } from '../store.ts';
import styles from './panel.module.css';

export function AnswerCheck({ answer, image }: { answer: string; image: string }) {
  const { client } = useEngine();
  const connection = useStore((state) => state.connection);
  const answers = useStore((state) => state.answers);
  const [check, setCheck] = useState<Check>();

  useEffect(() => {
    let current = true;
    if (connection !== 'open') return undefined;
    client.call('answers.check', { id: answer, image }).then(
      (found) => {
        if (current) setCheck(found);
      },
      // Removed meanwhile: the choice above says so.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, connection, answer, image, answers]);

  if (!check || (check.wipes.length === 0 && check.warnings.length === 0)) return null;
  return (
    <section aria-label="What is in the answer file">
      {check.wipes.length > 0 && (
        <>
          <h2>Erases disks</h2>
          <ul className={styles.why}>
            {check.wipes.map(({ line, text }) => (
              <li key={line} className="warn">
                line {line}: <code className="mono">{text}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {check.warnings.length > 0 && (
        <>
          <h2>To look at</h2>
          <ul className={`soft ${styles.why ?? ''}`}>
            {check.warnings.map(({ line, sentence }) => (
              <li key={`${line} ${sentence}`}>
                line {line}: {sentence}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
