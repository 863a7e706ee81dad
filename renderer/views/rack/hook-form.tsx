/** A hook being written down. */
import { Button, TextInput, Textarea } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Hook } from '../../../shared/model/config.ts';
import { hookSchema } from '../../../shared/model/config.ts';
import { texts } from '../../texts/texts.ts';
import styles from './rack.module.css';

export interface HookFormProps {
  readonly first: Hook;
  /** Names of the others. */
  readonly taken: readonly string[];
  readonly onSave: (hook: Hook) => void;
  readonly onCancel: () => void;
}

export function HookForm({ first, taken, onSave, onCancel }: HookFormProps) {
  const t = texts().rack;
  const [hook, setHook] = useState(first);
  const parsed = hookSchema.safeParse(hook);
  const doubled = taken.includes(hook.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed.success && !doubled) onSave(parsed.data);
  };
  return (
    <form className={styles.card} aria-label={t.hook} onSubmit={submit}>
      <div className={styles.pair}>
        <TextInput
          label={t.name}
          value={hook.id}
          autoFocus
          maxLength={40}
          placeholder={t.hookExample}
          spellCheck={false}
          onChange={(event) => setHook({ ...hook, id: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={t.stageOfHook}
          value={hook.stage}
          maxLength={40}
          spellCheck={false}
          onChange={(event) => setHook({ ...hook, stage: event.currentTarget.value.trim() })}
        />
      </div>
      {hook.does === 'webhook' ? (
        <TextInput
          label={t.webhookUrl}
          value={hook.url}
          placeholder="https://inventory.example/hosts"
          spellCheck={false}
          onChange={(event) => setHook({ ...hook, url: event.currentTarget.value.trim() })}
        />
      ) : (
        <>
          <TextInput
            label={t.program}
            value={hook.command}
            maxLength={1000}
            placeholder="/usr/bin/pwsh"
            spellCheck={false}
            onChange={(event) => setHook({ ...hook, command: event.currentTarget.value })}
          />
          <Textarea
            label={t.args}
            rows={3}
            value={hook.args.join('\n')}
            spellCheck={false}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setHook({ ...hook, args: value === '' ? [] : value.split('\n') });
            }}
          />
          <p className="soft">{t.noShell}</p>
        </>
      )}
      {doubled && <p className="warn">{t.hookThere(hook.id)}</p>}
      <div className={styles.line}>
        <Button type="submit" variant="filled" disabled={!parsed.success || doubled}>
          {t.saveHook}
        </Button>
        <Button onClick={onCancel}>{texts().common.cancel}</Button>
      </div>
    </form>
  );
}
