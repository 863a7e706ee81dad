/** A new answer file: one of the built-in ones, which install unattended and call home, or an empty one. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import type { AnswerTemplate } from '../../../shared/model/api.ts';
import { useRun } from '../../engine-context.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { openDialog } from '../../store.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import { formatText } from '../../wording-files.ts';
import styles from './answers.module.css';

const EMPTY = '';

export function NewAnswerDialog() {
  const run = useRun();
  const t = texts().answers;
  const [templates, setTemplates] = useState<readonly AnswerTemplate[]>([]);
  const [template, setTemplate] = useState(EMPTY);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const close = () => openDialog(undefined);

  useEffect(() => {
    void run('answers.templates', {}).then((found) => {
      if (!found) return;
      setTemplates(found);
      setTemplate(found[0]?.id ?? EMPTY);
    });
  }, [run]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const called = name.trim();
    const made =
      template === EMPTY
        ? await run('answers.save', { name: called, text: '' })
        : await run('answers.fromTemplate', {
            template,
            ...(called !== '' && { name: called }),
            ...(password !== '' && { rootPassword: password }),
          });
    setBusy(false);
    if (made) openDialog({ dialog: 'answer', id: made.id });
  }
  return (
    <Dialog small title={t.newOne} onClose={close}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <NativeSelect
          label={t.beginWith}
          value={template}
          data-first=""
          onChange={(event) => setTemplate(event.currentTarget.value)}
        >
          {templates.map(({ id, title, format }) => (
            <option key={id} value={id}>
              {t.template(said(title), formatText(format))}
            </option>
          ))}
          <option value={EMPTY}>{t.emptyFile}</option>
        </NativeSelect>
        <TextInput
          label={t.name}
          value={name}
          placeholder={template === EMPTY ? 'rack3.ks' : template}
          maxLength={120}
          spellCheck={false}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {template !== EMPTY && (
          <>
            <TextInput
              label={t.rootPassword}
              type="password"
              autoComplete="new-password"
              value={password}
              maxLength={255}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <p className="soft">{t.onlyHash}</p>
          </>
        )}
        <div className={styles.actions}>
          <Button
            type="submit"
            variant="filled"
            loading={busy}
            disabled={template === EMPTY && name.trim() === ''}
          >
            {t.makeIt}
          </Button>
          <Button onClick={close}>{texts().common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
