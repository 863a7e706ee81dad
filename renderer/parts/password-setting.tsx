/** A root password: set or not. What it is was forgotten when it was set; only its hash is kept, and never shown. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { texts } from '../texts/texts.ts';
import { ConfirmButton } from './confirm-button.tsx';
import styles from './password-setting.module.css';

export interface PasswordSettingProps {
  /** "all machines" */
  readonly of: string;
  readonly set: boolean;
  /** Why that is no loss: "its group has one". */
  readonly inherited?: string | undefined;
  /** null: none. Resolves true when it was taken. */
  readonly onSet: (password: string | null) => Promise<boolean>;
}

export function PasswordSetting({ of, set, inherited, onSet }: PasswordSettingProps) {
  const [editing, setEditing] = useState(false);
  const [password, setPassword] = useState('');
  const words = texts().values;
  const done = () => {
    setEditing(false);
    setPassword('');
  };
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await onSet(password)) done();
  }
  if (editing) {
    return (
      <form className={styles.row} onSubmit={(event) => void submit(event)}>
        <TextInput
          aria-label={words.newPasswordOf(of)}
          type="password"
          autoComplete="new-password"
          autoFocus
          maxLength={255}
          value={password}
          placeholder={words.passwordOrHash}
          className={styles.field}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            done();
          }}
        />
        <Button type="submit" variant="filled" disabled={password === ''}>
          {words.set}
        </Button>
        <Button onClick={done}>{texts().common.cancel}</Button>
      </form>
    );
  }
  return (
    <div className={styles.row}>
      <span className={styles.word}>
        {set ? words.isSet : inherited === undefined ? words.none : words.noneOfItsOwn(inherited)}
      </span>
      <Button
        aria-label={(set ? words.changePasswordOf : words.setPasswordOf)(of)}
        onClick={() => setEditing(true)}
      >
        {set ? words.changeMore : words.setMore}
      </Button>
      {set && (
        <ConfirmButton
          label={words.remove}
          question={words.removePassword}
          onConfirm={() => void onSet(null)}
        />
      )}
    </div>
  );
}
