/** A network card was changed: one machine, known under two addresses, becomes one again. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Machine } from '../../../shared/model/machine.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import { useRun } from '../../engine-context.ts';
import { useNames } from '../../names.ts';
import { select, useStore } from '../../store.ts';
import styles from '../panel.module.css';

export function Merge({ machine: { mac } }: { machine: Machine }) {
  const run = useRun();
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
        title={others.length === 0 ? 'There is no other machine' : undefined}
        onClick={() => setOpen(true)}
      >
        Merge into…
      </Button>
    );
  }
  return (
    <section
      className={styles.question}
      aria-label="Merge"
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      <NativeSelect
        label="Merge into"
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
      <p className="soft">
        For a network card that was changed. Name, notes, group, variables, fixed address, what it boots and
        its history go over to {names.machine(into)}; {mac} is forgotten. What was installed once is not
        installed again.
      </p>
      <div className={styles.buttons}>
        <Button
          variant="danger"
          onClick={() =>
            void run('machines.merge', { from: mac, into }).then((merged) => merged && select(into))
          }
        >
          Merge
        </Button>
        <Button onClick={() => setOpen(false)}>Cancel</Button>
      </div>
    </section>
  );
}
