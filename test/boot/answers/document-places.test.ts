/** XML, JSON and TOML: formats whose own quoting can hold every text, read back by a parser of each. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import type { AnswerFormat } from '../../../shared/model/image.ts';
import { HOSTILE } from './hostile-values.ts';
import { written } from './written.ts';
import { readXml } from './xml-reader.ts';

interface Case {
  readonly name: string;
  readonly format: AnswerFormat;
  readonly template: string;
  /** The document without the value, and the value. */
  readonly read: (text: string) => { readonly value: unknown; readonly rest: unknown };
  readonly around?: (value: string) => string;
  /** What may be refused; nothing when absent. */
  readonly refused?: RegExp;
}

const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function xml(path: string, index = 0): Case['read'] {
  return (text) => {
    const { texts, attributes } = readXml(text);
    const all = [...texts, ...attributes];
    const at = all.findIndex(
      (one, place) =>
        one[0] === path && all.slice(0, place).filter(([before]) => before === path).length === index,
    );
    return { value: all[at]?.[1], rest: all.filter((_one, place) => place !== at) };
  };
}

function json(key: string): Case['read'] {
  return (text) => {
    const { [key]: value, ...rest } = JSON.parse(text) as Record<string, unknown>;
    return { value, rest };
  };
}

function toml(key: string): Case['read'] {
  return (text) => {
    const { [key]: value, ...rest } = parseToml(text);
    return { value, rest };
  };
}

const CASES: readonly Case[] = [
  {
    name: 'XML text',
    format: 'autoyast',
    template: '<profile><a>x {{ value }}</a><b/></profile>',
    read: xml('/profile/a'),
    around: (v) => `x ${v}`,
    refused: NOT_IN_XML,
  },
  {
    name: 'XML text between elements',
    format: 'unattend',
    template: '<unattend xmlns="u"><a>{{ value }}</a><a>y</a></unattend>',
    read: xml('/unattend/a'),
    refused: NOT_IN_XML,
  },
  {
    name: 'an XML attribute',
    format: 'autoyast',
    template: '<profile><a b="x {{ value }}" c="d">y</a></profile>',
    read: xml('/profile/a@b'),
    around: (v) => `x ${v}`,
    refused: NOT_IN_XML,
  },
  {
    name: 'an XML attribute in single quotes',
    format: 'autoyast',
    template: "<profile><a b='{{ value }}'>y</a></profile>",
    read: xml('/profile/a@b'),
    refused: NOT_IN_XML,
  },
  {
    name: 'CDATA',
    format: 'autoyast',
    template: '<profile><a><![CDATA[x]{{ value }}>]]></a></profile>',
    read: xml('/profile/a'),
    around: (v) => `x]${v}>`,
    refused: /[\r]|[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u,
  },
  {
    name: 'CDATA twice',
    format: 'autoyast',
    template: '<profile><a>&lt;<![CDATA[]]]>x<![CDATA[{{ value }}]]></a></profile>',
    read: xml('/profile/a'),
    around: (v) => `<]x${v}`,
    refused: /[\r]|[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u,
  },
  { name: 'a JSON value', format: 'agama', template: '{"a": {{ value }}, "b": [1]}', read: json('a') },
  {
    name: 'a JSON string',
    format: 'agama',
    template: '{"a": "x \\" {{ value }}", "b": "\\\\"}',
    read: json('a'),
    around: (v) => `x " ${v}`,
  },
  {
    name: 'a JSON item',
    format: 'agama',
    template: '{"x": 1, "a": [{{ value }}]}',
    read: (text) => ({
      value: (JSON.parse(text) as { a: string[] }).a[0],
      rest: Object.keys(JSON.parse(text) as object),
    }),
  },
  { name: 'a TOML value', format: 'toml', template: 'a = {{ value }}\nb = 1 # {{ "c" }}\n', read: toml('a') },
  {
    name: 'a TOML item',
    format: 'toml',
    template: 'x = 1\na = [\n  "y", {{ value }},\n]\n',
    read: (text) => ({ value: (parseToml(text)['a'] as string[])[1], rest: parseToml(text)['x'] }),
  },
  {
    name: 'a TOML string',
    format: 'toml',
    template: 'a = "x \\" {{ value }}"\nb = 1\n',
    read: toml('a'),
    around: (v) => `x " ${v}`,
  },
  {
    name: 'TOML lines',
    format: 'toml',
    template: 'a = """\nx "" {{ value }}"""\nb = 1\n',
    read: toml('a'),
    around: (v) => `x "" ${v}`,
  },
  {
    name: 'a TOML literal',
    format: 'toml',
    template: "a = 'x \\ {{ value }}'\nb = 1\n",
    read: toml('a'),
    around: (v) => `x \\ ${v}`,
    refused: /'|[^\P{Cc}\t]|\u2028/u,
  },
  {
    name: 'TOML literal lines',
    format: 'toml',
    template: "a = '''\nx ' {{ value }}'''\nb = 1\n",
    read: toml('a'),
    around: (v) => `x ' ${v}`,
    refused: /'|[^\P{Cc}\t\n]|\u2028/u,
  },
  {
    name: 'a TOML key',
    format: 'toml',
    template: '[t]\n{{ value }} = 1\n',
    read: (text) => ({
      value: Object.keys(parseToml(text)['t'] as object)[0],
      rest: Object.values(parseToml(text)['t'] as object),
    }),
  },
];

describe.each(CASES)('$name', ({ format, template, read, around = (value) => value, refused }) => {
  const sample = read(written(format, template, 'sample') ?? '').rest;
  const check = (value: string): boolean => {
    const text = written(format, template, value);
    if (text === undefined) return false;
    const found = read(text);
    expect(found.value, text).toBe(around(value));
    expect(found.rest).toEqual(sample);
    return true;
  };

  it('holds every value, or refuses what the format cannot hold', () => {
    expect(HOSTILE.filter((value) => !check(value))).toEqual(HOSTILE.filter((value) => refused?.test(value)));
  });

  it('whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...`ab '"\\<>&][!-#=\n\t\r,{}`) }),
        (value) => void check(value),
      ),
      { numRuns: 500 },
    );
  });
});

