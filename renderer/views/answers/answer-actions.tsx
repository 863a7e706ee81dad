/** What is done with an answer file as a whole. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useRun } from '../../engine-context.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { openDialog, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from './answers.module.css';
import { freeName } from './free-name.ts';
import { removeAnswer, removeRenamed } from './remove-answer.ts';
import type { AnswerDraft } from './use-answer-draft.ts';
import { useUsersOf } from './used-by.ts';

export function AnswerActions({ id, draft }: { id: string; draft: AnswerDraft }) {
  const run = useRun();
  const answers = useStore((state) => state.answers);
  const t = texts().answers;
  const users = useUsersOf(id);
  const [naming, setNaming] = useState<'copy' | 'rename'>();
  const remove = () => void removeAnswer(run, id).then((gone) => gone && openDialog(undefined));

  async function saveAs(name: string): Promise<void> {
    const made = await run('answers.save', { name, text: draft.text ?? '' });
    if (!made) return;
    if (naming === 'rename' && made.id !== id) await removeRenamed(run, id, made.id);
    openDialog({ dialog: 'answer', id: made.id });
  }

  if (naming !== undefined) {
    return (
      <NameForm
        key={naming}
        first={naming === 'copy' ? freeName(id, (name) => answers.some((one) => one.id === name)) : id}
        word={naming === 'copy' ? t.saveAsThat : t.renameThat}
        taken={(name) => name !== id && answers.some((one) => one.id === name)}
        onName={saveAs}
        onDone={() => setNaming(undefined)}
      />
    );
  }
  return (
    <div className={styles.actions}>
      <Button variant="filled" disabled={!draft.changed} onClick={() => void draft.save()}>
        {t.save}
      </Button>
      <Button disabled={!draft.changed} onClick={() => draft.revert()}>
        {t.revert}
      </Button>
      <Button onClick={() => setNaming('copy')}>{t.saveAs}</Button>
      <Button
        disabled={users !== undefined}
        title={users && t.usedUnderName(users)}
        onClick={() => setNaming('rename')}
      >
        {t.rename}
      </Button>
      {users === undefined ? (
        <Button onClick={remove}>{t.remove}</Button>
      ) : (
        <ConfirmButton label={t.remove} question={t.usedSoRemove(users)} onConfirm={remove} />
      )}
    </div>
  );
}

interface NameFormProps {
  readonly first: string;
  readonly word: string;
  readonly taken: (name: string) => boolean;
  readonly onName: (name: string) => Promise<void>;
  readonly onDone: () => void;
}

function NameForm({ first, word, taken, onName, onDone }: NameFormProps) {
  const [name, setName] = useState(first);
  const trimmed = name.trim();
  const replaces = taken(trimmed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onName(trimmed);
  };
  return (
    <form
      className={styles.actions}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Of the form, not of the sheet it stands on.
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <TextInput
        aria-label={texts().answers.nameOf}
        value={name}
        autoFocus
        maxLength={120}
        spellCheck={false}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant={replaces ? 'danger' : 'filled'} disabled={trimmed === ''}>
        {replaces ? texts().answers.replaceThat : word}
      </Button>
      <Button onClick={onDone}>{texts().common.cancel}</Button>
    </form>
  );
}
