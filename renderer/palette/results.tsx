/** The rows of the palette, in groups. */
import { useEffect, useRef } from 'react';
import { keyText } from '../keys/key-text.ts';
import { texts } from '../texts/texts.ts';
import type { Entry } from './entry.ts';
import type { Group } from './find.ts';
import styles from './palette.module.css';

export interface ResultsProps {
  /** Ids of rows begin with it. */
  readonly id: string;
  readonly groups: readonly Group[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onTake: (entry: Entry) => void;
}

export function Results({ id, groups, chosen, onChoose, onTake }: ResultsProps) {
  const list = useRef<HTMLDivElement>(null);
  const words = texts().palette;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, groups]);
  let index = -1;
  return (
    <div
      ref={list}
      id={`${id}list`}
      className={styles.list}
      role="listbox"
      aria-label={words.results}
      tabIndex={-1}
    >
      {groups.map(({ group, entries, more }) => (
        <div key={group} role="group" aria-labelledby={`${id}${group}`}>
          <div id={`${id}${group}`} className={styles.group}>
            {words.groups[group]}
          </div>
          {entries.map((entry) => {
            const at = ++index;
            return (
              <div
                key={entry.id}
                id={`${id}${at}`}
                role="option"
                aria-selected={at === chosen}
                className={styles.row}
                onPointerMove={() => at !== chosen && onChoose(at)}
                onClick={() => onTake(entry)}
              >
                <span className={`cut ${styles.label ?? ''}`}>{entry.label}</span>
                {entry.detail !== undefined && entry.detail !== '' && (
                  <span className={`cut ${styles.detail ?? ''}`}>{entry.detail}</span>
                )}
                {entry.shortcut && (
                  <kbd className={styles.key} aria-hidden="true">
                    {keyText(entry.shortcut)}
                  </kbd>
                )}
              </div>
            );
          })}
          {more > 0 && (
            <div className={styles.more} role="presentation">
              {words.more(more)}
            </div>
          )}
        </div>
      ))}
    </div>
  );
}
