/** Arming several machines: asked with every one of them named, and every line that erases, each file once. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Arm } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useRun } from '../../engine-context.ts';
import type { Expiry } from '../../expiry.ts';
import { expiryMinutes } from '../../expiry.ts';
import { countText } from '../../format.ts';
import { machineTitle, useNames } from '../../names.ts';
import { texts } from '../../texts/texts.ts';
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
      <section className={styles.arm} aria-label="Arming">
        <p className="soft">
          None of them can be armed: set an image with an answer file first. What installs without asking is
          armed here, for all of them at once.
        </p>
      </section>
    );
  return (
    <section
      className={`${styles.arm ?? ''} ${armed.length > 0 || asking ? (styles.armOn ?? '') : ''}`}
      aria-label="Arming"
    >
      <p>
        <b>
          {armed.length} of {countText(known.length, 'machine')} armed.
        </b>{' '}
        {others > 0 && (
          <span className="soft">
            {countText(others, 'machine')} with nothing to arm {others === 1 ? 'is' : 'are'} left out.
          </span>
        )}
      </p>
      {asking === undefined ? (
        <>
          <ExpiryChoice value={expiry} onChoose={setExpiry} />
          <div className={styles.buttons}>
            <Button variant="danger" onClick={() => setAsking('once')}>
              Arm for one install…
            </Button>
            <Button onClick={() => setAsking('always')}>For every boot…</Button>
            {armed.length > 0 && <Button onClick={() => arm('off', armed)}>Disarm {armed.length}</Button>}
          </div>
        </>
      ) : (
        <Question
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

interface QuestionProps {
  readonly able: readonly Known[];
  readonly how: 'once' | 'always';
  readonly expiry: Expiry;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Question({ able, how, expiry, onYes, onNo }: QuestionProps) {
  const names = useNames();
  const count = countText(able.length, 'machine');
  const lasts = texts().boot.expiries[expiry];
  return (
    <div
      className={styles.question}
      role="alertdialog"
      aria-label={`Arm ${count}?`}
      onKeyDown={(event) => event.key === 'Escape' && onNo()}
    >
      <p>
        <b>
          {how === 'once' ? 'The next network boot' : 'Every network boot'} of these {count} may erase{' '}
          {able.length === 1 ? 'its' : 'their'} disks
          {expiry === 'never' ? '' : ` (${lasts})`}:
        </b>
      </p>
      <ul className={styles.armed} tabIndex={0} aria-label="Machines that are armed">
        {able.map(({ machine, wanted }) => (
          <li key={machine.mac}>
            {machineTitle(machine)} <span className="mono faint">{machine.mac}</span>
            <div className="soft">
              {names.image(wanted.image ?? '')}
              {wanted.answer !== undefined && <> with {names.answer(wanted.answer)}</>}
              {wanted.used !== undefined && <b className="warn"> {wanted.used}</b>}
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
          Arm {count}
        </Button>
        <Button onClick={onNo}>Cancel</Button>
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
