/** Several machines at once: what they boot, arming, waking, their group, forgetting them. */
import { Button, CloseButton } from '@mantine/core';
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useRun } from '../../engine-context.ts';
import { useNames } from '../../names.ts';
import { useEngineNow } from '../../now.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { mark, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { wantedBy } from '../../wording-machine.ts';
import { GroupChoice } from '../group-choice.tsx';
import { forgetMachines } from '../machine/forget.ts';
import styles from '../panel.module.css';
import { ArmSeveral } from './arm-several.tsx';
import { AssignSeveral } from './assign-several.tsx';

export function SeveralPanel({ machines }: { machines: readonly Machine[] }) {
  const config = useStore((state) => state.config) as Config;
  const images = useStore((state) => state.images);
  const now = useEngineNow(10_000);
  const run = useRun();
  const t = texts().several;
  const names = useNames();
  const macs = machines.map(({ mac }) => mac);
  const count = machines.length;
  const known = machines.map((machine) => ({ machine, wanted: wantedBy(machine, config, images, now) }));
  const groups = new Set(macs.map((mac) => config.machines[mac]?.group));

  async function setGroup(group: string | null): Promise<void> {
    for (const mac of macs) if (!(await run('machines.edit', { mac, group }))) return;
  }
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <div className={styles.headText}>
          <h2 className={styles.title}>{t.chosen(count)}</h2>
          <p className={`soft ${styles.who ?? ''}`}>{macs.map(names.machine).join(', ')}</p>
        </div>
        <CloseButton aria-label={t.chooseNone} onClick={() => mark(new Set())} />
      </div>
      <AssignSeveral macs={macs} config={config} />
      <ArmSeveral known={known} />
      <GroupChoice
        label={t.group}
        value={groups.size === 1 ? [...groups][0] : undefined}
        {...(groups.size > 1 && { unchosen: t.differentGroups })}
        onChoose={(group) => void setGroup(group)}
      />
      <div className={styles.buttons}>
        <Button onClick={() => void run('machines.wake', { macs })}>{t.wake(count)}</Button>
        <ConfirmButton
          label={t.forget(count)}
          question={t.forgetQuestion(count)}
          yes={t.forgetYes}
          onConfirm={() => void forgetMachines(run, machines, config)}
        />
      </div>
      <p className="faint">{t.keys}</p>
    </div>
  );
}
