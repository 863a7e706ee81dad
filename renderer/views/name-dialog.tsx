/** Asks for one name. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import type { AskName } from '../store.ts';
import { openDialog, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import styles from './name-dialog.module.css';

export function NameDialog({ ask }: { ask: AskName }) {
  const words = texts().actions;
  const [name, setName] = useState(ask.first);
  const close = () => openDialog(undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void ask.onName(name.trim()).then((taken) => {
      // Something else may have been opened meanwhile.
      if (taken && useStore.getState().dialog === ask) close();
    });
  };
  return (
    <Dialog small title={ask.title} onClose={close}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={ask.label}
          value={name}
          data-first=""
          maxLength={ask.maxLength}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" disabled={name.trim() === '' && ask.mayBeEmpty !== true}>
            {words.save}
          </Button>
          <Button onClick={close}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
