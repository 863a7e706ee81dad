/**
 * A sheet over the page. The rest of the page can be neither seen by screen readers nor clicked while it is open, so what
 * went wrong is shown in here. Escape and the button close it, unless `mayClose` says no.
 */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { texts } from '../texts/texts.ts';
import styles from './dialog.module.css';
import { giveBack } from './give-back.ts';
import { Notices } from './notices.tsx';

/** Where the keyboard begins, rather than on the button that closes. */
const FIRST = '[data-first], [role="tab"][aria-selected="true"]';

export interface DialogProps {
  readonly title: string;
  /** Beside the title. */
  readonly beside?: ReactNode;
  readonly onClose: () => void;
  /** Asked before it closes. */
  readonly mayClose?: () => boolean;
  readonly small?: boolean;
  readonly children: ReactNode;
}

export function Dialog({ title, beside, onClose, mayClose, small = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(FIRST)?.focus();
    return () => giveBack(opener);
  }, []);
  const close = () => {
    if (mayClose?.() ?? true) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog ?? ''} ${small ? (styles.small ?? '') : ''}`}
      aria-label={title}
      onCancel={(event) => {
        // A file chooser inside is cancelled with the same event.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        close();
      }}
      onClose={(event) => {
        // The browser closes at a second Escape without asking.
        if (event.target !== dialog.current) return;
        if (mayClose?.() ?? true) onClose();
        else dialog.current?.showModal();
      }}
    >
      <header className={styles.head}>
        <h1 className={`cut ${styles.title ?? ''}`}>{title}</h1>
        {beside}
        <span className={styles.space} />
        <Button onClick={close}>{texts().page.close}</Button>
      </header>
      {children}
      <Notices />
    </dialog>
  );
}
