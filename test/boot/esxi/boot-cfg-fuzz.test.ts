/**
 * boot.cfg as nobody would write it, against a second reading that goes through the bytes as the loader's C does:
 * what we take for the value of a key is what the loader takes, and a rewritten file says the same as before but for
 * what was to change.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOOT_CFG_KEYS } from '../../../shared/boot/esxi/boot-cfg-keys.ts';
import { bootCfgValue, parseBootCfg, parseFileList } from '../../../shared/boot/esxi/boot-cfg.ts';
import { lintBootCfg } from '../../../shared/boot/esxi/boot-cfg-lint.ts';
import { rewriteBootCfg } from '../../../shared/boot/esxi/boot-cfg-rewrite.ts';
import { lintKickstart } from '../../../shared/boot/esxi/kickstart-lint.ts';

const RUNS = { numRuns: 3000 * Number(process.env['FUZZ_TIMES'] ?? 1) };

const piece = fc.oneof(
  fc.constantFrom(
    ...BOOT_CFG_KEYS.map(({ name }) => name),
    'kernelopts',
    'KERNEL',
    'mod',
    'build',
    '=',
    '=',
    ' = ',
    '\n',
    '\n',
    '\r\n',
    ' ',
    '\t',
    '---',
    ' --- ',
    '----',
    '/',
    '\\',
    '/b.b00',
    's.v00',
    'http://s/x',
    'ks=',
    'cdromBoot',
    'runweasel',
    '#',
    '\0',
    '5',
    '-',
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const file = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

const isSpace = (c: string): boolean => c !== '' && ' \t\n\v\f\r'.includes(c);
const upper = (c: string): string => (c >= 'a' && c <= 'z' ? c.toUpperCase() : c);

/** locate_value and its callers, letter by letter. */
function loaderReads(text: string): Map<string, string | number | undefined> {
  const values = new Map<string, string | number | undefined>();
  for (const line of text.split('\n')) {
    let merged = '';
    for (const c of line) {
      if (c === '\0') break;
      if (!isSpace(c)) merged += c;
      else if (merged !== '' && !merged.endsWith(' ')) merged += ' ';
    }
    if (merged.endsWith(' ')) merged = merged.slice(0, -1);
    if (merged === '' || merged.startsWith('#')) continue;
    const at = merged.indexOf('=');
    if (at < 0) continue;
    for (const { name } of BOOT_CFG_KEYS) {
      let same = true;
      for (let i = 0; i < at && same; i++)
        same = i < name.length && upper(name[i] as string) === upper(merged[i] as string);
      if (!same) continue;
      let from = at + 1;
      while (merged[from] === ' ') from++;
      values.set(name, merged.slice(from) === '' ? undefined : merged.slice(from));
      break;
    }
  }
  return values;
}

describe('any text', () => {
  it('is read as the loader reads it', () => {
    fc.assert(
      fc.property(file, (text) => {
        const lines = parseBootCfg(text);
        const reads = loaderReads(text);
        for (const { name } of BOOT_CFG_KEYS) expect(bootCfgValue(lines, name)).toBe(reads.get(name));
      }),
      RUNS,
    );
  });

  it('rewritten says what it said, but for what was to change', () => {
    const changes = { prefix: 'http://10.0.0.1/i/x', ks: 'http://10.0.0.1/ks', extra: 'a=1 b' };
    fc.assert(
      fc.property(file, (text) => {
        const written = rewriteBootCfg(text, changes);
        expect(written.endsWith('\n')).toBe(true);
        expect(rewriteBootCfg(written, changes)).toBe(written);
        const [before, after] = [loaderReads(text), loaderReads(written)];
        for (const { name } of BOOT_CFG_KEYS) {
          if (!['prefix', 'kernel', 'kernelopt', 'modules'].includes(name))
            expect(after.get(name)).toBe(before.get(name));
        }
        expect(after.get('prefix')).toBe(changes.prefix);
        const options = String(after.get('kernelopt')).split(' ');
        expect(options.filter((word) => /^(cdromBoot$|ks(=|$))/i.test(word))).toEqual([`ks=${changes.ks}`]);
        expect(options.slice(-2)).toEqual(['a=1', 'b']);
        const names = (value: unknown): string[] => parseFileList(String(value ?? '')).map((one) => one.file);
        expect(
          names(after.get('modules')).filter((name) => /^[/\\]/.test(name) && !name.includes('://')),
        ).toEqual([]);
        expect(names(after.get('modules')).length).toBeLessThanOrEqual(names(before.get('modules')).length);
      }),
      RUNS,
    );
  });

  it('is complained about in whole sentences, at lines it has', () => {
    fc.assert(
      fc.property(file, (text) => {
        const last = Math.max(1, parseBootCfg(text).length);
        for (const { line, sentence } of lintBootCfg(text)) {
          expect(line >= 1 && line <= last).toBe(true);
          expect(sentence).toMatch(/[.…]$/);
        }
        const report = lintKickstart(text, { major: 7, minor: 0, update: 0 });
        for (const { sentence } of report.warnings) expect(sentence).toMatch(/\.$/);
      }),
      RUNS,
    );
  });
});
