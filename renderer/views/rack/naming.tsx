/** A rack is switched on from the bottom up, and its machines get their names in that order. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { namePatternProblem } from '../../../shared/boot/naming.ts';
import type { Config } from '../../../shared/model/config.ts';
import { useRun } from '../../engine-context.ts';
import { Filled } from '../../parts/filled.tsx';
import { useStore } from '../../store.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import { comingNames } from './next-name.ts';
import styles from './rack.module.css';

export function Naming({ config }: { config: Config }) {
  const run = useRun();
  const t = texts().rack;
  const { naming } = config;
  const ordered = useStore((state) => state.ordered);
  if (!naming) return <Start config={config} />;
  return (
    <div className={styles.narrow}>
      <p>
        <Filled
          text={t.nextName(naming.group)}
          parts={{
            name: <b className={styles.next}>{comingNames(naming, config, 1)[0] ?? t.numbersUsedUp}</b>,
          }}
        />
      </p>
      <div className={styles.line}>
        <Button variant="filled" onClick={() => void run('naming.stop', {})}>
          {t.stopNaming}
        </Button>
        <span className="soft">{t.namedSince(ordered.size)}</span>
      </div>
    </div>
  );
}

function Start({ config }: { config: Config }) {
  const run = useRun();
  const t = texts().rack;
  const [pattern, setPattern] = useState('esx-{nn}');
  const [first, setFirst] = useState('1');
  const [group, setGroup] = useState('');
  const next = Number(first);
  const problem = namePatternProblem(pattern);
  const wrong = !/^\d{1,6}$/.test(first.trim()) ? t.firstNumberWrong : problem && t.writeN(said(problem));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = group.trim();
    void run('naming.start', { pattern: pattern.trim(), next, ...(wanted !== '' && { group: wanted }) });
  };
  return (
    <form className={styles.narrow} onSubmit={submit}>
      <p className="soft">{t.namingMeans}</p>
      <div className={styles.triple}>
        <TextInput
          label={t.pattern}
          value={pattern}
          maxLength={60}
          spellCheck={false}
          onChange={(event) => setPattern(event.currentTarget.value)}
        />
        <TextInput
          label={t.firstNumber}
          inputMode="numeric"
          value={first}
          maxLength={6}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <TextInput
          label={t.groupOptional}
          value={group}
          maxLength={63}
          list="naming-groups"
          placeholder={t.none}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
        <datalist id="naming-groups">
          {Object.keys(config.groups).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <p role="status" className={wrong === undefined ? 'soft' : 'warn'}>
        {wrong ?? t.firstThree(comingNames({ pattern, next }, config, 3).join(', '))}
      </p>
      <div className={styles.line}>
        <Button type="submit" variant="filled" disabled={wrong !== undefined}>
          {t.startNaming}
        </Button>
      </div>
    </form>
  );
}
