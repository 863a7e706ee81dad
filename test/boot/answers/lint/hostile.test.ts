/** Whatever the text is: an answer, lines that are in it, and no time out of proportion. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintAnswer } from '../../../../shared/boot/answers/lint/lint-answer.ts';
import type { AnswerFormat } from '../../../../shared/model/image.ts';
import { CONTEXT, RHEL } from './checked.ts';

const FORMATS: readonly AnswerFormat[] = [
  'preseed',
  'kickstart',
  'autoinstall',
  'autoyast',
  'agama',
  'unattend',
  'toml',
  'esxi-kickstart',
];
const format = fc.constantFrom(...FORMATS);

function lint(of: AnswerFormat, text: string, kernelArgs = ''): void {
  const { warnings, wipes } = lintAnswer(of, text, { ...CONTEXT, kernelArgs, image: RHEL('9.4') });
  const last = text.split('\n').length;
  expect(warnings.length).toBeLessThanOrEqual(101);
  expect(
    warnings.filter(
      ({ line, sentence }) => line < 0 || line > last || sentence.length > 301 || sentence.includes('\n'),
    ),
  ).toEqual([]);
  expect(
    wipes.filter(
      ({ line, text: shown, words }) => line < 1 || line > last || shown.length > 201 || words.length === 0,
    ),
  ).toEqual([]);
}

/** Pieces that mean something to one format or another, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '%pre\n',
      '%end\n',
      '%packages',
      '#cloud-config\n',
      'autoinstall:\n',
      '  storage:\n',
      '    layout:',
      ' {',
      '}',
    ],
    ...[
      '[',
      ']',
      ': ',
      ', ',
      '"',
      "'",
      '\\',
      '\n',
      '\r\n',
      '\t',
      '  ',
      '- ',
      '&a ',
      '*a',
      '<<: *a\n',
      '!!binary ',
      '|\n',
    ],
    ...[
      '<profile>',
      '</profile>',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&x;',
      '<!DOCTYPE a [<!ENTITY x "y">]>',
      '<?xml?>',
      '<',
    ],
    ...[
      'd-i a/b string ',
      'boolean ',
      'rootpw ',
      'clearpart --all\n',
      'url --url=http://',
      '192.168.1.1',
      '[global]\n',
    ],
    ...[
      'a = ',
      '"""',
      "'''",
      '2020-01-01',
      'wipefs -a /dev/sda',
      'dd of=/dev/sda',
      '\uFEFF',
      '“',
      '\0',
      '__proto__',
    ],
    ...[
      'ds=nocloud;s=',
      'inst.ks=',
      'constructor',
      'toString',
      '{{ x }}',
      '#',
      '/',
      '@',
      '1e999',
      '0x',
      '---\n',
      '...\n',
    ],
  ),
  fc.string({ maxLength: 8, unit: 'binary' }),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  it('gets an answer in every format', () => {
    fc.assert(
      fc.property(format, text, text, (of, one, args) => lint(of, one, args)),
      { numRuns: 1500 },
    );
  });

  /** Lines of this length, in which a pattern that tries every place from every place would take minutes. */
  const LONG = 50_000;
  const BY_LINE: readonly AnswerFormat[] = ['preseed', 'kickstart', 'esxi-kickstart', 'toml'];
  const hostile = [
    ...[
      ' ',
      '\t',
      '\n',
      '\r',
      'a',
      'a ',
      '"',
      "'",
      '\\',
      '\\ ',
      '\\\n',
      '#',
      '[',
      '{',
      '(',
      '<',
      '<a>',
      '<a/>',
      '&',
      ';',
    ],
    ...[
      '- ',
      '-\n',
      'a:\n',
      'a: ',
      ': ',
      '? ',
      '*a ',
      '&a ',
      '!',
      '%',
      '%pre\n',
      '%pre %',
      '=',
      'a=',
      '"a",',
      '{"a":',
    ],
    ...[
      '$6$a',
      '$',
      'http://',
      'http://a@',
      'http://1.1.1.1 ',
      'dd ',
      'dd of=/dev/sda ',
      'wipefs -a\n',
      '-a',
      ',',
      '.',
    ],
    ...[
      'd-i a/b string \\\n',
      'd-i a/b string  ',
      'rootpw a\n',
      '[a]\n',
      'a.',
      "'''",
      '"""',
      '\u00A0',
      '“',
      '😀',
      '\uD800',
    ],
    ...[
      '<a b="',
      '<!--',
      '<![CDATA[',
      ']]>',
      '<?',
      '--- ',
      'ds=nocloud;s=a',
      'inst.ks=',
      '|\n a\n',
      '0',
      '1e',
      '\\u0041',
    ],
  ];
  it.each(hostile)('%j over and over', (one) => {
    const long = one.repeat(Math.ceil(LONG / one.length));
    for (const of of BY_LINE) lint(of, `x: "${long}`);
    for (const of of BY_LINE) lint(of, long);
    lint('kickstart', '', long);
    lint('preseed', `d-i preseed/early_command string ${long}`);
    for (const of of FORMATS) lint(of, long.slice(0, 2000));
  });

  it('with a key for every line is read as one with few', () => {
    const keys = Array.from({ length: 30_000 }, (_, n) => `k${n}`);
    lint('autoinstall', `#cloud-config\n${keys.map((key) => `${key}: 1`).join('\n')}`);
    lint('agama', JSON.stringify(Object.fromEntries(keys.map((key) => [key, 1]))));
    lint('toml', keys.map((key) => `${key} = 1`).join('\n'));
    lint('unattend', `<a ${keys.map((key) => `${key}=""`).join(' ')}/>`);
  });
});
