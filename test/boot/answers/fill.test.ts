import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { answerVariables, fillAnswer, fillSample } from '../../../shared/boot/answers/fill.ts';
import { formatOf } from '../../../shared/boot/answers/format.ts';
import type { AnswerValues } from '../../../shared/boot/answers/variables.ts';
import { VARIABLES, variableRefusal, valueProblem } from '../../../shared/boot/answers/variables.ts';
import type { AnswerFormat } from '../../../shared/model/image.ts';

const FORMATS: readonly AnswerFormat[] = [
  'kickstart',
  'esxi-kickstart',
  'preseed',
  'autoinstall',
  'autoyast',
  'agama',
  'unattend',
  'toml',
];

const problems = (template: string, values: AnswerValues = {}): readonly string[] => {
  const filled = fillAnswer('kickstart', template, values);
  return 'problems' in filled
    ? filled.problems.map(({ line, sentence }) => `${line}: ${sentence}`)
    : [`fine: ${filled.text}`];
};
const RAW = 'braces that mean something else go between {% raw %} and {% endraw %}.';

describe('the language', () => {
  it.each<[string, string]>([
    ['x {{ value }} y', 'x some y'],
    ['x {{- value -}} y', 'xsomey'],
    ['{{ none | default: "other" }}', 'other'],
    ['{{ none | default: value }}', 'some'],
    ['{{ value | upcase }} {{ value | append: "-1" }}', 'SOME some-1'],
    ['{% if none %}a{% else %}b{% endif %}', 'b'],
    ['{% if value == "some" and list.size == 2 %}a{% endif %}', 'a'],
    ['{% for one in list %}{{ one }};{% endfor %}', 'one;two;'],
    ['{{ list | join: "-" }} {{ list | first }}', 'one-two one'],
    ['{% assign x = value | prepend: "my-" %}{{ x }}', 'my-some'],
    ['{% case value %}{% when "some" %}a{% else %}b{% endcase %}', 'a'],
    ['{% raw %}{{ .Names }} {% x %}{% endraw %}', '{{ .Names }} {% x %}'],
    ['{% comment %}{{ none }}{% endcomment %}a', 'a'],
    ['{{ "a b" | shell }}', `"'a b'"`],
  ])('%s is %s', (template, text) => {
    expect(problems(template, { value: 'some', list: ['one', 'two'] })).toEqual([`fine: ${text}`]);
  });

  it.each<[string, string]>([
    [
      'a\n{{ none }}',
      '2: {{ none }} has no value: give it one for the machine, its group or all, or write {{ none | default: "…" }}.',
    ],
    [
      'a\n\n{{ gateway }}',
      '3: {{ gateway }} has no value for this machine: give it one, or its group, or all.',
    ],
    [
      '{{ none | upcase | default: "x" }}',
      '1: {{ none }} has no value: give it one for the machine, its group or all, or write {{ none | default: "…" }}.',
    ],
    ['a\n{{.Names}}', `2: {{ .Names }} is no variable; ${RAW}`],
    ['a\n{{ }}', `2: The name of a variable is missing between the braces; ${RAW}`],
    ['a\n{{ list }}', '2: {{ list }} is a list: write {% for one in … %} around it, or join it.'],
    ['a\n{{ nil }}', '2: {{ nil }} has no value.'],
    ['{% include "/etc/passwd" %}', `1: There is no tag {% include %}; ${RAW}`],
    ['{% render "x" %}', `1: There is no tag {% render %}; ${RAW}`],
    ['{% capture x %}{{ value }}{% endcapture %}', `1: There is no tag {% capture %}; ${RAW}`],
    ['{% echo value %}', `1: There is no tag {% echo %}; ${RAW}`],
    ['{{ value | raw }}', '1: There is no filter "raw".'],
    ['{{ "now" | date: "%Y" }}', '1: There is no filter "date".'],
    ['a\nb\u0000', '2: There is a NUL character in it: this is no text.'.replace('2', '2')],
  ])('%j is refused', (template, sentence) => {
    if (template.includes('\0')) expect(problems(`${template}{{ value }}`)).toEqual([sentence]);
    else expect(problems(template, { value: 'some', list: ['one'] })).toEqual([sentence]);
  });

  it('names everything that is missing at once, each once, by line', () => {
    expect(
      problems('{{ b }}\n{% if true %}\n{{ a }}{{ a }}\n{% endif %}{% for one in c %}x{% endfor %}').map(
        (one) => one.slice(0, 10),
      ),
    ).toEqual(['1: {{ b }}', '3: {{ a }}', '4: {{ c }}']);
  });

  it.each(['{{ a', '{% if a %}', '{% endif %}', '{{ "a }}', '{% for %}{% endfor %}', '{{ a | : }}'])(
    '%j is no template',
    (template) => {
      expect(problems(template, { a: '1' })[0]).toMatch(/^1: .*\.$/);
    },
  );

  it('ends what would not end', () => {
    const forever = '{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}';
    expect(problems(forever)[0]).toMatch(/limit exceeded/);
  });

  it.each([
    '{{ a }}\n'.repeat(2001),
    '{% if a %}{% endif %}\n'.repeat(1001),
    '{% for b in (1..2001) %}{{ b }}{% endfor %}',
  ])('has no more places than can be read while machines wait: %.20s', (template) => {
    expect(problems(template, { a: '1' })).toEqual([
      expect.stringMatching(/^1: There are more than 2000 places/),
    ]);
  });

  it('is not given up because the computer stood still for a moment', () => {
    const readings = [0, 60_000];
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => readings.shift() ?? 60_000);
    const filled = fillAnswer('kickstart', 'lang {{ lang }}\n', { lang: 'en' });
    clock.mockRestore();
    expect(filled).toEqual({ text: 'lang en\n' });
    expect(readings).toEqual([]);
  });

  it('reaches nothing but its values', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'holes', 'globals', 'process'])
      expect(problems(`{{ ${name} }}`)[0], name).toMatch(/has no value/);
    expect(problems('{{ value.constructor }}', { value: 'x' })[0]).toMatch(/has no value/);
  });

  it('leaves text without places byte for byte as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMATS), fc.string({ unit: 'binary' }), (format, text) => {
        fc.pre(!text.includes('{{') && !text.includes('{%'));
        expect(fillAnswer(format, text, {})).toEqual({ text });
      }),
    );
  });

  it('never throws, whatever the template, and leaves all but the places alone', () => {
    const piece = fc.constantFrom(
      '{{ a }}',
      '{{ a',
      '{%',
      '%}',
      '}}',
      '{% if a %}',
      '{% endif %}',
      '"',
      "'",
      '\\',
      '\n',
      ' ',
      '#',
      ': ',
      '- ',
      '<a>',
      '</a>',
      '<![CDATA[',
      ']]>',
      '$(',
      '`',
      ')',
      '[',
      ']',
      '|',
      '<<E',
      'case ',
      '${',
      '}',
      '%post\n',
      'd-i a/b string ',
      'x_command string ',
    );
    fc.assert(
      fc.property(fc.constantFrom(...FORMATS), fc.array(piece, { maxLength: 30 }), (format, pieces) => {
        const template = pieces.join('');
        const filled = fillAnswer(format, template, { a: 'harmless' });
        if ('text' in filled && !template.includes('{%')) {
          expect(filled.text.startsWith(template.split('{{')[0] ?? '')).toBe(true);
          expect(filled.text.endsWith(template.split('}}').at(-1) ?? '')).toBe(true);
        }
        answerVariables(template);
        fillSample(format, template);
      }),
      { numRuns: 3000 },
    );
  });

  it('says so where the file is none of its kind around the value', () => {
    expect(fillAnswer('autoinstall', '|#{{ a }}', { a: 'harmless' })).toEqual({
      problems: [
        { line: 1, variable: 'a', sentence: '{{ a }} stands where this kind of file has no value.' },
      ],
    });
  });

  it.each(FORMATS)('reads the longest texts without running out of anything: %s', (format) => {
    const parts = [' ', 'a', '"', 'x: "', '<a ', '$(', '\\\n', '[{', '<<E ', '- ', "'"];
    for (const text of parts.map((part) => part.repeat(100_000 / part.length))) {
      const filled = fillAnswer(format, `${text}{{ a }}\n${text}`, { a: 'b' });
      if ('text' in filled) expect(filled.text.length).toBeGreaterThan(200_000 - 10);
      else expect(filled.problems.map(({ line }) => line)).toEqual([text.split('\n').length]);
    }
  });
});

