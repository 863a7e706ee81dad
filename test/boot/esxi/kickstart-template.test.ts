import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintKickstart } from '../../../shared/boot/esxi/kickstart-lint.ts';
import type { KickstartValues } from '../../../shared/boot/esxi/kickstart-template.ts';
import { expandKickstart, kickstartTemplateName } from '../../../shared/boot/esxi/kickstart-template.ts';
import type { EsxiVersion } from '../../../shared/boot/esxi/version.ts';
import { parseEsxiVersion } from '../../../shared/boot/esxi/version.ts';

const VALUES: KickstartValues = {
  rootPasswordCrypted:
    '$6$saltsalt$IxDD3jeSOb5eB1CX5LBsqZFVkJdido3OUILO5Ifz5iwMuTS4XMS130MTSuDDl3aCI6WouIL9AjRbLCelDCy.g.',
  networkDevice: 'vmnic0',
  homeUrl: 'http://10.77.0.1:8080/home/525400abcdef0123456789',
  imageUrl: 'http://10.77.0.1:8080/i/esxi41',
};
const version = (text: string): EsxiVersion => parseEsxiVersion(text) as EsxiVersion;
const template = (text: string): string =>
  readFileSync(
    join(import.meta.dirname, '../../../resources/answer-templates', kickstartTemplateName(version(text))),
    'utf8',
  );
const expanded = (text: string, values: KickstartValues): string => {
  const result = expandKickstart(text, values);
  if ('problems' in result) throw new Error(result.problems.map((one) => one.sentence).join(' '));
  return result.text;
};

describe.each(['4.1', '5.0', '5.5', '6.0', '6.5', '6.7', '7.0.3', '8.0', '9.0'])(
  'the template for %s',
  (name) => {
    const text = expanded(template(name), VALUES);

    it('is a kickstart of that generation', () => {
      const { warnings } = lintKickstart(text, version(name));
      const secureBoot = Number(name.slice(0, 3)) >= 6.5 ? ['secure-boot'] : [];
      expect(warnings.map(({ code }) => code)).toEqual(secureBoot);
      expect(text).not.toMatch(/\{\{|\}\}|\r/);
    });

    it('says what it wipes', () => {
      const { wipes } = lintKickstart(text, version(name));
      expect(wipes.map(({ words }) => words)).toEqual([
        [name === '4.1' ? 'autopart' : 'install', '--overwritevmfs'],
      ]);
    });

    it('calls home when it is installed, before the reboot and after it', () => {
      const sections = text.split(/^%/m);
      expect(sections.map((section) => section.split(' ')[0])).toEqual([
        expect.any(String),
        'post',
        'firstboot',
      ]);
      for (const section of sections.slice(1))
        expect(section).toContain(`wget -q -O /dev/null "${VALUES.homeUrl}?stage=installed"`);
    });

    it('has its commands before its scripts, and the rest of what an install needs', () => {
      const commands = text.slice(0, text.indexOf('\n%'));
      expect(commands).toMatch(/^vmaccepteula$/m);
      expect(commands).toMatch(/^rootpw --iscrypted \$6\$/m);
      expect(commands).toMatch(/^network --bootproto=dhcp --device=vmnic0$/m);
      expect(commands).toMatch(/^reboot$/m);
    });
  },
);

describe('the templates', () => {
  it('are told apart by what their generation can', () => {
    expect(
      ['4.1', '5.5', '6.7', '7.0', '8.0', '9.0'].map((one) => kickstartTemplateName(version(one))),
    ).toEqual(['esxi-4.cfg', 'esxi-5.cfg', 'esxi-6.cfg', 'esxi-7.cfg', 'esxi-7.cfg', 'esxi-7.cfg']);
    expect(expanded(template('4.1'), VALUES)).toMatch(/^install url http:\/\/10\.77\.0\.1:8080\/i\/esxi41$/m);
    expect(template('4.1')).toContain('hostsvc/enable_remote_tsm');
    expect(template('4.1')).toContain('--unsupported --interpreter=busybox');
    expect(template('5.0')).not.toContain('--unsupported');
    for (const one of ['5.5', '6.7', '8.0']) expect(template(one)).toContain('vim-cmd hostsvc/enable_ssh');
  });
});

describe('filling in', () => {
  it.each<[string, KickstartValues, string]>([
    ['a\nrootpw {{rootPasswordCrypted}}', {}, '{{rootPasswordCrypted}} has no value for this machine.'],
    ['a\n{{nope}}', VALUES, '{{nope}} is no variable of an ESXi kickstart.'],
    ['a\n{{toString}}', VALUES, '{{toString}} is no variable of an ESXi kickstart.'],
    ['a\n{{}}', VALUES, '{{}} is no variable of an ESXi kickstart.'],
    [
      'a\n{{ rootPasswordCrypted }}',
      { rootPasswordCrypted: 'secret' },
      'The value for {{rootPasswordCrypted}} cannot stand in an ESXi kickstart.',
    ],
  ])('%j', (text, values, sentence) => {
    expect(expandKickstart(text, values)).toEqual({
      problems: [{ line: 2, variable: expect.any(String), sentence }],
    });
  });

  it('names every problem at once', () => {
    const result = expandKickstart(template('4.1'), {});
    expect('problems' in result && new Set(result.problems.map((one) => one.variable))).toEqual(
      new Set(['rootPasswordCrypted', 'imageUrl', 'networkDevice', 'homeUrl']),
    );
  });

  it.each<KickstartValues>([
    { homeUrl: 'http://s/home/x";reboot;"' },
    { homeUrl: 'http://s/home/$(reboot)' },
    { homeUrl: 'http://s/home/`reboot`' },
    { homeUrl: 'http://s/home/x y' },
    { homeUrl: 'http://s/home/x\nreboot' },
    { homeUrl: 'javascript:x' },
    { homeUrl: "http://s/home/'" },
    { networkDevice: 'vmnic0 --ip=1.2.3.4' },
    { networkDevice: 'vmnic0\nreboot' },
    { networkDevice: 'vmnic0\n' },
    { rootPasswordCrypted: '$6$a$b\nreboot' },
    { imageUrl: 'http://s/i/../x\r' },
  ])('refuses %j', (values) => {
    const [name] = Object.keys(values);
    expect(expandKickstart(`x {{${name}}}`, values)).toHaveProperty('problems');
  });

  it.each<KickstartValues>([
    { networkDevice: '00:0C:29:AB:CD:EF' },
    { rootPasswordCrypted: '$1$c96GcKtl$92iTqDRE901SJXEpkxrfj0' },
    { rootPasswordCrypted: `$5$rounds=5000$salt$${'a'.repeat(43)}` },
    { homeUrl: 'http://[fe80::1]:8080/home/abc' },
    { homeUrl: 'https://rackboot.lab/home/abc' },
  ])('takes %j', (values) => {
    const [[name, value] = []] = Object.entries(values);
    expect(expandKickstart(`x {{${name}}} y`, values)).toEqual({ text: `x ${value} y` });
  });

  it('leaves text without variables as it is', () => {
    expect(expandKickstart('a {b} $c\n', {})).toEqual({ text: 'a {b} $c\n' });
    expect(expandKickstart('a\r\nb', {})).toEqual({ text: 'a\nb' });
  });
});
