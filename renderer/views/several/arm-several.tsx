/** Arming several machines: asked with every one of them named, and every line that erases, each file once. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Arm } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useRun } from '../../engine-context.ts';
import type { Expiry } from '../../expiry.ts';
import { expiryMinutes } from '../../expiry.ts';
import { machineTitle, useNames } from '../../names.ts';
import { texts } from '../../texts/texts.ts';
import { said } from '../../texts/said.ts';
import type { Wanted } from '../../wording-machine.ts';
import { armedWord } from '../../wording-machine.ts';
import { AnswerCheck } from '../answers/answer-check.tsx';
import { ExpiryChoice } from '../expiry-choice.tsx';
import styles from '../panel.module.css';

export interface Known {
  readonly machine: Machine;
  readonly wanted: Wanted;
}

export function ArmSeveral({ known }: { known: readonly Known[] }) {
  const run = useRun();
  const t = texts().several;
  const [expiry, setExpiry] = useState<Expiry>('never');
  const [asking, setAsking] = useState<'once' | 'always'>();
  const able = known.filter(({ wanted }) => wanted.erases && wanted.image !== undefined);
  const armed = able.filter(({ wanted }) => armedWord(wanted) !== undefined);
  const others = known.length - able.length;

  const arm = (how: Arm, whom: readonly Known[]) => {
    const minutes = how === 'off' ? undefined : expiryMinutes(expiry, Date.now());
    const macs = whom.map(({ machine }) => machine.mac);
    void run('machines.armMany', { macs, arm: how, ...(minutes !== undefined && { minutes }) }).then(
      (done) => done && setAsking(undefined),
    );
  };
  if (able.length === 0)
    return (
      <section className={styles.arm} aria-label={t.arming}>
        <p className="soft">{t.noneCanBeArmed}</p>
      </section>
    );
  return (
    <section
      className={`${styles.arm ?? ''} ${armed.length > 0 || asking ? (styles.armOn ?? '') : ''}`}
      aria-label={t.arming}
    >
      <p>
        <b>{t.armed(armed.length, known.length)}</b>{' '}
        {others > 0 && <span className="soft">{t.leftOut(others)}</span>}
      </p>
      {asking === undefined ? (
        <>
          <ExpiryChoice value={expiry} onChoose={setExpiry} />
          <div className={styles.buttons}>
            <Button variant="danger" onClick={() => setAsking('once')}>
              {t.armOnce}
            </Button>
            <Button onClick={() => setAsking('always')}>{t.armAlways}</Button>
            {armed.length > 0 && <Button onClick={() => arm('off', armed)}>{t.disarm(armed.length)}</Button>}
          </div>
        </>
      ) : (
        <ArmQuestion
          able={able}
          how={asking}
          expiry={expiry}
          onYes={() => arm(asking, able)}
          onNo={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}

export interface ArmQuestionProps {
  readonly able: readonly Known[];
  readonly how: 'once' | 'always';
  readonly expiry: Expiry;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function ArmQuestion({ able, how, expiry, onYes, onNo }: ArmQuestionProps) {
  const names = useNames();
  const t = texts().several;
  const lasts = expiry === 'never' ? undefined : texts().boot.expiries[expiry];
  return (
    <div
      className={styles.question}
      role="alertdialog"
      aria-label={t.armQuestion(able.length)}
      onKeyDown={(event) => event.key === 'Escape' && onNo()}
    >
      <p>
        <b>{t.mayErase(how, able.length, lasts)}</b>
      </p>
      <ul className={styles.armed} tabIndex={0} aria-label={t.machinesArmed}>
        {able.map(({ machine, wanted }) => (
          <li key={machine.mac}>
            {machineTitle(machine)} <span className="mono faint">{machine.mac}</span>
            <div className="soft">
              {wanted.answer === undefined
                ? names.image(wanted.image ?? '')
                : t.withAnswer(names.image(wanted.image ?? ''), names.answer(wanted.answer))}
              {wanted.used !== undefined && <b className="warn"> {said(wanted.used)}</b>}
            </div>
          </li>
        ))}
      </ul>
      {filesOf(able).map(({ image, answer }) => (
        <div key={`${image} ${answer}`}>
          <b>{names.answer(answer)}</b>
          <AnswerCheck id={answer} image={image} />
        </div>
      ))}
      <div className={styles.buttons}>
        <Button variant="danger" autoFocus onClick={onYes}>
          {t.armThem(able.length)}
        </Button>
        <Button onClick={onNo}>{texts().common.cancel}</Button>
      </div>
    </div>
  );
}

/** Each pair of answer file and installer once. */
function filesOf(able: readonly Known[]): readonly { readonly image: string; readonly answer: string }[] {
  const pairs = new Map<string, { image: string; answer: string }>();
  for (const { wanted } of able) {
    const { image, answer } = wanted;
    if (image !== undefined && answer !== undefined) pairs.set(`${image} ${answer}`, { image, answer });
  }
  return [...pairs.values()];
}
