/** A network card was changed: one machine, known under two addresses, becomes one again. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Machine } from '../../../shared/model/machine.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import { useRun } from '../../engine-context.ts';
import { useNames } from '../../names.ts';
import { select, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from '../panel.module.css';
import { mergeMachines } from './machine-changes.ts';

export function Merge({ machine: { mac } }: { machine: Machine }) {
  const run = useRun();
  const t = texts().machinePanel;
  const names = useNames();
  const order = useStore((state) => state.order);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Mac>();
  // The newest first: it is the one that just appeared with a new card.
  const others = order.filter((one) => one !== mac).toReversed();
  const into = chosen ?? others[0];
  if (!open || into === undefined) {
    return (
      <Button
        disabled={others.length === 0}
        title={others.length === 0 ? t.noOther : undefined}
        onClick={() => setOpen(true)}
      >
        {t.mergeInto}
      </Button>
    );
  }
  return (
    <section
      className={styles.question}
      aria-label={t.merge}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      <NativeSelect
        label={t.mergeIntoWhich}
        value={into}
        autoFocus
        onChange={(event) => setChosen(event.currentTarget.value as Mac)}
      >
        {others.map((one) => (
          <option key={one} value={one}>
            {names.machine(one) === one ? one : `${names.machine(one)}, ${one}`}
          </option>
        ))}
      </NativeSelect>
      <p className="soft">{t.mergeMeans(names.machine(into), mac)}</p>
      <div className={styles.buttons}>
        <Button
          variant="danger"
          onClick={() => void mergeMachines(run, mac, into).then((merged) => merged && select(into))}
        >
          {t.merge}
        </Button>
        <Button onClick={() => setOpen(false)}>{texts().common.cancel}</Button>
      </div>
    </section>
  );
}