describe('values', () => {
  it('have samples of their types, and a sentence each', () => {
    for (const variable of VARIABLES) {
      const sample = variable.list ? [variable.sample] : variable.sample;
      expect(valueProblem(variable, sample), variable.name).toBeUndefined();
      expect(variable.sentence, variable.name).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(VARIABLES.map(({ name }) => name)).size).toBe(VARIABLES.length);
  });

  it.each<[string, string]>([
    ['mac', '52:54:00:ab:cd'],
    ['mac', '52:54-00:ab:cd:ef'],
    ['address', '10.0.0.256'],
    ['address', '10.0.0.1\n'],
    ['homeUrl', 'http://s/home/x";reboot;"'],
    ['homeUrl', 'http://s/home/$(reboot)'],
    ['homeUrl', 'http://s/home/x y'],
    ['homeUrl', 'http://s/home/x\nreboot'],
    ['homeUrl', 'javascript:x'],
    ['homeUrl', "http://s/home/'"],
    ['networkDevice', 'vmnic0 --ip=1.2.3.4'],
    ['networkDevice', 'vmnic0\n'],
    ['networkDevice', '--lock'],
    ['hostName', 'two words'],
    ['hostName', '-x'],
    ['hostName', 'x'.repeat(64)],
    ['rootPasswordCrypted', 'secret'],
    ['rootPasswordCrypted', '$6$a$b\nreboot'],
    ['prefixLength', '2 4'],
    ['disk', 'sda; reboot'],
    ['model', 'a\u0000b'],
  ])('%s is not %j, and the value is not repeated', (name, value) => {
    const [sentence = ''] = problems(`x\n{{ ${name} }}`, { [name]: value });
    expect(sentence).toMatch(new RegExp(`^2: The value of \\{\\{ ${name} \\}\\} is no .*\\.$`));
    if (value.length > 6) expect(sentence).not.toContain(value);
  });

  it.each<[string, string]>([
    ['networkDevice', '00:0C:29:AB:CD:EF'],
    ['networkDevice', 'vmnic0'],
    ['rootPasswordCrypted', '$1$c96GcKtl$92iTqDRE901SJXEpkxrfj0'],
    ['rootPasswordCrypted', `$5$rounds=5000$salt$${'a'.repeat(43)}`],
    ['homeUrl', 'http://[fe80::1]:8080/home/abc'],
    ['disk', 'mpx.vmhba1:C0:T0:L0'],
    ['disk', '/dev/disk/by-id/wwn-0x5000'],
  ])('%s may be %j', (name, value) => {
    expect(problems(`x "{{ ${name} }}" y`, { [name]: value })).toEqual([`fine: x "${value}" y`]);
  });

  it('that are facts cannot be set by a person, choices can', () => {
    for (const name of ['mac', 'address', 'homeUrl', 'rootPasswordCrypted', 'serverUrl', 'group'])
      expect(variableRefusal(name, 'x')).toBe(`{{ ${name} }} is built in and cannot be set.`);
    expect(variableRefusal('disk', 'nvme0n1')).toBeUndefined();
    expect(variableRefusal('disk', 'a b')).toMatch(/no name of a device/);
    expect(variableRefusal('ntp', 'a.example, 10.0.0.1')).toBeUndefined();
    expect(variableRefusal('gateway', 'x')).toMatch(/no IPv4/);
    expect(variableRefusal('rack', 'anything "at" all\n')).toBeUndefined();
    expect(variableRefusal('rack', 'a\u0000')).toMatch(/no text/);
  });
});

