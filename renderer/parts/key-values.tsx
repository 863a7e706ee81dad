/** A short table of facts. Undefined values are left out. */
import type { ReactNode } from 'react';
import { Fragment } from 'react';
import styles from './key-values.module.css';

export interface KeyValue {
  readonly key: string;
  readonly value: ReactNode;
  readonly mono?: boolean;
}

export function KeyValues({ rows }: { rows: readonly KeyValue[] }) {
  const known = rows.filter((row) => row.value !== undefined && row.value !== '');
  return (
    <dl className={styles.list}>
      {known.map(({ key, value, mono }) => (
        <Fragment key={key}>
          <dt className="soft">{key}</dt>
          <dd className={mono ? 'mono' : undefined}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
