import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fillAnswer } from '../../../shared/boot/answers/fill.ts';
import { HOSTILE } from './hostile-values.ts';
import { written } from './written.ts';

/** The value stands at `at` in what the parser reads. `always`: nothing but a NUL is refused. */
const PLACES: readonly {
  readonly name: string;
  readonly template: string;
  readonly read: (document: never) => unknown;
  readonly around?: (value: string) => string;
  readonly always?: true;
}[] = [
  { name: 'a value', template: 'a: {{ value }}\nb: 2\n', read: (d: { a: string }) => d.a, always: true },
  {
    name: 'a value with a comment',
    template: 'a: {{ value }} # c\nb: 2\n',
    read: (d: { a: string }) => d.a,
    always: true,
  },
  {
    name: 'the last value',
    template: 'b: 2\na:   {{ value }}',
    read: (d: { a: string }) => d.a,
    always: true,
  },
  {
    name: 'a value on a line of its own',
    template: 'a:\n  {{ value }}\nb: 2\n',
    read: (d: { a: string }) => d.a,
    always: true,
  },
  { name: 'a key', template: '{{ value }}: 1\n', read: (d: object) => Object.keys(d)[0], always: true },
  {
    name: 'an item',
    template: 'a:\n  - {{ value }}\n  - x\nb: 2\n',
    read: (d: { a: string[] }) => d.a[0],
    always: true,
  },
  {
    name: 'an item in an item',
    template: 'a:\n- - {{ value }}\n  - x\n',
    read: (d: { a: string[][] }) => d.a[0]?.[0],
    always: true,
  },
  {
    name: 'a flow item',
    template: 'a: [x, {{ value }}, y]\nb: 2\n',
    read: (d: { a: string[] }) => d.a[1],
    always: true,
  },
  {
    name: 'a flow value',
    template: 'a: {x: {{ value }} , y: 1}\nb: 2\n',
    read: (d: { a: { x: string } }) => d.a.x,
    always: true,
  },
  {
    name: 'double quotes',
    template: 'a: "pre {{ value }} post"\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `pre ${v} post`,
    always: true,
  },
  {
    name: 'double quotes over lines',
    template: 'a: "pre\n  {{ value }}\n  post"\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `pre ${v} post`,
  },
  {
    name: 'nothing but double quotes',
    template: 'a: "{{ value }}"\n',
    read: (d: { a: string }) => d.a,
    always: true,
  },
  {
    name: 'single quotes',
    template: "a: 'it''s {{ value }}'\n",
    read: (d: { a: string }) => d.a,
    around: (v) => `it's ${v}`,
  },
  {
    name: 'plain text',
    template: 'a: pre-{{ value }}-post\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `pre-${v}-post`,
  },
  {
    name: 'the beginning of plain text',
    template: 'a: {{ value }} post\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `${v} post`,
  },
  {
    name: 'the end of plain text',
    template: 'a: pre {{ value }}\nb: 2\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `pre ${v}`,
  },
  {
    name: 'plain text in a flow',
    template: 'a: [pre {{ value }}, y]\n',
    read: (d: { a: string[] }) => d.a[0],
    around: (v) => `pre ${v}`,
  },
  {
    name: 'plain text over lines',
    template: 'a: pre\n  {{ value }} mid\n  post\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `pre ${v} mid post`,
  },
  {
    name: 'a block',
    template: 'a: |\n  one\n  {{ value }}\n  two\nb: 2\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `one\n${v}\ntwo\n`,
  },
  {
    name: 'a block that begins with it',
    template: 'a: |-\n    {{ value }}x\nb: 2\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `${v}x`,
  },
  {
    name: 'a block that ends with it',
    template: 'a: |-\n  x {{ value }}',
    read: (d: { a: string }) => d.a,
    around: (v) => `x ${v}`,
  },
  {
    name: 'a block with an indentation',
    template: 'a: |2\n   x\n  {{ value }}y\n',
    read: (d: { a: string }) => d.a,
    around: (v) => ` x\n${v}y\n`,
  },
  {
    name: 'a folded block',
    template: 'a: >-\n  one\n  {{ value }} two\nb: 2\n',
    read: (d: { a: string }) => d.a,
    around: (v) => `one ${v} two`,
  },
];

/** All but the value. */
function structure(document: unknown, value: unknown): string {
  return JSON.stringify(document, (key, one: unknown) =>
    one === value
      ? '…'
      : key === '' && typeof one === 'object' && one !== null && String(value) in one
        ? Object.values(one)
        : one,
  );
}

const YAML = { logLevel: 'error', uniqueKeys: true } as const;

describe.each(PLACES)('$name', ({ template, read, around = (value) => value, always }) => {
  const check = (value: string): boolean => {
    const text = written('autoinstall', template, value);
    if (text === undefined) return false;
    const document = parse(text, YAML) as never;
    const sample = parse(written('autoinstall', template, 'sample') ?? '', YAML) as never;
    expect(read(document), text).toBe(around(value));
    expect(structure(document, read(document))).toBe(structure(sample, read(sample)));
    return true;
  };

  it('keeps every value or refuses it', () => {
    const kept = HOSTILE.filter(check);
    if (always) expect(kept).toEqual(HOSTILE);
    else expect(kept).toEqual(expect.arrayContaining(['plain', '012', 'end\\']));
  });

  it('keeps any text or refuses it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...`Xq:#-'"\\{}[],&*!|>%@ \n\t1~`) }),
        (value) => void check(value),
      ),
      { numRuns: 100 },
    );
  });
});

