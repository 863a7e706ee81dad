/** May this wipe a disk? Said in words, changed by one click of its own, never as a side effect. */
import { Button } from '@mantine/core';
import type { Arm } from '../../shared/model/config.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import styles from './panel.module.css';

export interface ArmingProps {
  readonly arm: Arm;
  /** Why the arming counts no more, where it was for one install. */
  readonly used: string | undefined;
  /** What may erase: an answer file, or the image itself (an Apple installer). */
  readonly by?: 'answer' | 'image';
  /** "it" or "every unknown machine". */
  readonly who: string;
  readonly onArm: (arm: Arm) => void;
}

export function Arming({ arm, used, who, by = 'answer', onArm }: ArmingProps) {
  const state = used !== undefined ? 'used' : arm;
  return (
    <section
      className={`${styles.arm ?? ''} ${state === 'once' || state === 'always' ? (styles.armOn ?? '') : ''}`}
      aria-label="Arming"
    >
      <Words state={state} used={used} who={who} by={by} />
      <div className={styles.buttons}>
        {state !== 'once' && state !== 'always' && (
          <>
            <Button variant="danger" onClick={() => onArm('once')}>
              {state === 'used' ? 'Arm again for one install' : 'Arm for one install'}
            </Button>
            <ConfirmButton
              label="For every boot…"
              question="Install again at every network boot?"
              yes="Arm for every boot"
              onConfirm={() => onArm('always')}
            />
          </>
        )}
        {state !== 'off' && <Button onClick={() => onArm('off')}>Disarm</Button>}
      </div>
    </section>
  );
}

interface WordsProps extends Pick<ArmingProps, 'used' | 'who'> {
  readonly state: Arm | 'used';
  readonly by: 'answer' | 'image';
}

function Words({ state, used, who, by }: WordsProps) {
  switch (state) {
    case 'off':
      return (
        <p>
          <b>Not armed.</b>{' '}
          <span className="soft">
            {by === 'answer'
              ? 'An answer file installs without asking and can erase disks'
              : 'Apple’s installer images may install without asking and erase disks'}
            , so {who} waits until you arm this.
          </span>
        </p>
      );
    case 'once':
      return (
        <p>
          <b>Armed for one install.</b>{' '}
          <span className="soft">
            The next network boot installs and may erase its disks. After that it boots from its own disk.
          </span>
        </p>
      );
    case 'always':
      return (
        <p>
          <b>Armed for every boot.</b>{' '}
          <span className="soft">
            Each network boot installs again and may erase disks, until you disarm.
          </span>
        </p>
      );
    case 'used':
      return (
        <p>
          <b>Arming is used up: {used}.</b>{' '}
          <span className="soft">It boots its own disk. Nothing is erased until you arm it again.</span>
        </p>
      );
  }
}