describe('scripts', () => {
  const CDATA =
    '<profile><scripts><chroot-scripts><script>{}<source><![CDATA[\nprintf "<%s>" {{ value }}\n]]></source>[]</script></chroot-scripts></scripts></profile>';
  const source = (text: string): string =>
    readXml(text).texts.find(([path]) => path.endsWith('/source'))?.[1] ?? '';
  const content = (text: string): string => (JSON.parse(text) as { content: string }).content;

  it.each<[string, AnswerFormat, string, (text: string) => string]>([
    ['AutoYaST', 'autoyast', CDATA.replace('{}', '').replace('[]</', '</'), source],
    [
      'AutoYaST with an interpreter',
      'autoyast',
      CDATA.replace('{}', '<interpreter>shell</interpreter>').replace('[]</', '</'),
      source,
    ],
    [
      'AutoYaST as text',
      'autoyast',
      '<profile><scripts><init-scripts><script><source>printf &quot;&lt;%s&gt;&quot; "{{ value }}" &amp;&amp; true</source></script></init-scripts></scripts></profile>',
      source,
    ],
    ['Agama', 'agama', '{"content": "#!/bin/bash\\nprintf \\"<%s>\\" \'{{ value }}\'\\n"}', content],
  ])('of %s get it as one word of a shell', (_name, format, template, read) => {
    const kept = HOSTILE.filter((value) => {
      const text = written(format, template, value);
      if (text === undefined) return false;
      expect(execFileSync('/bin/sh', ['-c', read(text)], { encoding: 'utf8' }), text).toBe(`<${value}>`);
      return true;
    });
    expect(
      HOSTILE.filter(
        (value) =>
          !kept.includes(value) && !/[\r]|[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(value),
      ),
    ).toEqual([]);
  });

  it('of other programs take harmless values only, wherever the interpreter is named', () => {
    const perl = '<interpreter>perl</interpreter>';
    for (const template of [
      CDATA.replace('{}', perl).replace('[]</', '</'),
      CDATA.replace('{}', '').replace('[]</', `${perl}</`),
    ]) {
      expect(written('autoyast', template, 'plain')).toBeDefined();
      expect(written('autoyast', template, 'a b')).toBeUndefined();
    }
    expect(written('agama', '{"content": "#!/usr/bin/perl\\n{{ value }}"}', 'a b')).toBeUndefined();
  });

  it.each(['CommandLine', 'Path'])('of Windows take harmless values only: %s', (name) => {
    const template = `<unattend><${name}>cmd /c echo {{ value }}</${name}></unattend>`;
    expect(written('unattend', template, 'http://10.77.0.1/home/x')).toBeDefined();
    for (const value of ['a & b', '%PATH', '"', 'a b', '^', 'a|b'])
      expect(written('unattend', template, value) ?? '', value).not.toContain(' & ');
    expect(written('unattend', template, 'a b')).toBeUndefined();
  });
});

describe('no value', () => {
  it.each<[AnswerFormat, string]>([
    ['autoyast', '<profile><!-- {{ value }} --></profile>'],
    ['autoyast', '<?xml {{ value }}?><profile/>'],
    ['agama', '{"a": x{{ value }}}'],
    ['agama', '{"a": 1{{ value }}}'],
    ['toml', 'a = x{{ value }}\n'],
  ])('%s: %j', (format, template) => {
    expect(written(format, template, 'plain')).toBeUndefined();
  });

  it.each<[AnswerFormat, string]>([
    ['autoyast', '<profile><{{ value }}/></profile>'],
    ['agama', '{"a": "\\{{ value }}"}'],
    ['toml', 'a = "\\{{ value }}"\n'],
  ])('but a harmless one: %s %j', (format, template) => {
    expect(written(format, template, 'plain')).toBeDefined();
    expect(written(format, template, 'a b"')).toBeUndefined();
  });
});
