/** An answer file from the built-in template for an image: only the password is asked for. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Image } from '../../../shared/model/image.ts';
import { useRun } from '../../engine-context.ts';
import styles from '../files.module.css';

/** VMware's own least; its installer stops at a shorter one. */
const SHORTEST_OF_ESXI = 7;

export function AnswerForImage({ image, onDone }: { image: Image; onDone: () => void }) {
  const run = useRun();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const shortest = image.recipe.answer === 'esxi-kickstart' ? SHORTEST_OF_ESXI : 1;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const made = await run('answers.fromTemplate', {
      image: image.id,
      ...(password !== '' && { rootPassword: password }),
    });
    setBusy(false);
    if (made) onDone();
  }
  return (
    <form className={styles.pathForm} onSubmit={(event) => void submit(event)}>
      <TextInput
        label="Root password of the hosts (optional)"
        type="password"
        autoComplete="new-password"
        value={password}
        autoFocus
        onChange={(event) => setPassword(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <p className="soft">
        It is kept as a hash only; left empty, each machine gets the one that is set for it. The file installs
        without asking, overwrites what is on the disk and calls home; it appears among the answer files.
      </p>
      <div className={styles.actions}>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={password !== '' && password.length < shortest}
        >
          Make it
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
