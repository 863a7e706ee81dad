/** Shows a text over the page; Escape and the button close it. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import styles from './text-dialog.module.css';

export function TextDialog({ title, text, onClose }: { title: string; text: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={title} onClose={onClose}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        <Button onClick={onClose}>Close</Button>
      </header>
      <pre className={styles.text} tabIndex={0}>
        {text}
      </pre>
    </dialog>
  );
}
