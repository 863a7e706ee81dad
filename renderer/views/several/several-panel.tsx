/** Several machines at once: what they boot, arming, waking, their group, forgetting them. */
import { Button, CloseButton } from '@mantine/core';
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useRun } from '../../engine-context.ts';
import { countText } from '../../format.ts';
import { useNames } from '../../names.ts';
import { useNow } from '../../now.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { mark, useStore } from '../../store.ts';
import { wantedBy } from '../../wording-machine.ts';
import { GroupChoice } from '../group-choice.tsx';
import { forgetMachines } from '../machine/forget.ts';
import styles from '../panel.module.css';
import { ArmSeveral } from './arm-several.tsx';
import { AssignSeveral } from './assign-several.tsx';

export function SeveralPanel({ machines }: { machines: readonly Machine[] }) {
  const config = useStore((state) => state.config) as Config;
  const images = useStore((state) => state.images);
  const now = useNow(10_000);
  const run = useRun();
  const names = useNames();
  const macs = machines.map(({ mac }) => mac);
  const count = countText(machines.length, 'machine');
  const known = machines.map((machine) => ({ machine, wanted: wantedBy(machine, config, images, now) }));
  const groups = new Set(macs.map((mac) => config.machines[mac]?.group));

  async function setGroup(group: string | null): Promise<void> {
    for (const mac of macs) if (!(await run('machines.edit', { mac, group }))) return;
  }
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <div className={styles.headText}>
          <h2 className={styles.title}>{count} chosen</h2>
          <p className={`soft ${styles.who ?? ''}`}>{macs.map(names.machine).join(', ')}</p>
        </div>
        <CloseButton aria-label="Choose none" onClick={() => mark(new Set())} />
      </div>
      <AssignSeveral macs={macs} config={config} />
      <ArmSeveral known={known} />
      <GroupChoice
        label="Group"
        value={groups.size === 1 ? [...groups][0] : undefined}
        {...(groups.size > 1 && { unchosen: 'different groups' })}
        onChoose={(group) => void setGroup(group)}
      />
      <div className={styles.buttons}>
        <Button onClick={() => void run('machines.wake', { macs })}>Wake {count}</Button>
        <ConfirmButton
          label={`Forget ${count}`}
          question={`Forget ${count}? Their history and passwords are gone for good.`}
          yes="Forget"
          onConfirm={() => void forgetMachines(run, machines, config)}
        />
      </div>
      <p className="faint">
        Ctrl or Shift and a click, or Space in the list, choose more; Ctrl+A all that are shown; Escape none.
      </p>
    </div>
  );
}
