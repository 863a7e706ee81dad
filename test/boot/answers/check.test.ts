import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAnswer, checkedImage } from '../../../shared/boot/answers/check.ts';
import { ANSWER_TEMPLATES } from '../../../shared/boot/answers/templates.ts';
import type { AnswerFormat, Image } from '../../../shared/model/image.ts';
import { CONTEXT, HASH } from './lint/checked.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'resources', 'answer-templates');

/** The versions each built-in template says it is for. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  'esxi-4.cfg': ['4.1'],
  'esxi-5.cfg': ['5.0', '5.5'],
  'esxi-6.cfg': ['6.0'],
  'esxi-7.cfg': ['7.0', '8.0', '9.0'],
  'rhel-6.ks': ['6.0', '6.10'],
  'rhel-7.ks': ['7.0', '7.9'],
  'rhel-8.ks': ['8.0', '8.10', '9.4', '10.0', '40', '42'],
};

function image(answer: AnswerFormat, version?: string): Image {
  const recipe = { family: 'any', entries: [], answer, notes: [], why: [], ...(version && { version }) };
  return {
    ...{
      id: 'a',
      kind: 'iso',
      title: `Installer ${version ?? ''}`,
      name: 'a.iso',
      path: '/a.iso',
      owned: false,
    },
    ...{ sizeBytes: 1, modifiedAt: 1, addedAt: 1, recipe },
  };
}

const check = (format: AnswerFormat, template: string, version?: string): ReturnType<typeof checkAnswer> => {
  const chosen = checkedImage(image(format, version));
  return checkAnswer(format, template, { ...CONTEXT, ...(chosen && { image: chosen }) });
};

describe('the built-in templates', () => {
  it('are all known here', () => {
    expect(ANSWER_TEMPLATES.map(({ id }) => id).toSorted()).toEqual(readdirSync(FOLDER).toSorted());
  });

  it.each(
    ANSWER_TEMPLATES.flatMap(({ id, format }) =>
      // Without an image only RHEL's would have to say where the packages are.
      [...(VERSIONS[id] ?? []), ...(format === 'kickstart' ? [] : [undefined])].map((version) => ({
        id,
        format,
        version,
      })),
    ),
  )('$id for $version has nothing wrong with it and says what it erases', ({ id, format, version }) => {
    const text = readFileSync(join(FOLDER, id), 'utf8');
    const { warnings, wipes } = check(format, text, version);
    expect(warnings).toEqual([]);
    expect(wipes.length).toBeGreaterThan(0);
    const lines = text.split('\n');
    for (const { line, text: shown } of wipes) expect(lines[line - 1]?.trim()).toContain(shown);
  });
});

describe('a template', () => {
  const COMPLETE = `lang en_US.UTF-8
keyboard us
timezone Etc/UTC
rootpw --iscrypted ${HASH}
{% if disk %}
ignoredisk --only-use={{ disk }}
{% endif %}
clearpart --all --drives={{ disk }} # erases
{% for key in sshKeys %}
sshkey --username=root {{ key }}
{% endfor %}
autopart
reboot
`;

  it('keeps its lines, and is shown as it is written', () => {
    expect(check('kickstart', COMPLETE, '9.4')).toEqual({
      warnings: [],
      wipes: [
        { line: 6, text: 'ignoredisk --only-use={{ disk }}', words: ['ignoredisk', '--only-use'] },
        {
          line: 8,
          text: 'clearpart --all --drives={{ disk }} # erases',
          words: ['clearpart', '--all', '--drives'],
        },
        { line: 12, text: 'autopart', words: ['autopart'] },
      ],
    });
    expect(check('kickstart', `${COMPLETE}rdp\n`, '9.4').warnings).toEqual([
      { line: 14, sentence: expect.stringContaining('RHEL 9 does not know "rdp"') },
    ]);
  });

  it('shows what erases a disk in every branch', () => {
    const branches =
      '{% if disk %}\ninstall --disk={{ disk }}\n{% else %}\ninstall --firstdisk --overwritevmfs\n{% endif %}\n';
    expect(check('esxi-kickstart', branches, '7.0').wipes).toEqual([
      { line: 2, text: 'install --disk={{ disk }}', words: ['install'] },
      { line: 4, text: 'install --firstdisk --overwritevmfs', words: ['install', '--overwritevmfs'] },
    ]);
    const toml =
      '[disk-setup]\n{%- if disk %}\ndisk-list = ["{{ disk }}"]\n{%- else %}\nfilter.DEVTYPE = "disk"\n{%- endif %}\n';
    expect(check('toml', toml).wipes.map(({ line, words }) => `${line} ${words.join(' ')}`)).toEqual([
      '3 disk-list',
      '5 filter',
    ]);
  });

  it('that cannot be filled in says only why, and still what it erases', () => {
    const { warnings, wipes } = check('kickstart', `${COMPLETE}{% endif %}\nnonsense\n`, '9.4');
    expect(warnings.map(({ line }) => line)).toEqual([14]);
    expect(wipes.map(({ line }) => line)).toEqual([6, 8, 12]);
  });

  it('has its kernel arguments looked at whatever it is', () => {
    const { warnings } = checkAnswer('kickstart', '{% if %}', {
      ...CONTEXT,
      kernelArgs: 'inst.ks=http://192.168.9.9/ks',
    });
    expect(warnings.map(({ line }) => line)).toEqual([1, 0]);
  });
});
