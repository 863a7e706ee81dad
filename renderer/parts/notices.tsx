/** What went wrong, and what was done that can be taken back, until it is dismissed. */
import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ErrorReport } from '../../shared/model/error.ts';
import type { Notice } from '../store.ts';
import { dismiss, useStore } from '../store.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import styles from './notices.module.css';

export function Notices() {
  const notices = useStore((state) => state.notices);
  return (
    <div className={styles.stack} aria-live="polite" role="log" aria-label={texts().page.notices}>
      {notices.map((one) =>
        'error' in one ? (
          <Complaint key={one.id} id={one.id} error={one.error} />
        ) : 'done' in one ? (
          <Done key={one.id} id={one.id} text={one.done} undo={one.undo} />
        ) : 'asks' in one ? (
          <Question key={one.id} {...one} />
        ) : (
          <Done key={one.id} id={one.id} text={one.said} />
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

function Question({ id, asks, onYes }: Extract<Notice, { asks: () => unknown }>) {
  const { question, yes, no } = asks();
  const answer = (then?: () => void) => () => {
    dismiss(id);
    then?.();
  };
  return (
    <div className={`${styles.notice ?? ''} ${styles.done ?? ''} ${styles.asks ?? ''}`} role="status">
      <div className={styles.text}>{question}</div>
      <Button variant="filled" onClick={answer(onYes)}>
        {yes}
      </Button>
      <Button onClick={answer()}>{no}</Button>
    </div>
  );
}

/** How long what was done is offered to be undone; Ctrl+Z does it later, too. */
const OFFER_MS = 30_000;

function Done({ id, text, undo }: { id: number; text: string; undo?: () => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), OFFER_MS);
    return () => clearTimeout(timer);
  }, [id, held]);
  return (
    <div
      className={`${styles.notice ?? ''} ${styles.done ?? ''}`}
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={styles.text}>{text}</div>
      {undo && <Button onClick={undo}>{texts().common.undo}</Button>}
      <CloseButton aria-label={texts().common.dismiss} onClick={() => dismiss(id)} />
    </div>
  );
}
