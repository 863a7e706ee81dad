import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from './hostile-values.ts';
import type { PreseedLine } from './preseed-reader.ts';
import { readPreseed } from './preseed-reader.ts';
import { written } from './written.ts';

const value = (index: number) => (lines: readonly PreseedLine[]) => lines[index]?.value;

const PLACES: readonly {
  readonly name: string;
  readonly template: string;
  readonly read: (lines: readonly PreseedLine[]) => string | undefined;
  readonly around?: (value: string) => string;
}[] = [
  {
    name: 'a value',
    template: 'd-i a/b string x\nd-i c/d string {{ value }}\nd-i e/f string y\n',
    read: value(1),
  },
  { name: 'a password', template: 'd-i c/d password\t{{ value }}\n', read: value(0) },
  {
    name: 'a part of a value',
    template: 'd-i c/d string pre {{ value }}/x\nd-i e/f string y\n',
    read: value(0),
    around: (v) => `pre ${v}/x`,
  },
  {
    name: 'a value over lines',
    template: 'd-i c/d string a \\\n# {{ "x" }}\n  {{ value }} \\\n  b\nd-i e/f string y\n',
    read: value(0),
    around: (v) => `a ${v} b`,
  },
  {
    name: 'a value at the very beginning of a line',
    template: 'd-i c/d string a \\\n{{ value }}\nd-i e/f string y\n',
    read: value(0),
    around: (v) => `a ${v}`,
  },
];

describe.each(PLACES)('$name', ({ template, read, around = (one) => one }) => {
  const check = (one: string): boolean => {
    const text = written('preseed', template, one);
    if (text === undefined) return false;
    const lines = readPreseed(text);
    expect(read(lines), text).toBe(around(one));
    const rest = (all: readonly PreseedLine[]): unknown =>
      all.map((line) => (line.value === read(all) ? { ...line, value: '…' } : line));
    expect(rest(lines)).toEqual(rest(readPreseed(written('preseed', template, 'sample') ?? '')));
    return true;
  };

  it('is read by the installer as it is, or refused', () => {
    const kept = HOSTILE.filter(check);
    const broken = /[\p{Cc}\u2028]|^\s|\s$|\\$/u;
    const refused = (one: string): boolean =>
      broken.test(one) || (template.includes('\n{{') && (one === '' || one.startsWith('#')));
    expect(HOSTILE.filter((one) => !kept.includes(one) && !refused(one))).toEqual([]);
    expect(kept.filter((one) => /[\n\r]/.test(one))).toEqual([]);
  });

  it('whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`ab '"\\#,\n\t/`) }), (one) => void check(one)),
      { numRuns: 1000 },
    );
  });
});

describe('a command', () => {
  const run = (script: string | undefined): string =>
    execFileSync('/bin/sh', ['-c', script ?? ''], { encoding: 'utf8' });

  it.each([
    'd-i preseed/early_command string printf "<%s>" {{ value }}; true\n',
    `d-i preseed/late_command string printf '<%s>' "{{ value }}" || true; \\\n# it's no quote\n  : 'end'\n`,
    "d-i partman/early_command string : a; \\\n    printf '<%s>' '{{ value }}'; \\\n\n  true\nd-i a/b string c\n",
  ])('%j has it as one word of a shell', (template) => {
    const kept = HOSTILE.filter((one) => {
      const text = written('preseed', template, one);
      if (text === undefined) return false;
      expect(run(readPreseed(text)[0]?.value), text).toBe(`<${one}>`);
      return true;
    });
    expect(HOSTILE.filter((one) => !kept.includes(one) && !/[\p{Cc}\u2028]/u.test(one))).toEqual([]);
  });
});

describe('elsewhere', () => {
  it.each([
    ['# {{ value }}\n', "it's $(x)", true],
    ['# {{ value }}\n', 'a\nd-i x/y string z', false],
    ['d-i {{ value }}/b string x\n', 'a b', false],
    ['d-i {{ value }}/b string x\n', 'a', true],
    ['d-i a/b multiselect x, {{ value }}\n', 'a, b', false],
    ['d-i preseed/run string {{ value }}\n', 'http://10.77.0.1/x', true],
    ['d-i preseed/run string {{ value }}\n', 'a b', false],
  ])('%j takes %j: %s', (template, one, isTaken) => {
    expect(written('preseed', template, one) !== undefined).toBe(isTaken);
  });
});
