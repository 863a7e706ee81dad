/** How far a machine came, in the colours of the protocols that carried it. The lane's timeline will take this place. */
import type { Machine, Stage } from '../../shared/model/machine.ts';
import type { Stall } from '../store.ts';
import { STAGE_ORDER, STAGE_WORDS } from '../wording-machine.ts';
import styles from './stage-strip.module.css';

export function StageStrip({ machine, stall }: { machine: Machine; stall: Stall | undefined }) {
  const reached: Stage = machine.stage === 'stalled' ? (stall?.previous ?? 'seen') : machine.stage;
  const upTo = STAGE_ORDER.indexOf(reached);
  const stalled = machine.stage === 'stalled';
  return (
    <div className={styles.strip} aria-hidden="true">
      {STAGE_ORDER.map((stage, index) => {
        const tone = stalled && index === upTo ? 'stall' : STAGE_WORDS[stage].tone;
        const state = index < upTo ? styles.past : index === upTo ? styles.now : styles.ahead;
        return (
          <span
            key={stage}
            title={STAGE_WORDS[stage].word}
            className={`${styles.step ?? ''} ${state ?? ''} tone-${tone}`}
          />
        );
      })}
    </div>
  );
}