type Commands = Record<string, string[]> & { files: { content: string }[] };

describe('commands', () => {
  const run = (command: unknown): string =>
    execFileSync('/bin/sh', ['-c', command as string], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });

  it.each([
    [
      'a plain string',
      'late-commands:\n  - printf "<%s>" {{ value }} end\n',
      (d: Commands) => d['late-commands']?.[0],
    ],
    [
      'double quotes',
      'late-commands:\n- "printf \'<%s>\' {{ value }} end"\n',
      (d: Commands) => d['late-commands']?.[0],
    ],
    [
      'single quotes',
      'late-commands:\n- \'printf "<%s>" {{ value }} end\'\n',
      (d: Commands) => d['late-commands']?.[0],
    ],
    [
      'quotes in quotes',
      'late-commands: ["printf \'<%s>\' \\"{{ value }}\\" end"]\n',
      (d: Commands) => d['late-commands']?.[0],
    ],
    [
      'a block',
      'early-commands:\n  - |\n    : a\n    printf "<%s>" {{ value }} end\n',
      (d: Commands) => d['early-commands']?.[0],
    ],
    [
      'a block with quotes',
      'runcmd:\n - |\n   printf "<%s>" "{{ value }}" end\nx: 1\n',
      (d: Commands) => d['runcmd']?.[0],
    ],
    [
      'a script in a file',
      'files:\n  - content: |\n      #!/bin/sh\n      printf "<%s>" \'{{ value }}\' end\n',
      (d: Commands) => d.files[0]?.content,
    ],
    ['the filter shell', 'other: "printf \'<%s>\' {{ value | shell }} end"\n', (d: Commands) => d['other']],
  ] as [string, string, (document: Commands) => unknown][])(
    'are one word of a shell in %s',
    (_name, template, read) => {
      const kept = HOSTILE.filter((value) => {
        const text = written('autoinstall', template, value);
        if (text === undefined) return false;
        expect(run(read(parse(text) as Commands)), text).toBe(`<${value}><end>`);
        return true;
      });
      expect(kept).toEqual(
        expect.arrayContaining(['plain', 'two words', '$(reboot)', '`reboot`', 'back\\slash']),
      );
    },
  );

  it('as lists take harmless values only, for what comes behind -c is a script', () => {
    for (const template of [
      'runcmd:\n  - [sh, -c, "echo {{ value }}"]\n',
      'runcmd:\n  - - sh\n    - -c\n    - echo {{ value }}\n',
      'runcmd: [[sh, -c, "echo {{ value }}"]]\n',
      'runcmd:\n- command: {{ value }}\n',
    ]) {
      expect(written('autoinstall', template, 'plain'), template).toBeDefined();
      expect(written('autoinstall', template, 'two words'), template).toBeUndefined();
    }
  });

  it('end where their list ends', () => {
    const template = 'runcmd:\n- true\nname: "{{ value }}"\n';
    expect(parse(written('autoinstall', template, 'a b') ?? '')).toEqual({ runcmd: [true], name: 'a b' });
  });
});

describe('everything else', () => {
  it('stands in comments on one line', () => {
    expect(written('autoinstall', '# {{ value }}\na: 1 # {{ value }}\n', `it's "x" $(y)`)).toContain(
      `it's "x" $(y)`,
    );
    expect(written('autoinstall', '# {{ value }}\n', 'a\nb: 1')).toBeUndefined();
  });

  it('has no anchors, aliases and tags of its making', () => {
    for (const template of [
      'a: &{{ value }} x\n',
      'a: *{{ value }}\n',
      'a: !{{ value }} x\n',
      'a: "x" {{ value }}\n',
    ])
      expect(written('autoinstall', template, 'x\nb: 1'), template).toBeUndefined();
  });

  it('numbers stay numbers, text that looks like one stays text', () => {
    const filled = fillAnswer(
      'autoinstall',
      'a: {{ prefixLength }}\nb: {{ "24" }}\nc: {{ mac }}\nd: [{{ 1 | plus: 1 }}]\ne: {{ true }}\n',
      {
        prefixLength: 24,
        mac: '10:20:30:40:50:10',
      },
    );
    expect(parse('text' in filled ? filled.text : '', { version: '1.1' })).toEqual({
      a: 24,
      b: '24',
      c: '10:20:30:40:50:10',
      d: [2],
      e: true,
    });
  });

  it('two values beside each other want quotes', () => {
    expect(written('autoinstall', 'a: {{ value }}{{ value }}\n', '1')).toBeUndefined();
    expect(written('autoinstall', 'a: "{{ value }}{{ value }}"\n', '1')).toBe('a: "11"\n');
  });

  it('is no template of cloud-init again', () => {
    const jinja = '## template: jinja\n#cloud-config\na: "{{ value }}"\n';
    expect(written('autoinstall', jinja, 'x')).toBeDefined();
    expect(written('autoinstall', jinja, '{{ ds }}')).toBeUndefined();
  });
});
