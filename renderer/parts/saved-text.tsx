/** A text field that is saved by Enter or by leaving it, and given back by Escape. */
import { TextInput, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

export interface SavedTextProps {
  readonly label: string;
  /** Read aloud only. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Several lines: Enter begins a new one and does not save. */
  readonly rows?: number;
  /** Resolves false when it was not taken: the field then shows again what counts. */
  readonly onSave: (text: string) => unknown;
}

export function SavedText({ label, hideLabel = false, value, rows, onSave, ...rest }: SavedTextProps) {
  const [text, setText] = useState(value);
  /** What counts by the time an answer comes. */
  const counts = useRef(value);
  /** What was last given to be saved. */
  const sent = useRef(value);
  useEffect(() => {
    const before = counts.current;
    counts.current = value;
    // What is being typed is not taken away by the word of what was saved before it.
    setText((now) => (now === before || now === sent.current ? value : now));
  }, [value]);
  const save = () => {
    if (text === value) return;
    sent.current = text;
    void Promise.resolve(onSave(text)).then((taken) => {
      if (taken === false) setText((now) => (now === text ? counts.current : now));
    });
  };
  const field = {
    ...(hideLabel ? { 'aria-label': label } : { label }),
    ...rest,
    value: text,
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    onBlur: save,
    onKeyDown: (event: { key: string; preventDefault(): void }) => {
      if (event.key === 'Enter' && rows === undefined) save();
      if (event.key === 'Escape' && text !== value) {
        // Of the field, not of a sheet it stands on.
        event.preventDefault();
        setText(value);
      }
    },
  };
  return rows === undefined ? <TextInput {...field} /> : <Textarea rows={rows} {...field} />;
}
