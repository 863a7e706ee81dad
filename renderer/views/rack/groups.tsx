/** Groups of machines: who is in them, their values, their root password. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Config } from '../../../shared/model/config.ts';
import { useConfigChange } from '../../config-change.ts';
import { useRun } from '../../engine-context.ts';
import { useNames } from '../../names.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { PasswordSetting } from '../../parts/password-setting.tsx';
import { VariablesTable } from '../../parts/variables-table.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import styles from './rack.module.css';
import { removeGroup } from './rack-changes.ts';

export function Groups({ config }: { config: Config }) {
  const names = Object.keys(config.groups).sort();
  return (
    <div className={styles.narrow}>
      <p className="soft">{texts().rack.groups}</p>
      <NewGroup taken={names} />
      {names.map((name) => (
        <Group key={name} name={name} config={config} />
      ))}
    </div>
  );
}

function NewGroup({ taken }: { taken: readonly string[] }) {
  const run = useRun();
  const t = texts().rack;
  const [name, setName] = useState('');
  const wanted = name.trim();
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await run('groups.set', { name: wanted })) setName('');
  }
  return (
    <form className={styles.line} onSubmit={(event) => void submit(event)}>
      <TextInput
        aria-label={t.newGroupName}
        placeholder={t.groupExample}
        value={name}
        maxLength={63}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={wanted === '' || taken.includes(wanted)}>
        {t.addGroup}
      </Button>
      {taken.includes(wanted) && <span className="soft">{t.thereAlready(wanted)}</span>}
    </form>
  );
}

function Group({ name, config }: { name: string; config: Config }) {
  const run = useRun();
  const t = texts().rack;
  const changeConfig = useConfigChange();
  const passwords = useStore((state) => state.passwords);
  const machines = useNames();
  const macs = Object.keys(config.machines).filter((mac) => config.machines[mac]?.group === name) as Mac[];
  const variables = config.groups[name]?.variables ?? {};
  return (
    <section className={styles.card} aria-label={t.group(name)}>
      <div className={styles.cardHead}>
        <h2 className={`cut ${styles.cardTitle ?? ''}`}>{name}</h2>
        <span className="soft cut" title={macs.map((mac) => machines.machine(mac)).join(', ')}>
          {macs.length === 0
            ? t.noMachineYet
            : t.machinesIn(macs.length, macs.map((mac) => machines.machine(mac)).join(', '))}
        </span>
        <span className={styles.space} />
        <ConfirmButton
          label={t.remove}
          question={t.removeGroup(name)}
          onConfirm={() => void removeGroup(run, name)}
        />
      </div>
      <h3 className={styles.sub}>{t.variables}</h3>
      <VariablesTable
        of={t.ofGroup(name)}
        own={variables}
        ownNow={() => useStore.getState().config?.groups[name]?.variables ?? {}}
        inherited={Object.entries(config.variables).map(([key, value]) => ({
          name: key,
          value,
          from: t.allMachines,
        }))}
        onChange={(changed) =>
          void changeConfig(
            (before) => ({ ...before, groups: { ...before.groups, [name]: { variables: changed } } }),
            () => run('groups.set', { name, variables: changed }),
          )
        }
      />
      <h3 className={styles.sub}>{t.rootPassword}</h3>
      <PasswordSetting
        of={t.ofGroup(name)}
        set={passwords.groups.includes(name)}
        inherited={passwords.all ? t.allHavePassword : undefined}
        onSet={async (password) => (await run('passwords.set', { group: name, password })) !== undefined}
      />
    </section>
  );
}
