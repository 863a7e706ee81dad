import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { answerVariables, fillAnswer, fillSample } from '../../../shared/boot/answers/fill.ts';
import { formatOf } from '../../../shared/boot/answers/format.ts';
import { ANSWER_TEMPLATES, templateFor } from '../../../shared/boot/answers/templates.ts';
import type { AnswerValues } from '../../../shared/boot/answers/variables.ts';
import { lintAnswer } from '../../../shared/boot/answers/lint/lint-answer.ts';
import type { AnswerFormat } from '../../../shared/model/image.ts';
import type { Ipv4 } from '../../../shared/wire/address.ts';
import { subnetOf } from '../../../shared/wire/address.ts';
import type { Kickstart } from './kickstart-reader.ts';
import { NO_PYTHON, readKickstarts } from './kickstart-reader.ts';
import { readPreseed } from './preseed-reader.ts';
import { readXml } from './xml-reader.ts';

const FOLDER = join(import.meta.dirname, '../../../resources/answer-templates');
const HASH = `$6$saltsalt$${'aB3./'.repeat(17)}x`;
const KEYS = ['ssh-ed25519 AAAAC3Nza one@lab', 'ssh-rsa AAAAB3Nza it\'s "two" $(x)'];

/** What every machine has. */
const LEAST: AnswerValues = {
  ...{
    mac: '52:54:00:ab:cd:ef',
    hostName: 'node-1',
    rootPasswordCrypted: HASH,
    networkDevice: '52:54:00:ab:cd:ef',
  },
  ...{ homeUrl: 'http://10.77.0.1:8080/home/525400abcdef0123', imageUrl: 'http://10.77.0.1:8080/i/some' },
  ...{ dns: [], ntp: [], sshKeys: [] },
};
const MOST: AnswerValues = {
  ...LEAST,
  ...{
    disk: 'vda',
    domain: 'lab.example',
    fqdn: 'node-1.lab.example',
    ntp: ['10.77.0.5', 'ntp.lab.example'],
    sshKeys: KEYS,
  },
  ...{ gateway: '10.77.0.254', dns: ['10.77.0.53'] },
};
const DISK: Readonly<Record<string, string>> = { 'windows-unattend.xml': '1' };

const read = (id: string): string => readFileSync(join(FOLDER, id), 'utf8');

function filled(id: string, format: AnswerFormat, values: AnswerValues, text = read(id)): string {
  const result = fillAnswer(format, text, {
    ...values,
    ...(values['disk'] !== undefined && id in DISK && { disk: DISK[id] }),
  });
  if ('text' in result) return result.text;
  throw new Error(result.problems.map(({ line, sentence }) => `${line}: ${sentence}`).join('\n'));
}

/** All kickstarts at once, for Python takes its time to start. */
const kickstarts = new Map<string, Kickstart>();
beforeAll(() => {
  if (NO_PYTHON !== undefined) return;
  const texts = ANSWER_TEMPLATES.filter(({ format }) => isKickstart(format)).flatMap(({ id, format }) =>
    [LEAST, MOST].map((values) => filled(id, format, values)),
  );
  readKickstarts(texts).forEach((one, index) => kickstarts.set(texts[index] ?? '', one));
});

function isKickstart(format: AnswerFormat): boolean {
  return format === 'kickstart' || format === 'esxi-kickstart';
}

/** Every shell script and command in it, as its parser reads them. */
function scriptsOf(format: AnswerFormat, text: string): readonly string[] {
  switch (format) {
    case 'kickstart':
    case 'esxi-kickstart':
      return (
        readKickstarts([text])[0]
          ?.sections.filter(({ header }) => header[0] !== '%packages')
          .map(({ body }) => body) ?? []
      );
    case 'preseed':
      return readPreseed(text).flatMap(({ question, value }) =>
        question.endsWith('_command') ? [value] : [],
      );
    case 'autoinstall': {
      const { autoinstall } = parseYaml(text) as {
        autoinstall: Record<string, string[]> & { 'user-data': { runcmd: string[] } };
      };
      return [
        ...(autoinstall['early-commands'] ?? []),
        ...(autoinstall['late-commands'] ?? []),
        ...autoinstall['user-data'].runcmd,
      ];
    }
    case 'autoyast':
      return readXml(text).texts.flatMap(([path, source]) => (path.endsWith('/source') ? [source] : []));
    case 'agama': {
      const { scripts } = JSON.parse(text) as { scripts: Record<string, { content: string }[]> };
      return Object.values(scripts).flatMap((list) => list.map(({ content }) => content));
    }
    case 'unattend':
    case 'toml':
      return [];
  }
}

describe('the list of templates', () => {
  it('names the files that are there', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(ANSWER_TEMPLATES.map(({ id }) => id).sort());
  });

  it.each([
    ['esxi-kickstart', '4.1', 'esxi-4.cfg'],
    ['esxi-kickstart', '5.5', 'esxi-5.cfg'],
    ['esxi-kickstart', '6.7', 'esxi-6.cfg'],
    ['esxi-kickstart', '7.0 U3', 'esxi-7.cfg'],
    ['esxi-kickstart', '9.0', 'esxi-7.cfg'],
    ['kickstart', '6.10', 'rhel-6.ks'],
    ['kickstart', '7.9', 'rhel-7.ks'],
    ['kickstart', '8', 'rhel-8.ks'],
    ['kickstart', '10.1', 'rhel-8.ks'],
    ['kickstart', '43', 'rhel-8.ks'],
    ['kickstart', undefined, 'rhel-8.ks'],
    ['preseed', '12.12', 'debian.preseed'],
    ['autoinstall', '24.04', 'ubuntu.user-data'],
    ['autoyast', '15.6', 'autoyast.xml'],
    ['agama', '16.0', 'agama.json'],
    ['unattend', undefined, 'windows-unattend.xml'],
    ['toml', '9.0', 'proxmox.toml'],
    [undefined, '12', undefined],
  ] as const)('for %s %s has %s', (answer, version, id) => {
    expect(templateFor({ ...(answer && { answer }), ...(version !== undefined && { version }) })?.id).toBe(
      id,
    );
  });
});

