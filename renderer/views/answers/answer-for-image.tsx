/** A kickstart from the built-in template of an image's generation: only the password is asked for. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Image } from '../../shared/model/image.ts';
import { useRun } from '../engine-context.ts';
import styles from './files.module.css';

/** VMware's own least; the installer stops at a shorter one. */
const SHORTEST = 7;

export function NewKickstart({ image, onDone }: { image: Image; onDone: () => void }) {
  const run = useRun();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const made = await run('answers.fromTemplate', { image: image.id, rootPassword: password });
    setBusy(false);
    if (made) onDone();
  }
  return (
    <form className={styles.pathForm} onSubmit={(event) => void submit(event)}>
      <TextInput
        label="Root password of the hosts"
        type="password"
        autoComplete="new-password"
        value={password}
        autoFocus
        onChange={(event) => setPassword(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <p className="soft">
        It is kept as a hash only. The kickstart installs on the first disk, overwrites what is there,
        switches SSH on and calls home; it appears among the answer files.
      </p>
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={busy} disabled={password.length < SHORTEST}>
          Make it
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
