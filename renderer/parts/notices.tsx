/** What went wrong, until it is dismissed: sentence, next step, code. */
import { CloseButton } from '@mantine/core';
import { dismiss, useStore } from '../store.ts';
import styles from './notices.module.css';

export function Notices() {
  const notices = useStore((state) => state.notices);
  return (
    <div className={styles.stack} aria-live="assertive" role="log" aria-label="Errors">
      {notices.map(({ id, error }) => (
        <div key={id} className={styles.notice} role="alert">
          <div className={styles.text}>
            <div className="strong">{error.message}</div>
            <div className="soft">{error.hint}</div>
            <div className={`mono ${styles.code ?? ''}`}>{error.code}</div>
          </div>
          <CloseButton aria-label="Dismiss" onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
