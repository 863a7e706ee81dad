/** What a person chose for the page on this computer: its colours, its language, its keys, what it tells. */
import { create } from 'zustand';
import { keep, readKept } from './kept.ts';
import type { NewsKind } from './notify/news.ts';
import type { Language } from './texts/texts.ts';
import { LANGUAGES, languageOf } from './texts/texts.ts';

export type ColourScheme = 'light' | 'dark';

export interface Preferences {
  readonly scheme: ColourScheme | 'system';
  readonly language: Language | 'system';
  /** Do single letters work as keys? */
  readonly letterKeys: boolean;
  /** What is told outside of the page, where it may be. */
  readonly notify: Readonly<Record<NewsKind, boolean>>;
  /** The person was asked once whether to be told. */
  readonly notifyOffered: boolean;
}

const KEY = 'rackboot.preferences';

export const usePreferences = create<Preferences>(() => {
  const kept = readKept(KEY) as Partial<Record<keyof Preferences, unknown>> | null | undefined;
  return {
    scheme: kept?.scheme === 'light' || kept?.scheme === 'dark' ? kept.scheme : 'system',
    language: isLanguage(kept?.language) ? kept.language : 'system',
    letterKeys: kept?.letterKeys !== false,
    notify: notifyOf(kept?.notify),
    notifyOffered: kept?.notifyOffered === true,
  };
});

export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  keep(KEY, usePreferences.getState());
}

/** The language to speak, where "system" is what the browser prefers. */
export function preferredLanguage({ language }: Preferences): Language {
  return language === 'system' ? languageOf(navigator.languages) : language;
}

function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(LANGUAGES, value);
}

/** All of it, unless told otherwise. */
function notifyOf(kept: unknown): Preferences['notify'] {
  const given = (kept ?? {}) as Partial<Record<NewsKind, unknown>>;
  const isOn = (kind: NewsKind): boolean => given[kind] !== false;
  return { new: isOn('new'), stalled: isOn('stalled'), installed: isOn('installed') };
}
