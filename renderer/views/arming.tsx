/** May this wipe a disk? Said in words, changed by one click of its own, never as a side effect. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Arm } from '../../shared/model/config.ts';
import type { Expiry } from '../expiry.ts';
import { expiryMinutes } from '../expiry.ts';
import { sinceLongText, whenText } from '../format.ts';
import { useEngineNow } from '../now.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { Filled } from '../parts/filled.tsx';
import type { Armed } from '../texts/en/boot.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
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
  readonly who: Armed;
  /** The rule for unknown machines has no end. */
  readonly canExpire?: boolean;
  readonly onArm: (arm: Arm, minutes?: number) => void;
}

export function Arming({ arm, until, used, who, by = 'answer', canExpire = false, onArm }: ArmingProps) {
  const [expiry, setExpiry] = useState<Expiry>('never');
  const t = texts().boot;
  const now = useEngineNow(10_000);
  const state = used !== undefined ? 'used' : arm;
  const armed = state === 'once' || state === 'always';
  const armNow = (how: Arm) => onArm(how, expiryMinutes(expiry, Date.now()));
  return (
    <section className={`${styles.arm ?? ''} ${armed ? (styles.armOn ?? '') : ''}`} aria-label={t.arming}>
      <Words state={state} used={used} who={who} by={by} />
      {until !== undefined && state !== 'used' && <Until until={until} now={now} armed={armed} />}
      {!armed && canExpire && <ExpiryChoice value={expiry} onChoose={setExpiry} />}
      <div className={styles.buttons}>
        {!armed && (
          <>
            <Button variant="danger" onClick={() => armNow('once')}>
              {state === 'used' ? t.armAgain : t.armOnce}
            </Button>
            <ConfirmButton
              label={t.everyBoot}
              question={t.everyBootQuestion}
              yes={t.everyBootYes}
              onConfirm={() => armNow('always')}
            />
          </>
        )}
        {state !== 'off' && <Button onClick={() => onArm('off')}>{t.disarm}</Button>}
      </div>
    </section>
  );
}

function Until({ until, now, armed }: { until: number; now: number; armed: boolean }) {
  const t = texts().boot;
  if (!armed && until > now) return null;
  return armed ? (
    <p>
      <Filled text={t.expires(sinceLongText(until - now))} parts={{ at: <b>{whenText(until, now)}</b> }} />
    </p>
  ) : (
    <p className="soft">{t.expired(whenText(until, now))}</p>
  );
}

interface WordsProps extends Pick<ArmingProps, 'used' | 'who'> {
  readonly state: Arm | 'used';
  readonly by: 'answer' | 'image';
}

function Words({ state, used, who, by }: WordsProps) {
  const t = texts().boot;
  switch (state) {
    case 'off':
      return (
        <p>
          <b>{t.notArmed}</b> <span className="soft">{t.whyWaits[by](who)}</span>
        </p>
      );
    case 'once':
      return (
        <p>
          <b>{t.armedOnce}</b> <span className="soft">{t.armedOnceMeans}</span>
        </p>
      );
    case 'always':
      return (
        <p>
          <b>{t.armedAlways}</b> <span className="soft">{t.armedAlwaysMeans}</span>
        </p>
      );
    case 'used':
      return (
        <p>
          <b>{t.usedUp(said(used ?? ''))}</b> <span className="soft">{t.usedUpMeans}</span>
        </p>
      );
  }
}
