import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kickstart } from './kickstart-reader.ts';
import { NO_PYTHON, readKickstarts } from './kickstart-reader.ts';
import { HOSTILE } from './hostile-values.ts';
import { written } from './written.ts';

const word = (command: number, index: number) => (read: Kickstart) => read.commands[command]?.[index];
const body = (read: Kickstart): string => read.sections.map((one) => one.body).join('');

const WORDS: readonly {
  readonly name: string;
  readonly template: string;
  readonly read: (read: Kickstart) => string | undefined;
  readonly around?: (value: string) => string;
}[] = [
  { name: 'a word', template: 'text\nuser --name x {{ value }} last\nreboot\n', read: word(1, 3) },
  {
    name: 'an option',
    template: 'text\nnetwork --hostname={{ value }} --x\nreboot\n',
    read: word(1, 1),
    around: (v) => `--hostname=${v}`,
  },
  {
    name: 'double quotes',
    template: 'text\nsshkey --username=root "{{ value }} x"\nreboot\n',
    read: word(1, 2),
    around: (v) => `${v} x`,
  },
  {
    name: 'single quotes',
    template: "text\nsshkey --username=root 'x {{ value }}' y\nreboot\n",
    read: word(1, 2),
    around: (v) => `x ${v}`,
  },
  {
    name: 'quotes in a word',
    template: 'text\nuser --gecos="a {{ value }}"b\nreboot\n',
    read: word(1, 1),
    around: (v) => `--gecos=a ${v}b`,
  },
];

describe.runIf(NO_PYTHON === undefined).each(WORDS)(
  'what is written as $name',
  ({ template, read, around = (value) => value }) => {
    /** The values that were written and how they are read. */
    const check = (values: readonly string[]): readonly string[] => {
      const kept = values.flatMap((value) => {
        const text = written('kickstart', template, value);
        return text === undefined ? [] : [{ value, text }];
      });
      const [sample, ...found] = readKickstarts([
        written('kickstart', template, 'sample') ?? '',
        ...kept.map(({ text }) => text),
      ]);
      const rest = (one: Kickstart | undefined): unknown =>
        one && JSON.parse(JSON.stringify(one).replace(JSON.stringify(read(one)), '"…"'));
      found.forEach((one, index) => {
        expect(read(one)).toBe(around(kept[index]?.value ?? ''));
        expect(rest(one)).toEqual(rest(sample));
      });
      return kept.map(({ value }) => value);
    };

    it('is read as it is by Python, or refused', () => {
      const kept = check(HOSTILE);
      expect(HOSTILE.filter((value) => !kept.includes(value) && !/[\p{Cc}\u2028]|^-/u.test(value))).toEqual(
        [],
      );
      expect(kept.filter((value) => /[\n\r\u2028\u0085]/.test(value))).toEqual([]);
    });

    it('whatever it is', () => {
      const [values = []] = fc.sample(
        fc.array(fc.string({ unit: fc.constantFrom(...`ab '"\\#$%-=`) }), {
          minLength: 2000,
          maxLength: 2000,
        }),
        1,
      );
      expect(check(values).length).toBeGreaterThan(1000);
    });
  },
);

describe('a word of its own', () => {
  it('is no option', () => {
    expect(written('kickstart', 'rootpw {{ value }}\n', '--lock')).toBeUndefined();
    expect(written('kickstart', 'rootpw x{{ value }}\n', '--lock')).toBe('rootpw x--lock\n');
  });

  it('is quoted only where it must be', () => {
    expect(written('kickstart', 'lang {{ value }}\n', 'en_US.UTF-8')).toBe('lang en_US.UTF-8\n');
    expect(written('kickstart', 'rootpw --iscrypted {{ value }}\n', '$6$a$b./')).toBe(
      'rootpw --iscrypted $6$a$b./\n',
    );
    expect(written('esxi-kickstart', 'x {{ value }}\n', 'a#b')).toBe("x 'a#b'\n");
    expect(written('kickstart', 'x {{ value }}\n', '')).toBe("x ''\n");
  });
});

