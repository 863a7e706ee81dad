/** What went wrong, and what was done that can be taken back, until it is dismissed. */
import { Button, CloseButton } from '@mantine/core';
import type { ErrorReport } from '../../shared/model/error.ts';
import { dismiss, useStore } from '../store.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import styles from './notices.module.css';

export function Notices() {
  const notices = useStore((state) => state.notices);
  return (
    <div className={styles.stack} aria-live="assertive" role="log" aria-label={texts().page.notices}>
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
        <div className="strong">{said(error.message)}</div>
        <div className="soft">{said(error.hint)}</div>
        <div className={`mono ${styles.code ?? ''}`}>{error.code}</div>
      </div>
      <CloseButton aria-label={texts().common.dismiss} onClick={() => dismiss(id)} />
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
        {texts().common.undo}
      </Button>
      <CloseButton aria-label={texts().common.dismiss} onClick={() => dismiss(id)} />
    </div>
  );
}
