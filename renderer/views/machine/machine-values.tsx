/** What answer files get for this machine alone: its variables, its root password. */
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useConfigChange } from '../../config-change.ts';
import { useRun } from '../../engine-context.ts';
import { PasswordSetting } from '../../parts/password-setting.tsx';
import type { Inherited } from '../../parts/variables-table.tsx';
import { VariablesTable } from '../../parts/variables-table.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from '../panel.module.css';

export function MachineValues({ machine: { mac }, config }: { machine: Machine; config: Config }) {
  const run = useRun();
  const t = texts().machinePanel;
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
          {t.variables} <span className="soft">{t.ownVariables(count)}</span>
        </summary>
        <VariablesTable
          of={t.thisMachine}
          own={notes?.variables ?? {}}
          ownNow={() => useStore.getState().config?.machines[mac]?.variables ?? {}}
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
      <section aria-label={t.rootPassword}>
        <h2>{t.rootPassword}</h2>
        <PasswordSetting
          of={t.thisMachine}
          set={passwords.machines.includes(mac)}
          inherited={inGroup ? t.groupHasPassword(group) : passwords.all ? t.allHavePassword : undefined}
          onSet={async (password) => (await run('passwords.set', { mac, password })) !== undefined}
        />
      </section>
    </>
  );
}

/** The group's word counts before that of all machines. */
function inheritedBy(group: string | undefined, config: Config): Inherited[] {
  const t = texts().machinePanel;
  const ofGroup = group === undefined ? {} : (config.groups[group]?.variables ?? {});
  return [
    ...Object.entries(ofGroup).map(([name, value]) => ({ name, value, from: t.groupNamed(group ?? '') })),
    ...Object.entries(config.variables)
      .filter(([name]) => !Object.hasOwn(ofGroup, name))
      .map(([name, value]) => ({ name, value, from: t.allMachines })),
  ];
}
