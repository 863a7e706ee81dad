/** Above a log that grows (events, packets): which of it is shown, of which machine, held still, cleared. */
import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Mac } from '../../shared/wire/address.ts';
import type { LiveLog } from '../live-log.ts';
import { useNames } from '../names.ts';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import styles from './events.module.css';

export interface LogWords {
  /** Names the list of filters. */
  readonly which: string;
  count(count: number): string;
  countOf(shown: number, all: number): string;
  lost(count: number): string;
}

export interface LogBarProps<Item> {
  readonly log: LiveLog<Item>;
  readonly numberOf: (item: Item) => number;
  /** Of what is in it: events, packets. */
  readonly words: LogWords;
  readonly filter: string;
  readonly filters: readonly { readonly value: string; readonly label: string }[];
  readonly onFilter: (filter: string) => void;
  readonly onlyOne: boolean;
  readonly onOnlyOne: (only: boolean) => void;
  /** Never came here. */
  readonly lost: number;
  readonly change: (how: (log: LiveLog<Item>) => void) => void;
  readonly onClear: () => void;
  /** Nothing comes any more: it can be neither held nor emptied. */
  readonly still?: boolean;
  readonly children?: ReactNode;
}

export function LogBar<Item>({ log, words, change, still = false, ...props }: LogBarProps<Item>) {
  const selected = useStore((state) => state.selected);
  const { page } = texts();
  const newest = log.shown.at(-1);
  const newer = log.paused ? log.last - (newest === undefined ? log.last : props.numberOf(newest)) : 0;
  return (
    <div className={styles.bar}>
      <NativeSelect
        aria-label={words.which}
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
      {props.lost > 0 && <span className="warn">{words.lost(props.lost)}</span>}
      <span className="faint">
        {log.shown.length === log.size ? words.count(log.size) : words.countOf(log.shown.length, log.size)}
      </span>
      {!still && (
        <>
          <Button
            aria-pressed={log.paused}
            onClick={() => change((held) => (held.paused ? held.resume() : held.pause()))}
          >
            {log.paused ? page.goOn(newer) : page.pause}
          </Button>
          <Button
            onClick={() => {
              props.onClear();
              change((all) => all.clear());
            }}
          >
            {page.clear}
          </Button>
        </>
      )}
      {props.children}
    </div>
  );
}

function OnlyWords({ mac }: { mac: Mac | undefined }) {
  const names = useNames();
  const { onlyMachine, onlyChosen } = texts().page;
  return <span className="cut">{mac ? onlyMachine(names.machine(mac)) : onlyChosen}</span>;
}
