/**
 * The words of the page in the language that is shown. A language is changed by drawing the page anew (main.tsx), so plain
 * functions may ask for words as well as views.
 */
import { en } from './en/index.ts';

export type Texts = typeof en;
export type Language = 'en' | 'de';

export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

let current: { readonly language: Language; readonly texts: Texts } = { language: 'en', texts: en };

/** The words, by the part of the window: `texts().common.cancel`. */
export const texts = (): Texts => current.texts;

/** For what the platform words itself: numbers, dates, plurals. */
export const language = (): Language => current.language;

/** Before the page is drawn. German is fetched only where it is wanted. */
export async function speak(wanted: Language): Promise<void> {
  current = { language: wanted, texts: wanted === 'de' ? (await import('./de/index.ts')).de : en };
  document.documentElement.lang = wanted;
}

/** The first language of the browser that we have; English where it has none of them. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary !== undefined && Object.hasOwn(LANGUAGES, primary)) return primary as Language;
  }
  return 'en';
}
