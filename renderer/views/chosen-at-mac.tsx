/** What somebody chose at the Mac itself, and the way to take it back. */
import { Button } from '@mantine/core';
import type { Machine } from '../../shared/model/machine.ts';
import { useRun } from '../engine-context.ts';
import { useNames } from '../names.ts';
import styles from './panel.module.css';

export function ChosenAtMac({ machine }: { machine: Machine }) {
  const run = useRun();
  const names = useNames();
  const { mac, chosen } = machine;
  if (chosen === undefined) return null;
  return (
    <section aria-label="Chosen at this Mac">
      <h2>Chosen at this Mac</h2>
      <p>
        <b>{names.image(chosen)}</b>{' '}
        <span className="soft">
          with the Option key or in Startup Disk. It boots that until something is chosen here.
        </span>
      </p>
      <div className={styles.buttons}>
        <Button onClick={() => void run('machines.assign', { mac, image: null })}>Forget this choice</Button>
      </div>
    </section>
  );
}
