import { afterEach, describe, expect, it } from 'vitest';
import { menuTemplate } from '../../main/shell/menu.ts';
import type { MenuActions } from '../../main/shell/menu.ts';
import { de } from '../../main/shell/texts/de.ts';
import { en } from '../../main/shell/texts/en.ts';
import { speak, texts } from '../../main/shell/texts/texts.ts';

/** Names that are the same in both languages. */
const NAMES = new Set(['Macs', 'ESXi', 'Debian', 'CentOS', 'OK']);
const SAMPLES: readonly unknown[] = ['en7', 2, 3];

/** Every text as [path, text]; functions are called with samples. */
function all(words: object, path = ''): (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const at = `${path}.${key}`;
    if (typeof value === 'string') return [[at, value] as const];
    if (typeof value === 'function')
      return [[at, String((value as (...of: unknown[]) => string)(...SAMPLES))] as const];
    return all(value as object, at);
  });
}

afterEach(() => speak(['en']));

describe('the words of the shell', () => {
  it('are in German where the system prefers it, in English where it prefers what we do not have', () => {
    speak(['de-AT', 'en']);
    expect(texts()).toBe(de);
    speak(['fr-FR', 'de-DE', 'en-GB']);
    expect(texts()).toBe(de);
    speak(['fr-FR', 'ja']);
    expect(texts()).toBe(en);
  });

  it('are all translated', () => {
    const german = new Map(all(de));
    const english = all(en);
    expect([...german.keys()]).toEqual(english.map(([path]) => path));
    const same = english.filter(([path, text]) => german.get(path) === text && !NAMES.has(text));
    expect(same).toEqual([]);
  });

  it.each(['linux', 'win32', 'darwin'] as const)(
    'have letters of their own in each menu of %s',
    (platform) => {
      for (const language of ['en', 'de']) {
        speak([language]);
        const menu = menuTemplate({ platform, packaged: true, serving: false, actions: {} as MenuActions });
        for (const items of [menu, ...menu.map((item) => item.submenu).filter(Array.isArray)]) {
          const letters = items.flatMap((item) => /&(.)/.exec(item.label ?? '')?.[1]?.toLowerCase() ?? []);
          expect(letters, `${language} ${platform}`).toEqual([...new Set(letters)]);
        }
      }
    },
  );
});
