/** What answer files get for this machine alone: its variables, its root password. */
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useConfigChange } from '../../config-change.ts';
import { useRun } from '../../engine-context.ts';
import { PasswordSetting } from '../../parts/password-setting.tsx';
import type { Inherited } from '../../parts/variables-table.tsx';
import { VariablesTable } from '../../parts/variables-table.tsx';
import { useStore } from '../../store.ts';
import styles from '../panel.module.css';

export function MachineValues({ machine: { mac }, config }: { machine: Machine; config: Config }) {
  const run = useRun();
  const changeConfig = useConfigChange();
  const passwords = useStore((state) => state.passwords);
  const notes = config.machines[mac];
  const group = notes?.group;
  const inGroup = group !== undefined && passwords.groups.includes(group);
  const count = Object.keys(notes?.variables ?? {}).length;
  return (
    <>
      <details className={styles.more}>
        <summary>
          Variables <span className="soft">{count === 0 ? 'none of its own' : `${count} of its own`}</span>
        </summary>
        <VariablesTable
          of="this machine"
          own={notes?.variables ?? {}}
          inherited={inheritedBy(group, config)}
          onChange={(variables) =>
            void changeConfig(
              (before) => ({
                ...before,
                machines: { ...before.machines, [mac]: { ...before.machines[mac], variables } },
              }),
              () => run('machines.edit', { mac, variables }),
            )
          }
        />
      </details>
      <section aria-label="Root password">
        <h2>Root password</h2>
        <PasswordSetting
          of="this machine"
          set={passwords.machines.includes(mac)}
          inherited={
            inGroup ? `group ${group} has one` : passwords.all ? 'there is one for all machines' : undefined
          }
          onSet={async (password) => (await run('passwords.set', { mac, password })) !== undefined}
        />
      </section>
    </>
  );
}

/** The group's word counts before that of all machines. */
function inheritedBy(group: string | undefined, config: Config): Inherited[] {
  const ofGroup = group === undefined ? {} : (config.groups[group]?.variables ?? {});
  return [
    ...Object.entries(ofGroup).map(([name, value]) => ({ name, value, from: `group ${group ?? ''}` })),
    ...Object.entries(config.variables)
      .filter(([name]) => !Object.hasOwn(ofGroup, name))
      .map(([name, value]) => ({ name, value, from: 'all machines' })),
  ];
}
