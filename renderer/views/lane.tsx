/** One machine in the list: who it is, and over time what it does. What can be changed is in the panel at the right. */
import { Progress } from '@mantine/core';
import type { Machine } from '../../shared/model/machine.ts';
import { LaneLanding } from '../drag/lane-landing.tsx';
import { percent } from '../format.ts';
import { MenuDots } from '../menu/has-menu.tsx';
import type { Names } from '../names.ts';
import { machineTitle } from '../names.ts';
import { Emphasis, strong } from '../parts/emphasis.tsx';
import type { Stall } from '../store.ts';
import { texts } from '../texts/texts.ts';
import type { Wanted } from '../wording-machine.ts';
import { armedWord, firmwareText, sinceText, stageWord, underWay } from '../wording-machine.ts';
import { laneSentence } from '../wording-install.ts';
import { LaneTrack } from './lane-track.tsx';
import styles from './machines.module.css';

/** For whoever stands at the rack and looks whether the right one got the name. */
const NAMED_MS = 10 * 60_000;

export interface LaneProps {
  readonly machine: Machine;
  readonly stall: Stall | undefined;
  readonly wanted: Wanted;
  readonly names: Names;
  readonly selected: boolean;
  /** One of several that something is done with at once. */
  readonly marked: boolean;
  /** Some are marked. */
  readonly marking: boolean;
  /** ms since 1970 */
  readonly now: number;
  /** The name it was given by power-on order. */
  readonly named: { readonly name: string; readonly at: number } | undefined;
}

export function Lane(props: LaneProps) {
  const { machine, stall, wanted, names, selected, marked, marking, now, named } = props;
  const { word, tone } = stageWord(machine, wanted);
  const under = underWay(machine) ?? machine.transfer;
  const sentence = laneSentence(machine, stall, wanted, names, now);
  const justNamed = named && named.name === machine.name && now - named.at < NAMED_MS;
  const beside = [
    machine.name === undefined ? undefined : machine.model,
    machine.vendor,
    firmwareText(machine),
  ].filter(Boolean);
  const words = texts().lanes;
  return (
    <div
      data-lane={machine.mac}
      className={[
        styles.lane,
        selected && styles.selected,
        marked && styles.markedLane,
        marking && styles.marking,
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <span className={styles.mark} data-mark="" title={words.chooseSeveral} aria-hidden="true">
        <span className={styles.box}>{marked ? '✓' : ''}</span>
      </span>
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
      <div className={styles.time}>
        <LaneTrack mac={machine.mac} names={names} />
        <div className={`${styles.says ?? ''} tone-${tone}`} title={sentence}>
          <span className={styles.stage} title={sinceText(machine)}>
            {word}
          </span>
          {justNamed && <span className={styles.named}>{words.named(named.name)}</span>}
          {under && (
            <Progress
              className={styles.transfer}
              value={percent(under.bytes, under.totalBytes)}
              aria-label={words.transferOf(under.file)}
              color="var(--tone)"
            />
          )}
          <span className={machine.stage === 'stalled' ? 'warn' : 'soft'}>{sentence}</span>
        </div>
      </div>
      <span className={styles.dots}>
        <MenuDots label={machineTitle(machine)} />
      </span>
      <LaneLanding mac={machine.mac} />
    </div>
  );
}

function BootsLine({ machine, wanted, names }: { machine: Machine; wanted: Wanted; names: Names }) {
  const words = texts().lanes;
  if (machine.cannotNetboot !== undefined) return <div className="warn cut">{words.cannotBoot}</div>;
  if (machine.kind === 'plain' && !wanted.own) return <div className="faint cut">{words.doesNotBoot}</div>;
  if (wanted.image === undefined)
    return <div className={`cut ${styles.choose ?? ''}`}>{words.chooseBoot}</div>;
  const { install } = machine;
  const armed = armedWord(wanted);
  const image = strong(names.image(wanted.image));
  const answer = wanted.answer === undefined ? undefined : strong(names.answer(wanted.answer));
  const sentence =
    wanted.used === undefined
      ? words.boots(image, answer)
      : install?.image === wanted.image && install.spentAt === undefined
        ? words.installs(image, answer)
        : words.bootsInstalled(strong(names.image('local')), names.image(wanted.image));
  return (
    <div className="soft cut">
      {armed !== undefined && <span className={styles.armed}>{armed}</span>}
      <Emphasis text={sentence} className={styles.what} />
    </div>
  );
}
