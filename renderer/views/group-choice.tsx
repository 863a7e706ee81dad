/** One of the groups there are, none, or a new one. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import styles from './panel.module.css';

export interface GroupChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  /** What stands there before anything was chosen, where that is not "no group". */
  readonly unchosen?: string;
  /** null: none */
  readonly onChoose: (group: string | null) => void;
}

/** Values that are no names: names have no control characters. */
const NONE = '\u0000';
const NEW = '\u0001';
const UNCHOSEN = '\u0002';

export function GroupChoice({ label, value, unchosen, onChoose }: GroupChoiceProps) {
  const groups = useStore(useShallow((state) => Object.keys(state.config?.groups ?? {}).sort()));
  const t = texts().boot;
  const [naming, setNaming] = useState(false);
  if (naming) {
    return (
      <NewGroup
        onDone={(name) => {
          setNaming(false);
          if (name !== undefined) onChoose(name);
        }}
      />
    );
  }
  return (
    <NativeSelect
      label={label}
      value={value ?? (unchosen === undefined ? NONE : UNCHOSEN)}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (chosen === NEW) setNaming(true);
        else if (chosen !== UNCHOSEN) onChoose(chosen === NONE ? null : chosen);
      }}
    >
      {unchosen !== undefined && <option value={UNCHOSEN}>{unchosen}</option>}
      <option value={NONE}>{t.noGroup}</option>
      {groups.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
      {value !== undefined && !groups.includes(value) && <option value={value}>{value}</option>}
      <option value={NEW}>{t.newGroup}</option>
    </NativeSelect>
  );
}

function NewGroup({ onDone }: { onDone: (name: string | undefined) => void }) {
  const t = texts().boot;
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone(name.trim());
  };
  return (
    <form className={styles.inline} onSubmit={submit}>
      <TextInput
        label={t.newGroupName}
        className={styles.grow}
        value={name}
        maxLength={63}
        autoFocus
        placeholder={t.groupExample}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone(undefined)}
      />
      <Button type="submit" variant="filled" disabled={name.trim() === ''}>
        {t.use}
      </Button>
      <Button onClick={() => onDone(undefined)}>{texts().common.cancel}</Button>
    </form>
  );
}
