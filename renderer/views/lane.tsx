/** One machine in the list. Only words and bars: what can be changed is in the panel at the right. */
import { Progress } from '@mantine/core';
import type { Machine } from '../../shared/model/machine.ts';
import { percent } from '../format.ts';
import type { Names } from '../names.ts';
import { machineTitle } from '../names.ts';
import { StageStrip } from '../parts/stage-strip.tsx';
import type { Stall } from '../store.ts';
import type { Wanted } from '../wording-machine.ts';
import {
  armedWord,
  firmwareText,
  sinceText,
  stageSentence,
  stageWord,
  underWay,
} from '../wording-machine.ts';
import styles from './machines.module.css';

export interface LaneProps {
  readonly machine: Machine;
  readonly stall: Stall | undefined;
  readonly wanted: Wanted;
  readonly names: Names;
  readonly selected: boolean;
}

export function Lane({ machine, stall, wanted, names, selected }: LaneProps) {
  const { word, tone } = stageWord(machine, wanted);
  const under = underWay(machine) ?? machine.transfer;
  const sentence = stageSentence(machine, stall, wanted, names);
  const beside = [
    machine.name === undefined ? undefined : machine.model,
    machine.vendor,
    firmwareText(machine),
  ].filter(Boolean);
  return (
    <div className={`${styles.lane ?? ''} ${selected ? (styles.selected ?? '') : ''}`}>
      <div className={styles.who}>
        <div className="cut">
          <span className="strong">{machineTitle(machine)}</span>{' '}
          <span className="faint">{beside.join(', ')}</span>
        </div>
        <div className="mono faint cut">
          {machine.mac} {machine.address}
        </div>
        <BootsLine machine={machine} wanted={wanted} names={names} />
      </div>
      <div className={`${styles.track ?? ''} tone-${tone}`}>
        <div className={styles.stageLine}>
          <span className={styles.stage}>{word}</span>{' '}
          <span className="faint mono">{sinceText(machine)}</span>
        </div>
        {under ? (
          <Progress
            className={styles.transfer}
            value={percent(under.bytes, under.totalBytes)}
            aria-label={`Transfer of ${under.file}`}
            color="var(--tone)"
          />
        ) : (
          <StageStrip machine={machine} stall={stall} />
        )}
        <div
          className={
            machine.stage === 'stalled' ? `warn ${styles.sentence ?? ''}` : `soft ${styles.sentence ?? ''}`
          }
          title={sentence}
        >
          {sentence}
        </div>
      </div>
    </div>
  );
}

function BootsLine({ machine, wanted, names }: { machine: Machine; wanted: Wanted; names: Names }) {
  if (machine.cannotNetboot !== undefined)
    return <div className="warn cut">cannot boot from the network</div>;
  if (machine.kind === 'plain' && !wanted.own)
    return <div className="faint cut">does not boot from the network</div>;
  if (wanted.image === undefined)
    return <div className={`cut ${styles.choose ?? ''}`}>Choose what it boots</div>;
  const armed = armedWord(wanted);
  return (
    <div className="soft cut">
      {armed !== undefined && <span className={styles.armed}>{armed}</span>}
      boots{' '}
      <b className={styles.what}>{wanted.used === undefined ? names.image(wanted.image) : 'its own disk'}</b>
      {wanted.answer !== undefined && wanted.used === undefined && (
        <>
          {' '}
          with <b className={styles.what}>{names.answer(wanted.answer)}</b>
        </>
      )}
      {wanted.used !== undefined && <>, installed from {names.image(wanted.image)}</>}
    </div>
  );
}
