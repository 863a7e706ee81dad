/** Above a log that grows (events, packets): which of it is shown, of which machine, held still, cleared. */
import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Mac } from '../../shared/wire/address.ts';
import { countText } from '../format.ts';
import type { LiveLog } from '../live-log.ts';
import { useNames } from '../names.ts';
import { useStore } from '../store.ts';
import styles from './events.module.css';

export interface LogBarProps<Item> {
  readonly log: LiveLog<Item>;
  readonly numberOf: (item: Item) => number;
  /** "event" */
  readonly noun: string;
  readonly filter: string;
  readonly filters: readonly (string | { readonly value: string; readonly label: string })[];
  readonly onFilter: (filter: string) => void;
  readonly onlyOne: boolean;
  readonly onOnlyOne: (only: boolean) => void;
  /** Never came here; said in `lostWords`. */
  readonly lost: number;
  readonly lostWords: string;
  readonly change: (how: (log: LiveLog<Item>) => void) => void;
  readonly onClear: () => void;
  readonly children?: ReactNode;
}

export function LogBar<Item>({ log, noun, change, ...props }: LogBarProps<Item>) {
  const selected = useStore((state) => state.selected);
  const newest = log.shown.at(-1);
  const newer = log.paused ? log.last - (newest === undefined ? log.last : props.numberOf(newest)) : 0;
  return (
    <div className={styles.bar}>
      <NativeSelect
        aria-label={`Which ${noun}s`}
        value={props.filter}
        data={[...props.filters]}
        onChange={(event) => props.onFilter(event.currentTarget.value)}
      />
      <label className={styles.only}>
        <input
          type="checkbox"
          checked={props.onlyOne}
          disabled={!selected && !props.onlyOne}
          onChange={(event) => props.onOnlyOne(event.currentTarget.checked)}
        />
        <OnlyWords mac={selected} />
      </label>
      <span className={styles.space} />
      {props.lost > 0 && (
        <span className="warn">
          {countText(props.lost, noun)} {props.lostWords}
        </span>
      )}
      <span className="faint">
        {log.shown.length === log.size
          ? countText(log.size, noun)
          : `${log.shown.length.toLocaleString('en')} of ${countText(log.size, noun)}`}
      </span>
      <Button
        aria-pressed={log.paused}
        onClick={() => change((held) => (held.paused ? held.resume() : held.pause()))}
      >
        {log.paused ? `Go on${newer > 0 ? ` (${newer.toLocaleString('en')} new)` : ''}` : 'Pause'}
      </Button>
      <Button
        onClick={() => {
          props.onClear();
          change((all) => all.clear());
        }}
      >
        Clear
      </Button>
      {props.children}
    </div>
  );
}

function OnlyWords({ mac }: { mac: Mac | undefined }) {
  const names = useNames();
  return <span className="cut">{mac ? `Only ${names.machine(mac)}` : 'Only the chosen machine'}</span>;
}
