/** A button that asks once before it does something that cannot be taken back. */
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { texts } from '../texts/texts.ts';
import styles from './confirm-button.module.css';

export interface ConfirmButtonProps {
  /** On the button: "Forget". */
  readonly label: string;
  /** What is asked: "Forget its name and assignment?" */
  readonly question: string;
  /** On the button that does it; the label unless told. */
  readonly yes?: string;
  readonly onConfirm: () => void;
  readonly variant?: 'default' | 'filled' | 'subtle';
  readonly disabled?: boolean;
}

export function ConfirmButton({
  label,
  question,
  yes = label,
  onConfirm,
  variant = 'default',
  disabled,
}: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);

  useEffect(() => {
    // Where the question was answered with no, the keyboard goes back to where it came from.
    if (!asking && asked.current) opener.current?.focus();
    asked.current = asking;
  }, [asking]);

  if (!asking || disabled) {
    return (
      <Button ref={opener} variant={variant} disabled={disabled} onClick={() => setAsking(true)}>
        {label}
      </Button>
    );
  }
  return (
    <span
      className={styles.question}
      role="group"
      aria-label={question}
      onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
    >
      <span>{question}</span>
      <Button
        variant="danger"
        autoFocus
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {yes}
      </Button>
      <Button onClick={() => setAsking(false)}>{texts().common.cancel}</Button>
    </span>
  );
}
