/** A text field that is saved by Enter or by leaving it, and given back by Escape. */
import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

export interface SavedTextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly onSave: (text: string) => void;
}

export function SavedText({ label, value, placeholder, maxLength, onSave }: SavedTextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const save = () => {
    if (text !== value) onSave(text);
  };
  return (
    <TextInput
      label={label}
      value={text}
      placeholder={placeholder}
      maxLength={maxLength}
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') setText(value);
      }}
    />
  );
}