describe.runIf(NO_PYTHON === undefined)('scripts', () => {
  const SHELL = [
    '%post\nprintf "<%s>" {{ value }}\n%end\nreboot\n',
    '%pre --log=/x\nprintf "<%s>" "{{ value }}"\n%end\nreboot\n',
    "%firstboot --interpreter=busybox\nprintf '<%s>' '{{ value }}'\n",
    '%post --interpreter /bin/bash\nprintf "<%s>" "$(printf "%s" \'{{ value }}\'; printf .)"\n%end\n',
  ];

  it.each(SHELL)('%j prints every value, and ends where it ended', (template) => {
    const kept = HOSTILE.filter((value) => written('kickstart', template, value) !== undefined);
    expect(kept).toEqual(HOSTILE);
    const found = readKickstarts(HOSTILE.map((value) => written('kickstart', template, value) ?? ''));
    const [sample] = readKickstarts([written('kickstart', template, 'sample') ?? '']);
    found.forEach((one) => {
      expect(one.sections.map(({ header }) => header)).toEqual(sample?.sections.map(({ header }) => header));
      expect(one.commands).toEqual(sample?.commands);
    });
    const script = found.map((one) => `(\n${body(one)}\n)\nprintf '\u0001'`).join('\n');
    const output = execFileSync('/bin/bash', [], { input: script, encoding: 'utf8' });
    const end = template.includes('printf .') ? '.' : '';
    expect(output.split('\u0001').slice(0, -1)).toEqual(HOSTILE.map((value) => `<${value}${end}>`));
  });

  it.each([
    '%post --interpreter=/usr/bin/python3\nimport sys\nsys.stdout.write("<" + {{ value }} + ">")\n%end\n',
    "%firstboot --interpreter=python\nimport sys\nsys.stdout.write('<{{ value }}>')\n",
    '%post --interpreter=/usr/libexec/platform-python\nimport sys\nsys.stdout.write("""<{{ value }}>""") # {{ "x" }}\n%end\n',
  ])('%j of Python as well', (template) => {
    const filled = HOSTILE.map((value) => written('kickstart', template, value) ?? '');
    const found = readKickstarts(filled);
    const script = found.map((one) => `${body(one).replace(/ # x/, '')}sys.stdout.write("\\x01")\n`).join('');
    const output = execFileSync('python3', ['-'], {
      input: script,
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    });
    expect(output.split('\u0001').slice(0, -1)).toEqual(HOSTILE.map((value) => `<${value}>`));
  });

  it.each([
    ['for one in \\\n  {{ value }}\ndo printf "<%s>" "$one"; done', true],
    ['printf "<%s>" "\n{{ value }}"', true],
    ["printf '<%s>' '\n {{ value }}'", true],
    ['printf "<%s>" "{{ value | slice: 0, 2 }}{{ value | slice: 2, 9 }}"', true],
    ['cat << EOF\n{{ value }}\nEOF', false],
  ])('do not end at the beginning of a line: %j', (script, quotes) => {
    const template = `%post\n${script}\n%end\nreboot\n`;
    const [sample] = readKickstarts([written('kickstart', template, 'sample') ?? '']);
    for (const value of ['%end', '%post', '%x y', 'a\n%end', ' \n%pre']) {
      const text = written('kickstart', template, value);
      expect(text !== undefined, value).toBe(quotes);
      if (text === undefined) continue;
      const [found] = readKickstarts([text]);
      expect(found?.commands).toEqual(sample?.commands);
      expect(found?.sections.map(({ header }) => header)).toEqual([['%post']]);
      const printed = execFileSync('/bin/sh', [], { input: found ? body(found) : '', encoding: 'utf8' });
      expect(printed.replace(/^<\s*|>$/g, '')).toBe(value.trim());
    }
  });

  it('of Python neither, and no command or list of packages is a section', () => {
    for (const template of [
      '%pre --interpreter=/usr/bin/python3\nx = """\n{{ value }}\n"""\n%end\n',
      '%pre --interpreter=/usr/bin/perl\n{{ value }}\n%end\n',
      '%packages\n {{ value }}\n%end\n',
      'lang en\n{{ value }}\n',
    ]) {
      expect(written('kickstart', template, 'plain')).toBeDefined();
      for (const value of ['%end', '%post']) expect(written('kickstart', template, value)).toBeUndefined();
    }
  });

  it('of other programs take harmless values only', () => {
    const template = '%post --interpreter=/usr/bin/perl\nprint "{{ value }}";\n%end\n';
    expect(written('kickstart', template, 'plain')).toBeDefined();
    expect(written('kickstart', template, 'a b')).toBeUndefined();
    expect(
      written('kickstart', '%post --interpreter={{ value }}\necho {{ value }}\n%end\n', 'a b'),
    ).toBeUndefined();
  });
});

describe('lists of packages', () => {
  it('take names', () => {
    const template = '%packages\n@core\n{{ value }}\n%end\n';
    expect(written('kickstart', template, '@^minimal')).toBeUndefined();
    expect(written('kickstart', template, 'vim-enhanced')).toContain('\nvim-enhanced\n');
    expect(written('kickstart', template, 'vim\n%end')).toBeUndefined();
  });
});