describe('names of variables', () => {
  it('are those that come from outside, in their order', () => {
    expect(
      answerVariables(
        '{{ a }}{% for b in c %}{{ b }}{% endfor %}{% if d %}{{ e | default: f }}{% endif %}{% assign g = h %}{{ g }}{{ a }}',
      ),
    ).toEqual(expect.arrayContaining(['a', 'c', 'd', 'e', 'f', 'h']));
    expect(answerVariables('{{ a }}{% for b in c %}{{ b }}{% endfor %}{{ a }}')).toEqual(['a', 'c']);
  });

  it('of what is no template are none', () => {
    for (const text of ['', 'text', '{{.Names}}', '{{', '{% if %}', '{{ a | nope }}'])
      expect(answerVariables(text)).toEqual([]);
  });
});

describe('a sample', () => {
  const lines = (template: string, format: AnswerFormat = 'kickstart') =>
    fillSample(format, template).text.split('\n');

  it('has the lines of the template', () => {
    expect(
      lines(
        '{% if gateway %}\na {{ gateway }}\n{% else %}\nb\nc\n{% endif %}\nd {{ x }}\n{% for k in dns -%}\n e {{ k }}\n{%- endfor %}\nf\n',
      ),
    ).toEqual(['', 'a 192.0.2.1', '', '', '', '', 'd sample', '', 'e 192.0.2.1', '', 'f', '']);
    expect(lines('a \\\n{%- if none == "x" %}\n  b; \\\n{%- endif %}\n  c\nd')).toEqual([
      'a \\',
      '\\',
      '\\',
      '\\',
      '  c',
      'd',
    ]);
  });

  it('of what is no template is the text, with the problem', () => {
    expect(fillSample('kickstart', 'a\n{{.Names}}')).toMatchObject({
      text: 'a\n{{.Names}}',
      problems: [{ line: 2 }],
    });
  });

  it('names places where no value can stand', () => {
    expect(fillSample('kickstart', '%post\necho ${{ rack }}\n')).toMatchObject({
      problems: [{ line: 2, variable: 'rack' }],
    });
  });
});

describe('the format of a file', () => {
  it.each<[string, string, AnswerFormat]>([
    ['a', 'd-i x/y string z\n', 'preseed'],
    ['preseed.txt', 'x\n', 'preseed'],
    ['a', '#cloud-config\nautoinstall:\n', 'autoinstall'],
    ['user-data', 'x: 1\n', 'autoinstall'],
    ['a', '<?xml version="1.0"?>\n<profile xmlns="x">', 'autoyast'],
    ['a', '<unattend xmlns="x">', 'unattend'],
    ['a.xml', '<x/>', 'autoyast'],
    ['a', 'vmaccepteula\n', 'esxi-kickstart'],
    ['a', '{\n  "product": { "id": "x" }\n}', 'agama'],
    ['a.json', '{}', 'agama'],
    ['a', '[global]\nkeyboard = "de"\n', 'toml'],
    ['answer.toml', '', 'toml'],
    ['ks.cfg', 'text\nlang x\n', 'kickstart'],
    ['ks.cfg', '{{ x }}\ntext\n', 'kickstart'],
  ])('%s %j is %s', (name, text, format) => {
    expect(formatOf(name, text)).toBe(format);
  });
});
