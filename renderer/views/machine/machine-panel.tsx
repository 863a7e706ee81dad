/** The chosen machine: what it boots, arming, why, and what is known and written down of it. */
import { Button, CloseButton } from '@mantine/core';
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import { useRun } from '../../engine-context.ts';
import { useEngineNow } from '../../now.ts';
import { machineTitle, useNames } from '../../names.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { select, useStore } from '../../store.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import { freshLog, laneSentence } from '../../wording-install.ts';
import type { Wanted } from '../../wording-machine.ts';
import { stageWord, wantedBy } from '../../wording-machine.ts';
import { ChosenAtMac } from '../chosen-at-mac.tsx';
import { MacInstructions } from '../mac-instructions.tsx';
import { NextBoot } from '../next-boot.tsx';
import styles from '../panel.module.css';
import { About } from './about.tsx';
import { BootPart } from './boot-part.tsx';
import { Boots } from './boots.tsx';
import { Facts } from './facts.tsx';
import { forgetMachines } from './forget.ts';
import { MachineValues } from './machine-values.tsx';
import { Merge } from './merge.tsx';

export function MachinePanel({ machine }: { machine: Machine }) {
  const config = useStore((state) => state.config) as Config;
  const images = useStore((state) => state.images);
  const now = useEngineNow(10_000);
  const run = useRun();
  const t = texts().machinePanel;
  const { mac } = machine;
  const wanted = wantedBy(machine, config, images, now);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <div className={styles.headText}>
          <h2 className={styles.title}>{machineTitle(machine)}</h2>
          <div className="mono soft">{mac}</div>
        </div>
        <CloseButton aria-label={t.close} onClick={() => select(undefined)} />
      </div>
      <Doing machine={machine} wanted={wanted} now={now} />
      {machine.cannotNetboot !== undefined && <p className="warn">{said(machine.cannotNetboot)}</p>}
      <BootPart machine={machine} config={config} wanted={wanted} />
      <ChosenAtMac machine={machine} />
      <NextBoot machine={machine} />
      <MacInstructions machine={machine} />
      <About machine={machine} config={config} />
      <MachineValues machine={machine} config={config} />
      <Boots machine={machine} now={now} />
      <Facts machine={machine} now={now} />
      <div className={styles.buttons}>
        <Button onClick={() => void run('machines.wake', { macs: [mac] })}>{t.wake}</Button>
        <Merge machine={machine} />
        <ConfirmButton
          label={t.forget}
          question={t.forgetQuestion}
          onConfirm={() => void forgetMachines(run, [machine], config)}
        />
      </div>
    </div>
  );
}

function Doing({ machine, wanted, now }: { machine: Machine; wanted: Wanted; now: number }) {
  const stall = useStore((state) => state.stalls.get(machine.mac));
  const names = useNames();
  const { word, tone } = stageWord(machine, wanted);
  const { log } = machine;
  return (
    <div>
      <p className={`tone-${tone}`}>
        <b className={styles.stage}>{word}.</b>{' '}
        {laneSentence({ ...machine, log: undefined } as Machine, stall, wanted, names, now)}
      </p>
      {log && (
        <p className={`mono ${freshLog(machine, now) === undefined ? 'faint' : 'soft'} ${styles.log ?? ''}`}>
          <span className="unseen">{texts().machinePanel.lastSyslog}</span>
          {log.text}
        </p>
      )}
    </div>
  );
}
