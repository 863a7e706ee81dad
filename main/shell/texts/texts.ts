/** The words of the shell in the language of the system: set once, before anything is shown. */
import { de } from './de.ts';
import { en } from './en.ts';

export type ShellTexts = typeof en;

let current: ShellTexts = en;

export const texts = (): ShellTexts => current;

/** @param preferred what the system prefers, best first, as app.getPreferredSystemLanguages() has it: `de-DE` */
export function speak(preferred: readonly string[]): void {
  const known = preferred
    .map((tag) => tag.toLowerCase().split('-')[0])
    .find((tag) => tag === 'de' || tag === 'en');
  current = known === 'de' ? de : en;
}
