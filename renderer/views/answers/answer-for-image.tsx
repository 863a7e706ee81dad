/** An answer file from the built-in template for an image: only the password is asked for. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Image } from '../../../shared/model/image.ts';
import { useRun } from '../../engine-context.ts';
import { texts } from '../../texts/texts.ts';
import styles from '../files.module.css';

/** VMware's own least; its installer stops at a shorter one. */
const SHORTEST_OF_ESXI = 7;

export function AnswerForImage({ image, onDone }: { image: Image; onDone: () => void }) {
  const run = useRun();
  const t = texts().answers;
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
        label={t.rootPasswordOfHosts}
        type="password"
        autoComplete="new-password"
        value={password}
        autoFocus
        onChange={(event) => setPassword(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <p className="soft">{t.madeForImage}</p>
      <div className={styles.actions}>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={password !== '' && password.length < shortest}
        >
          {t.makeIt}
        </Button>
        <Button onClick={onDone}>{texts().common.cancel}</Button>
      </div>
    </form>
  );
}
