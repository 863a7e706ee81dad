/** May this wipe a disk? Said in words, changed by one click of its own, never as a side effect. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Arm } from '../../shared/model/config.ts';
import type { Expiry } from '../expiry.ts';
import { expiryMinutes } from '../expiry.ts';
import { sinceLongText, whenText } from '../format.ts';
import { useNow } from '../now.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { ExpiryChoice } from './expiry-choice.tsx';
import styles from './panel.module.css';

export interface ArmingProps {
  /** In force now. */
  readonly arm: Arm;
  /** ms since 1970: when it ends by itself, or ended. */
  readonly until?: number | undefined;
  /** Why the arming counts no more, where it was for one install. */
  readonly used: string | undefined;
  /** What may erase: an answer file, or the image itself (an Apple installer). */
  readonly by?: 'answer' | 'image';
  /** "it" or "every unknown machine". */
  readonly who: string;
  /** The rule for unknown machines has no end. */
  readonly canExpire?: boolean;
  readonly onArm: (arm: Arm, minutes?: number) => void;
}

export function Arming({ arm, until, used, who, by = 'answer', canExpire = false, onArm }: ArmingProps) {
  const [expiry, setExpiry] = useState<Expiry>('never');
  const now = useNow(10_000);
  const state = used !== undefined ? 'used' : arm;
  const armed = state === 'once' || state === 'always';
  const armNow = (how: Arm) => onArm(how, expiryMinutes(expiry, Date.now()));
  return (
    <section className={`${styles.arm ?? ''} ${armed ? (styles.armOn ?? '') : ''}`} aria-label="Arming">
      <Words state={state} used={used} who={who} by={by} />
      {until !== undefined && state !== 'used' && <Until until={until} now={now} armed={armed} />}
      {!armed && canExpire && <ExpiryChoice value={expiry} onChoose={setExpiry} />}
      <div className={styles.buttons}>
        {!armed && (
          <>
            <Button variant="danger" onClick={() => armNow('once')}>
              {state === 'used' ? 'Arm again for one install' : 'Arm for one install'}
            </Button>
            <ConfirmButton
              label="For every boot…"
              question="Install again at every network boot?"
              yes="Arm for every boot"
              onConfirm={() => armNow('always')}
            />
          </>
        )}
        {state !== 'off' && <Button onClick={() => onArm('off')}>Disarm</Button>}
      </div>
    </section>
  );
}

function Until({ until, now, armed }: { until: number; now: number; armed: boolean }) {
  if (!armed && until > now) return null;
  return armed ? (
    <p>
      Expires at <b>{whenText(until, now)}</b>, in {sinceLongText(until - now)}.
    </p>
  ) : (
    <p className="soft">Its arming expired at {whenText(until, now)}.</p>
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