describe.each(ANSWER_TEMPLATES)('$id', ({ id, format }) => {
  it('is of the format that it is said to be, and uses what machines have', () => {
    expect(formatOf(id, read(id))).toBe(format);
    expect(formatOf('some', read(id))).toBe(format);
    expect(answerVariables(read(id))).toContain('homeUrl');
  });

  it.runIf(!isKickstart(format) || NO_PYTHON === undefined).each([
    ['least', LEAST],
    ['most', MOST],
  ])('is read by its parser with the %s that is known', (_name, values) => {
    const text = filled(id, format, values);
    if (isKickstart(format)) expect(kickstarts.get(text)?.commands.length).toBeGreaterThan(4);
    else if (format === 'preseed') expect(readPreseed(text).length).toBeGreaterThan(20);
    else if (format === 'autoinstall') expect(parseYaml(text)).toHaveProperty('autoinstall.version', 1);
    else if (format === 'agama') expect(JSON.parse(text)).toHaveProperty('product');
    else if (format === 'toml') expect(parseToml(text)).toHaveProperty('global');
    else expect(readXml(text).texts.length).toBeGreaterThan(10);
    for (const script of scriptsOf(format, text)) execFileSync('/bin/sh', ['-n', '-c', script]);
    expect(text).not.toMatch(/\{\{|\{%|undefined|(?<!dev\/)\bnull/);
  });

  it('has no password but the hash it is given', () => {
    const text = filled(id, format, MOST);
    expect(text.includes(HASH)).toBe(format !== 'unattend');
    expect(text.replaceAll(HASH, '')).not.toMatch(/password[-\w]*"?\s*[:= ]\s*"?[^\s"<{]*\$\d\$/i);
    if (format === 'unattend')
      for (const [path, value] of readXml(text).texts)
        if (/Password\/Value$/.test(path)) expect(value).toBe('');
  });

  it('calls home: installed last, and once more from the installed system', () => {
    const text = filled(id, format, MOST);
    const stages = [...text.matchAll(/10\.77\.0\.1:8080\/home\/525400abcdef0123\?stage=(\w+)/g)].map(
      ([, stage]) => stage,
    );
    expect(stages).toContain('installed');
    if (format !== 'toml') expect(stages.at(-1)).toMatch(/^(installed|booted|firstboot)$/);
    const before = ['esxi-4.cfg', 'windows-unattend.xml', 'proxmox.toml'].includes(id);
    expect(stages.includes('started')).toBe(!before);
    expect(stages.some((stage) => stage === 'booted' || stage === 'firstboot')).toBe(format !== 'toml');
  });

  it('means the same with the password written into it', () => {
    const written = read(id).replace(/\{\{ *rootPasswordCrypted *\}\}/g, () => HASH);
    expect(answerVariables(written)).not.toContain('rootPasswordCrypted');
    const { rootPasswordCrypted: _kept, ...without } = MOST;
    expect(filled(id, format, without, written)).toBe(filled(id, format, MOST));
  });

  it('has a sample for checks with the same lines', () => {
    const { text, problems } = fillSample(format, read(id));
    expect(problems).toEqual([]);
    const lines = read(id).split('\n');
    text.split('\n').forEach((line, index) => {
      const words = line.trim().split(/\s+/)[0] ?? '';
      if (words !== '' && !lines[index]?.includes('{')) expect(lines[index]?.trim()).toBe(line.trim());
    });
  });
});

describe('checked for its installer', () => {
  const context = { subnet: subnetOf('10.77.0.1' as Ipv4, 24), http: 'http://10.77.0.1:8080' };

  it.each([
    ['esxi-4.cfg', 'esxi', '4.1'],
    ['esxi-5.cfg', 'esxi', '5.0'],
    ['esxi-5.cfg', 'esxi', '5.5'],
    ['esxi-6.cfg', 'esxi', '6.0'],
    ['esxi-6.cfg', 'esxi', '6.7'],
    ['esxi-7.cfg', 'esxi', '7.0.3'],
    ['esxi-7.cfg', 'esxi', '9.0'],
    ['rhel-6.ks', 'rhel', '6.10'],
    ['rhel-7.ks', 'rhel', '7.9'],
    ['rhel-8.ks', 'rhel', '8.10'],
    ['rhel-8.ks', 'rhel', '10'],
    ['debian.preseed', 'debian-installer', '12.12'],
    ['ubuntu.user-data', 'ubuntu-live', '24.04'],
    ['autoyast.xml', 'suse', '15.6'],
    ['agama.json', 'suse', '16.0'],
    ['windows-unattend.xml', 'windows', '11'],
    ['proxmox.toml', 'proxmox', '9.0'],
  ])('%s has nothing wrong for %s %s, and says what it erases', (id, family, version) => {
    const format = ANSWER_TEMPLATES.find((one) => one.id === id)?.format ?? 'kickstart';
    for (const values of [LEAST, MOST]) {
      const { warnings, wipes } = lintAnswer(format, filled(id, format, values), {
        ...context,
        image: { title: `${family} ${version}`, family, version, answer: format },
      });
      expect(
        warnings.map(({ sentence }) => sentence).filter((one) => !/Secure Boot|inst\.repo/.test(one)),
      ).toEqual([]);
      expect(wipes.length).toBeGreaterThan(0);
    }
  });
});
