/** Arming by key or command: the same question as in the panel, in a sheet of its own. */
import { useState } from 'react';
import type { Mac } from '../../../shared/wire/address.ts';
import { engineNow } from '../../engine-clock.ts';
import { useRun } from '../../engine-context.ts';
import type { Expiry } from '../../expiry.ts';
import { expiryMinutes } from '../../expiry.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { openDialog, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { wantedBy } from '../../wording-machine.ts';
import { ExpiryChoice } from '../expiry-choice.tsx';
import styles from './arm-dialog.module.css';
import { ArmQuestion } from './arm-several.tsx';

export function ArmDialog({ macs, how }: { macs: readonly Mac[]; how: 'once' | 'always' }) {
  const run = useRun();
  const { machines, config, images } = useStore();
  const [expiry, setExpiry] = useState<Expiry>('never');
  const close = () => openDialog(undefined);
  const able = macs.flatMap((mac) => {
    const machine = machines.get(mac);
    const wanted = machine && config && wantedBy(machine, config, images, engineNow());
    return machine && wanted?.erases ? [{ machine, wanted }] : [];
  });
  const arm = () => {
    const minutes = expiryMinutes(expiry, Date.now());
    const armed = able.map(({ machine }) => machine.mac);
    void run('machines.armMany', { macs: armed, arm: how, ...(minutes !== undefined && { minutes }) }).then(
      (done) => done && close(),
    );
  };
  return (
    <Dialog small title={texts().actions.armTitle(able.length)} onClose={close}>
      <div className={styles.body}>
        <ExpiryChoice value={expiry} onChoose={setExpiry} />
        <ArmQuestion able={able} how={how} expiry={expiry} onYes={arm} onNo={close} />
      </div>
    </Dialog>
  );
}
