/** How long an arming is to last, chosen before it is armed. */
import { NativeSelect } from '@mantine/core';
import type { Expiry } from '../expiry.ts';
import { EXPIRIES } from '../expiry.ts';

export function ExpiryChoice({ value, onChoose }: { value: Expiry; onChoose: (expiry: Expiry) => void }) {
  return (
    <NativeSelect
      label="Arming lasts"
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value as Expiry)}
    >
      {EXPIRIES.map(({ id, word }) => (
        <option key={id} value={id}>
          {word}
        </option>
      ))}
    </NativeSelect>
  );
}
