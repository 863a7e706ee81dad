import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  durationText,
  preciseTimeText,
  shareText,
  sinceLongText,
  sizeText,
  whenText,
} from '../../renderer/format.ts';
import { speak } from '../../renderer/texts/texts.ts';

const at = new Date(2026, 10, 24, 14, 2, 11, 204).getTime();

beforeEach(() => {
  // Of the document only the language of its root is set.
  Reflect.set(globalThis, 'document', { documentElement: { lang: '' } });
});

afterEach(async () => {
  await speak('en');
  Reflect.deleteProperty(globalThis, 'document');
});

describe('in English', () => {
  test.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [301_056, '301 kB'],
    [999_500, '1.0 MB'],
    [4_400_000_000, '4.4 GB'],
    [12_340_000_000, '12 GB'],
    [4_000_000_000_000_000, '4000 TB'],
  ])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));

  test('a share is in the unit of the whole', () => {
    expect(shareText(120_000, 301_056)).toBe('120 of 301 kB');
    expect(shareText(700_000, 4_400_000)).toBe('0.7 of 4.4 MB');
    expect(shareText(5, 0)).toBe('5 bytes');
  });

  test('times and durations', () => {
    expect(preciseTimeText(at)).toBe('14:02:11.204');
    expect(preciseTimeText(at - 9200)).toBe('14:02:02.004');
    expect(whenText(at, at + 1)).toBe('14:02:11');
    expect(whenText(at, at + 86_400_000)).toBe('24 Nov 14:02');
    expect(whenText(at, at + 366 * 86_400_000)).toBe('24 Nov 2026');
    expect(durationText(210)).toBe('0.21 s');
    expect(durationText(12_340)).toBe('12.3 s');
    expect(durationText(63_000)).toBe('1 min 3 s');
    expect(durationText(51 * 3_600_000)).toBe('2 days 3 h');
    expect(sinceLongText(59_999)).toBe('59 s');
  });
});

describe('in German', () => {
  beforeEach(() => speak('de'));

  test('sizes and shares', () => {
    expect(sizeText(999)).toBe('999 Byte');
    expect(sizeText(4_400_000_000)).toBe('4,4 GB');
    expect(shareText(700_000, 4_400_000)).toBe('0,7 von 4,4 MB');
  });

  test('times and durations', () => {
    expect(preciseTimeText(at)).toBe('14:02:11,204');
    expect(whenText(at, at + 86_400_000)).toBe('24. Nov. 14:02');
    expect(durationText(210)).toBe('0,21 s');
    expect(durationText(51 * 3_600_000)).toBe('2 Tage 3 h');
  });
});
