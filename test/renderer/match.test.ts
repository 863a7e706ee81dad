import { describe, expect, it } from 'vitest';
import { bestOf, queryOf, scoreOf } from '../../renderer/palette/match.ts';

const thing = (title: string, rest = '', mac?: string) => ({
  title: title.toLowerCase(),
  rest: rest.toLowerCase(),
  macDigits: mac,
});
const score = (text: string, ...of: Parameters<typeof thing>) => scoreOf(queryOf(text), thing(...of));
const best = (text: string, ...titles: string[]) =>
  bestOf(
    queryOf(text),
    titles.map((title) => thing(title)),
    10,
  ).found.map(({ title }) => title);

describe('what was typed', () => {
  it('fits by where it stands: beginning, beginning of a word, inside, letters in their order', () => {
    expect(best('deb', 'old debian', 'debian 12', 'undebated', 'd e b', 'drop e box', 'other')).toEqual([
      'debian 12',
      'old debian',
      'undebated',
      'd e b',
      'drop e box',
    ]);
  });

  it('fits only where all of its words are found, in whatever order', () => {
    expect(best('12 debian', 'Debian 12.12 installer', 'Debian 11', 'Ubuntu 12')).toEqual([
      'debian 12.12 installer',
    ]);
    expect(score('debian zebra', 'Debian')).toBe(0);
  });

  it('is looked for in the title before the rest', () => {
    expect(score('rack', 'rack 3')).toBeGreaterThan(score('rack', 'esx-01', 'rack 3'));
    expect(score('ack', 'esx-01', 'rack 3')).toBeGreaterThan(0);
    expect(score('ack', 'esx-01', 'rack 3')).toBeLessThan(score('rack', 'esx-01', 'rack 3'));
  });

  it('prefers the shorter of two that fit alike', () => {
    expect(best('esx', 'esx-01-long-name', 'esx-02')).toEqual(['esx-02', 'esx-01-long-name']);
  });

  it.each([
    '00:25:90:96:c4:9a',
    '00-25-90-96-C4-9A',
    '0025.9096.c49a',
    '00259096C49A',
    '00 25 90 96 c4 9a',
    '96c4',
    '90-96',
  ])('finds a MAC written %s', (text) => {
    expect(score(text, 'esx-01', '00:25:90:96:c4:9a', '00259096c49a')).toBeGreaterThan(0);
    expect(score(text, 'esx-02', '3c:07:54:77:af:54', '3c075477af54')).toBe(0);
  });

  it('takes three digits for no MAC, and letters that lie far apart for nothing', () => {
    expect(score('c49', 'esx-01', '', '00259096c49a')).toBe(0);
    expect(score('dxz', 'debian and many words before x and z')).toBe(0);
  });

  it('says how many more there are', () => {
    const many = Array.from({ length: 30 }, (_, index) => thing(`esx-${index}`));
    const { found, more } = bestOf(queryOf('esx'), many, 12);
    expect([found.length, more]).toEqual([12, 18]);
  });

  it('is nothing when it is blank: everything fits alike', () => {
    expect(queryOf('  ').words).toEqual([]);
    expect(score('  ', 'a')).toBe(score('', 'b'));
  });
});
