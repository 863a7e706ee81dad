/** Light or dark: what was chosen in the settings, or what the system has, live. theme.css holds the colours of both. */
import { useSyncExternalStore } from 'react';
import type { ColourScheme, Preferences } from './preferences.ts';
import { usePreferences } from './preferences.ts';

const systemDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function schemeOf({ scheme }: Preferences): ColourScheme {
  return scheme === 'system' ? (systemDark().matches ? 'dark' : 'light') : scheme;
}

/**
 * From now on, and before anything is drawn: a page in the wrong colours, even for a moment, hurts eyes in a dark room.
 * Mantine's provider would do the same to the document, but after it put on its own default for a frame.
 */
export function wearScheme(): void {
  const wear = (): void => {
    document.documentElement.dataset['mantineColorScheme'] = schemeOf(usePreferences.getState());
  };
  wear();
  watch(wear);
}

/** For Mantine's own decisions. */
export function useScheme(): ColourScheme {
  return useSyncExternalStore(watch, () => schemeOf(usePreferences.getState()));
}

function watch(changed: () => void): () => void {
  const system = systemDark();
  const forget = usePreferences.subscribe(changed);
  system.addEventListener('change', changed);
  return () => {
    forget();
    system.removeEventListener('change', changed);
  };
}
