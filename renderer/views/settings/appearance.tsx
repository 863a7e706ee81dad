/** Light, dark, or as the system is. */
import { prefer, usePreferences } from '../../preferences.ts';
import { texts } from '../../texts/texts.ts';
import { Choice } from './choice.tsx';

export function Appearance() {
  const scheme = usePreferences((preferences) => preferences.scheme);
  const t = texts().settings;
  return (
    <Choice
      id="appearance"
      label={t.appearance}
      chosen={scheme}
      onChoose={(chosen) => prefer({ scheme: chosen })}
      options={[
        { value: 'system', word: t.asSystem },
        { value: 'light', word: t.light },
        { value: 'dark', word: t.dark },
      ]}
    />
  );
}
