/** What somebody chose at the Mac itself, and the way to take it back. */
import { Button } from '@mantine/core';
import type { Machine } from '../../shared/model/machine.ts';
import { useRun } from '../engine-context.ts';
import { useNames } from '../names.ts';
import { texts } from '../texts/texts.ts';
import styles from './panel.module.css';

export function ChosenAtMac({ machine }: { machine: Machine }) {
  const run = useRun();
  const names = useNames();
  const t = texts().boot;
  const { mac, chosen } = machine;
  if (chosen === undefined) return null;
  return (
    <section aria-label={t.chosenAtMac}>
      <h2>{t.chosenAtMac}</h2>
      <p>
        <b>{names.image(chosen)}</b> <span className="soft">{t.chosenAtMacMeans}</span>
      </p>
      <div className={styles.buttons}>
        <Button onClick={() => void run('machines.assign', { mac, image: null })}>{t.forgetChoice}</Button>
      </div>
    </section>
  );
}
