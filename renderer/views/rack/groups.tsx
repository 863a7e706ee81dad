/** Groups of machines: who is in them, their values, their root password. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Config } from '../../../shared/model/config.ts';
import { useConfigChange } from '../../config-change.ts';
import { useRun } from '../../engine-context.ts';
import { countText } from '../../format.ts';
import { useNames } from '../../names.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { PasswordSetting } from '../../parts/password-setting.tsx';
import { VariablesTable } from '../../parts/variables-table.tsx';
import { useStore } from '../../store.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import styles from './rack.module.css';

export function Groups({ config }: { config: Config }) {
  const names = Object.keys(config.groups).sort();
  return (
    <div className={styles.narrow}>
      <p className="soft">
        A group gives its machines values and a root password that other machines do not have. Machines are
        put into one in their own panel, or several at once.
      </p>
      <NewGroup taken={names} />
      {names.map((name) => (
        <Group key={name} name={name} config={config} />
      ))}
    </div>
  );
}

function NewGroup({ taken }: { taken: readonly string[] }) {
  const run = useRun();
  const [name, setName] = useState('');
  const wanted = name.trim();
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await run('groups.set', { name: wanted })) setName('');
  }
  return (
    <form className={styles.line} onSubmit={(event) => void submit(event)}>
      <TextInput
        aria-label="Name of a new group"
        placeholder="rack 3"
        value={name}
        maxLength={63}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={wanted === '' || taken.includes(wanted)}>
        Add group
      </Button>
      {taken.includes(wanted) && <span className="soft">{wanted} is there already.</span>}
    </form>
  );
}

function Group({ name, config }: { name: string; config: Config }) {
  const run = useRun();
  const changeConfig = useConfigChange();
  const passwords = useStore((state) => state.passwords);
  const machines = useNames();
  const macs = Object.keys(config.machines).filter((mac) => config.machines[mac]?.group === name) as Mac[];
  const variables = config.groups[name]?.variables ?? {};
  return (
    <section className={styles.card} aria-label={`Group ${name}`}>
      <div className={styles.cardHead}>
        <b className="cut">{name}</b>
        <span className="soft cut" title={macs.map((mac) => machines.machine(mac)).join(', ')}>
          {macs.length === 0
            ? 'no machine yet'
            : `${countText(macs.length, 'machine')}: ${macs.map((mac) => machines.machine(mac)).join(', ')}`}
        </span>
        <span className={styles.space} />
        <ConfirmButton
          label="Remove"
          question={`Remove group ${name}? Its machines stay.`}
          onConfirm={() => void run('groups.remove', { name })}
        />
      </div>
      <h3 className={styles.sub}>Variables</h3>
      <VariablesTable
        of={`group ${name}`}
        own={variables}
        inherited={Object.entries(config.variables).map(([key, value]) => ({
          name: key,
          value,
          from: 'all machines',
        }))}
        onChange={(changed) =>
          void changeConfig(
            (before) => ({ ...before, groups: { ...before.groups, [name]: { variables: changed } } }),
            () => run('groups.set', { name, variables: changed }),
          )
        }
      />
      <h3 className={styles.sub}>Root password</h3>
      <PasswordSetting
        of={`group ${name}`}
        set={passwords.groups.includes(name)}
        inherited={passwords.all ? 'there is one for all machines' : undefined}
        onSet={async (password) => (await run('passwords.set', { group: name, password })) !== undefined}
      />
    </section>
  );
}
