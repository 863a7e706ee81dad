import { afterEach, describe, expect, test } from 'vitest';
import { said as german } from '../../renderer/texts/de/said.ts';
import type { Template } from '../../renderer/texts/said.ts';
import { said, translated } from '../../renderer/texts/said.ts';
import { speak } from '../../renderer/texts/texts.ts';

const parametersOf = (template: string) =>
  [...template.matchAll(/\{\d+(?::said)?\}/g)].map(String).sort((a, b) => a.localeCompare(b));

describe('sentences of the engine', () => {
  const TABLE: readonly Template[] = [
    ['{0} is full.', '{0} ist voll.'],
    ['The disk that holds {0} is full.', 'Der Datenträger mit {0} ist voll.'],
    ['{0} of {1} (50%?)', '{1}, davon {0} (50 %?)'],
    ['The import failed: {0:said}', 'Der Import schlug fehl: {0:said}'],
  ];

  test('the most exact template wins, and parts keep their places', () => {
    expect(translated(TABLE, 'The disk that holds /a b is full.')).toBe('Der Datenträger mit /a b ist voll.');
    expect(translated(TABLE, 'eth0 is full.')).toBe('eth0 ist voll.');
    expect(translated(TABLE, '3 of 7 (50%?)')).toBe('7, davon 3 (50 %?)');
  });

  test('a part that is a sentence itself is said in German too', () => {
    expect(translated(TABLE, 'The import failed: The disk that holds /x is full.')).toBe(
      'Der Import schlug fehl: Der Datenträger mit /x ist voll.',
    );
  });

  test('what the table does not know stays, and signs in values mean nothing', () => {
    expect(translated(TABLE, 'The disk is empty.')).toBe('The disk is empty.');
    expect(translated(TABLE, '$& {1} is full.')).toBe('$& {1} ist voll.');
  });

  test('every template says each part that it takes, in both languages', () => {
    for (const [english, shown] of german)
      expect(parametersOf(shown), english).toEqual(parametersOf(english));
    expect(new Set(german.map(([english]) => english)).size).toBe(german.length);
  });
});

describe('in the language of the page', () => {
  const WHY = 'image "debian" is not in the library';

  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'document');
  });

  test('English stands as it was said, German is looked up', async () => {
    // Of the document only the language of its root is set.
    Reflect.set(globalThis, 'document', { documentElement: { lang: '' } });
    expect(said(WHY)).toBe(WHY);
    await speak('de');
    expect(said(WHY)).toBe('Image „debian“ ist nicht in der Bibliothek');
    expect(said(WHY)).toBe('Image „debian“ ist nicht in der Bibliothek');
    await speak('en');
    expect(said(WHY)).toBe(WHY);
  });
});
