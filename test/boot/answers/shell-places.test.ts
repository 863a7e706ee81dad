import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellPlaces } from '../../../shared/boot/answers/shell-places.ts';
import { HOSTILE } from './hostile-values.ts';

/** Scripts that print `value`, or what they make of it, between angle brackets; \0 stands for it. */
const SCRIPTS: readonly (readonly [name: string, script: string, printed?: (value: string) => string])[] = [
  ['a word', 'printf "<%s>" \0'],
  ['a word in a word', 'printf "<%s>" pre-\0-post', (v) => `pre-${v}-post`],
  ['double quotes', 'printf "<%s>" "a \0 b"', (v) => `a ${v} b`],
  ['single quotes', `printf '<%s>' 'a \0 b'`, (v) => `a ${v} b`],
  ['quotes beside quotes', `printf "<%s>" 'a'"\0"'b'`, (v) => `a${v}b`],
  ['escaped quotes', 'printf "<%s>" "\\"\0\\""', (v) => `"${v}"`],
  ['a substitution', 'printf "<%s>" "$(printf "%s_" \0)"', (v) => `${v}_`],
  ['quotes in a substitution in quotes', `printf "<%s>" "a $(printf '%s_' "\0") b"`, (v) => `a ${v}_ b`],
  ['a subshell in a substitution', 'printf "<%s>" "$( (printf "%s_" \0) )"', (v) => `${v}_`],
  ['an assignment', 'v=\0; printf "<%s>" "$v"'],
  ['behind a variable', 'd=/x/; printf "<%s>" $d\0 ', (v) => `/x/${v}`],
  ['behind a variable in quotes', 'd=/x/; printf "<%s>" "$d\0"', (v) => `/x/${v}`],
  ['behind a variable in braces', 'd=/x/; printf "<%s>" "${d}\0"', (v) => `/x/${v}`],
  ['behind a comment', `# it's a "comment\nprintf "<%s>" \0`],
  ['behind an escaped quote', `: it\\'s; printf "<%s>" \0`],
  ['behind a here-document', `cat >/dev/null <<'E' ; printf "<%s>" \0\nit's "x\nE\n`],
  ['behind two here-documents', `cat >/dev/null <<A <<-"B C"; :\nit's\nA\n\tit's\n\tB C\nprintf "<%s>" '\0'`],
  ['behind a here-string mark', `: "a <<E"; printf "<%s>" \0`],
  ['a parameter with quotes', 'printf "<%s>" "${none:-"a b"}" >/dev/null; printf "<%s>" \0'],
  ['behind arithmetic', ': $(( (1 + 2) << 3 )); printf "<%s>" \0'],
  ['a loop', 'for one in \0; do printf "<%s>" "$one"; done'],
  ['a case', 'case \0 in x) ;; *) printf "<%s>" \0 ;; esac'],
  ['a function in braces', 'f() { printf "<%s>" "$1"; }; f \0'],
  ['a continued line', 'printf "<%s>" \\\n  \0'],
];

/** Harmless values only, for quoting cannot help there. */
const GUARDED: readonly string[] = [
  'x=`echo \0`',
  'x=`echo "\0"`',
  'echo ${x:-\0}',
  'echo "${x:-\0}"',
  'echo $((1 + \0))',
  'cat <<E\n\0\nE\n',
  "cat <<'E'\nkey = \0\nE\n",
  'echo \\\0',
  'echo "\\\0"',
  "echo $'a \0'",
  'x=$(case a in a) echo \0;; esac)',
];

/** As a shell reads the script when `value` is in it; undefined: refused. */
function fill(script: string, value: string): string | undefined {
  const places = shellPlaces(script);
  const pieces = script.split('\0');
  expect(places).toHaveLength(pieces.length - 1);
  let text = pieces[0] ?? '';
  for (const [index, place] of places.entries()) {
    const written = place({ kind: 'text', text: value });
    if ('refused' in written) {
      expect(written.refused.length).toBeGreaterThan(10);
      return undefined;
    }
    text += `${written.text}${pieces[index + 1] ?? ''}`;
  }
  return text;
}

/** What all of them print, in one run: starting a shell costs more than a value. */
function printed(scripts: readonly string[], shell: string): readonly string[] {
  const separator = '\u0001';
  const input = scripts.map((script) => `(\n${script}\n)\nprintf '${separator}'`).join('\n');
  return execFileSync(shell, [], { input, encoding: 'utf8' }).split(separator).slice(0, -1);
}

const SHELLS = ['/bin/sh', '/bin/bash'];

describe.each(SHELLS)('%s gets the value as it is', (shell) => {
  it.each(SCRIPTS.map(([name, ...rest]) => ({ name, rest })))(
    'in $name',
    ({ rest: [script, around = (value: string) => value] }) => {
      // A newline at the end of a substitution is lost whoever writes it; none of these ends with its value.
      const filled = HOSTILE.flatMap((value) => {
        const text = fill(script, value);
        return text === undefined ? [] : [{ value, text }];
      });
      expect(filled.length).toBe(HOSTILE.length);
      const output = printed(
        filled.map(({ text }) => text),
        shell,
      );
      expect(output).toEqual(filled.map(({ value }) => `<${around(value)}>`));
    },
  );
});

describe('where quoting cannot help', () => {
  it.each(GUARDED)('%j takes harmless values only', (script) => {
    const kept = HOSTILE.filter((value) => fill(script, value) !== undefined);
    expect(kept.filter((value) => !/^[A-Za-z0-9_@%+:,./-]+$/.test(value))).toEqual([]);
    expect(kept).toContain('plain');
  });

  it.each(['echo $\0', 'echo "$\0"', 'cat <<\0\nx\nE\n'])('%j takes nothing', (script) => {
    expect(HOSTILE.filter((value) => fill(script, value) !== undefined)).toEqual([]);
  });

  it('a here-document is not ended by a value', () => {
    expect(fill('cat <<END\n\0\nEND\n', 'END')).toBeUndefined();
    expect(fill('cat <<END\nEN\0\nEND\n', 'D')).toBeUndefined();
    expect(fill('cat <<END\nx\0\nEND\n', 'END')).toBeDefined();
    expect(fill('cat <<-END\n\t\0\n\tEND\n', 'END')).toBeUndefined();
  });

  it('a comment takes one line', () => {
    expect(fill('# \0\n', `it's $(x) "`)).toBe(`# it's $(x) "\n`);
    expect(fill('# \0\n', 'a\nreboot')).toBeUndefined();
    expect(fill('echo a#\0', 'x y')).toBe(`echo a#'x y'`);
  });
});

describe('any value', () => {
  it('is one word of sh', () => {
    const scripts = SCRIPTS.map(([, script, around = (value: string) => value]) => ({ script, around }));
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...`ab '"\\$\`(){}#;&|<>*?~!=-\n%\t`), minLength: 1 }), {
          minLength: 20,
          maxLength: 20,
        }),
        (values) => {
          const filled = values.flatMap((value, index) => {
            const { script, around } = scripts[index % scripts.length] ?? { script: '', around: String };
            const text = fill(script, value);
            return text === undefined ? [] : [{ text, expected: `<${around(value)}>` }];
          });
          expect(
            printed(
              filled.map(({ text }) => text),
              '/bin/sh',
            ),
          ).toEqual(filled.map(({ expected }) => expected));
        },
      ),
      { numRuns: 50 },
    );
  });
});
