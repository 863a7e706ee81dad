/** Events in both languages: the sentence a technician reads, with all that the event tells. */
import { afterEach, describe, expect, test } from 'vitest';
import { namesOf } from '../../renderer/names.ts';
import { speak } from '../../renderer/texts/texts.ts';
import { eventSentence } from '../../renderer/wording.ts';
import type { Event } from '../../shared/model/event.ts';
import { SENTENCES } from './event-sentences.ts';

const names = namesOf([], [], new Map());
const sentences = () =>
  Object.values(SENTENCES).map(([body]) => eventSentence({ ...body, seq: 1, at: 0 } as Event, names));

/** Addresses, files, paths, messages of protocols: the same in every language. */
const DATA = /\d+(?:[.:]\w+){3,}|\/[\w./-]+|\b[\w-]+\.(?:efi|gz|cfg|ks|preseed|iso)\b|\bDHCP[A-Z]+|\blab0\b/g;
const dataIn = (text: string) => [...text.matchAll(DATA)].map(([one]) => one.replace(/\.$/, '')).sort();

describe('events', () => {
  afterEach(async () => {
    await speak('en');
    Reflect.deleteProperty(globalThis, 'document');
  });

  test('are German sentences of their own, and lose nothing', async () => {
    const english = sentences();
    // Of the document only the language of its root is set.
    Reflect.set(globalThis, 'document', { documentElement: { lang: '' } });
    await speak('de');
    const german = sentences();
    const types = Object.keys(SENTENCES);
    expect(english.length).toBe(types.length);
    types.forEach((type, index) => {
      const [from, to] = [english[index] ?? '', german[index] ?? ''];
      expect(to, type).not.toMatch(/[{}]|undefined|NaN|\[object/);
      expect(dataIn(to), `${type}: ${to}`).toEqual(dataIn(from));
      // A line of a machine's own log is in its own language.
      if (type === 'syslog.received') expect(to).toBe(from);
      else expect(to, type).not.toBe(from);
    });
  });
});
