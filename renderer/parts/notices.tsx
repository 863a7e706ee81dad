/** What went wrong, and what was done that can be taken back, until it is dismissed. */
import { Button, CloseButton } from '@mantine/core';
import type { ErrorReport } from '../../shared/model/error.ts';
import { dismiss, useStore } from '../store.ts';
import styles from './notices.module.css';

export function Notices() {
  const notices = useStore((state) => state.notices);
  return (
    <div className={styles.stack} aria-live="assertive" role="log" aria-label="Notices">
      {notices.map((one) =>
        'error' in one ? (
          <Complaint key={one.id} id={one.id} error={one.error} />
        ) : (
          <Done key={one.id} id={one.id} text={one.done} undo={one.undo} />
        ),
      )}
    </div>
  );
}

function Complaint({ id, error }: { id: number; error: ErrorReport }) {
  return (
    <div className={styles.notice} role="alert">
      <div className={styles.text}>
        <div className="strong">{error.message}</div>
        <div className="soft">{error.hint}</div>
        <div className={`mono ${styles.code ?? ''}`}>{error.code}</div>
      </div>
      <CloseButton aria-label="Dismiss" onClick={() => dismiss(id)} />
    </div>
  );
}

function Done({ id, text, undo }: { id: number; text: string; undo: () => void }) {
  return (
    <div className={`${styles.notice ?? ''} ${styles.done ?? ''}`} role="status">
      <div className={styles.text}>{text}</div>
      <Button
        onClick={() => {
          dismiss(id);
          undo();
        }}
      >
        Undo
      </Button>
      <CloseButton aria-label="Dismiss" onClick={() => dismiss(id)} />
    </div>
  );
}
