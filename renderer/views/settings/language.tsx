/** The language of the page; each is called what it calls itself. */
import type { Preferences } from '../../preferences.ts';
import { preferredLanguage, prefer, usePreferences } from '../../preferences.ts';
import type { Language as Spoken } from '../../texts/texts.ts';
import { LANGUAGES, texts } from '../../texts/texts.ts';
import { Choice } from './choice.tsx';

export function Language() {
  const preferences = usePreferences();
  const t = texts().settings;
  const ofSystem = LANGUAGES[preferredLanguage({ ...preferences, language: 'system' })];
  return (
    <Choice<Preferences['language']>
      id="language"
      label={t.language}
      chosen={preferences.language}
      onChoose={(language) => prefer({ language })}
      options={[
        { value: 'system', word: t.asSystemIn(ofSystem) },
        ...(Object.keys(LANGUAGES) as Spoken[]).map((value) => ({
          value,
          word: LANGUAGES[value],
          lang: value,
        })),
      ]}
    />
  );
}
