/** How long an arming is to last, chosen before it is armed. */
import { NativeSelect } from '@mantine/core';
import type { Expiry } from '../expiry.ts';
import { EXPIRIES } from '../expiry.ts';
import { texts } from '../texts/texts.ts';

export function ExpiryChoice({ value, onChoose }: { value: Expiry; onChoose: (expiry: Expiry) => void }) {
  const t = texts().boot;
  return (
    <NativeSelect
      label={t.lasts}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value as Expiry)}
    >
      {EXPIRIES.map((id) => (
        <option key={id} value={id}>
          {t.expiries[id]}
        </option>
      ))}
    </NativeSelect>
  );
}
