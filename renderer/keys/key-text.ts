/** Keys as they are written on a keyboard: "Ctrl+K", on a Mac "⌘K". */
import { texts } from '../texts/texts.ts';
import type { Shortcut } from './shortcuts.ts';
import { SHORTCUTS } from './shortcuts.ts';

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** The first key of a shortcut. */
export function keyText(shortcut: Shortcut): string {
  return text(SHORTCUTS[shortcut].keys[0]);
}

/** All of them. */
export function keyTexts(shortcut: Shortcut): readonly string[] {
  return SHORTCUTS[shortcut].keys.map(text);
}

/** As `aria-keyshortcuts` wants it. */
export function ariaKeys(shortcut: Shortcut): string {
  return SHORTCUTS[shortcut].keys[0].replace('mod+', isMac() ? 'Meta+' : 'Control+').replace(/^ $/, 'Space');
}

function text(key: string): string {
  const words = texts().keys.names as Readonly<Record<string, string>>;
  const parts = key === ' ' ? [' '] : key.split('+');
  const named = parts.map((part) =>
    part === 'mod'
      ? isMac()
        ? '⌘'
        : words['Ctrl']
      : (words[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
  );
  return isMac() && parts[0] === 'mod' ? named.join('') : named.join('+');
}
