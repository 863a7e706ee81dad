/** A rack is switched on from the bottom up, and its machines get their names in that order. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { namePatternProblem } from '../../../shared/boot/naming.ts';
import type { Config } from '../../../shared/model/config.ts';
import { useRun } from '../../engine-context.ts';
import { countText } from '../../format.ts';
import { useStore } from '../../store.ts';
import { comingNames } from './next-name.ts';
import styles from './rack.module.css';

export function Naming({ config }: { config: Config }) {
  const run = useRun();
  const { naming } = config;
  const ordered = useStore((state) => state.ordered);
  if (!naming) return <Start config={config} />;
  return (
    <div className={styles.narrow}>
      <p>
        The next machine without a name becomes{' '}
        <b className={styles.next}>
          {comingNames(naming, config, 1)[0] ?? 'nothing: the numbers are used up'}
        </b>
        {naming.group !== undefined && <> in group {naming.group}</>}. Switch them on one after the other, and
        wait until each appears in the list.
      </p>
      <div className={styles.line}>
        <Button variant="filled" onClick={() => void run('naming.stop', {})}>
          Stop naming
        </Button>
        <span className="soft">{countText(ordered.size, 'machine')} named since this page was opened.</span>
      </div>
    </div>
  );
}

function Start({ config }: { config: Config }) {
  const run = useRun();
  const [pattern, setPattern] = useState('esx-{nn}');
  const [first, setFirst] = useState('1');
  const [group, setGroup] = useState('');
  const next = Number(first);
  const wrong = !/^\d{1,6}$/.test(first.trim())
    ? 'The first number is 0 to 999999.'
    : namePatternProblem(pattern) && `${namePatternProblem(pattern) ?? ''} Write {n} where it goes.`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = group.trim();
    void run('naming.start', { pattern: pattern.trim(), next, ...(wanted !== '' && { group: wanted }) });
  };
  return (
    <form className={styles.narrow} onSubmit={submit}>
      <p className="soft">
        For a rack that is switched on from U1 up: machines that have no name yet get one in the order in
        which they are first heard. Machines with a name keep it.
      </p>
      <div className={styles.triple}>
        <TextInput
          label="Pattern ({n}: 1, 2 …; {nn}: 01, 02 …)"
          value={pattern}
          maxLength={60}
          spellCheck={false}
          onChange={(event) => setPattern(event.currentTarget.value)}
        />
        <TextInput
          label="First number"
          inputMode="numeric"
          value={first}
          maxLength={6}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <TextInput
          label="Group (optional)"
          value={group}
          maxLength={63}
          list="naming-groups"
          placeholder="none"
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
        <datalist id="naming-groups">
          {Object.keys(config.groups).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <p role="status" className={wrong === undefined ? 'soft' : 'warn'}>
        {wrong ?? `The first three: ${comingNames({ pattern, next }, config, 3).join(', ')}.`}
      </p>
      <div className={styles.line}>
        <Button type="submit" variant="filled" disabled={wrong !== undefined}>
          Start naming
        </Button>
      </div>
    </form>
  );
}
