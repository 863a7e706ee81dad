import { describe, expect, it } from 'vitest';
import type { KickstartCode } from '../../../shared/boot/esxi/kickstart-lint.ts';
import { lintKickstart } from '../../../shared/boot/esxi/kickstart-lint.ts';
import { parseEsxiVersion } from '../../../shared/boot/esxi/version.ts';

const COMPLETE = 'vmaccepteula\nrootpw --iscrypted $1$a$b\ninstall --firstdisk\nreboot\n';
const COMPLETE_4 =
  'accepteula\nrootpw --iscrypted $1$a$b\nautopart --firstdisk\ninstall url http://s/\nreboot\n';

const lint = (text: string, version = '7.0') =>
  lintKickstart(text, parseEsxiVersion(version) ?? { major: 7, minor: 0, update: 0 });
const found = (text: string, version?: string): string[] =>
  lint(text, version).warnings.map(({ line, code }) => `${line} ${code}`);
const wiped = (text: string, version?: string): string[] =>
  lint(text, version).wipes.map(({ line, words }) => `${line} ${words.join(' ')}`);

describe('a command', () => {
  it('of every generation is known in it', () => {
    expect(found(COMPLETE)).toEqual([]);
    expect(found(COMPLETE_4, '4.1')).toEqual([]);
  });

  it.each<[string, string, KickstartCode]>([
    ['vim-cmd hostsvc/enable_ssh', '7.0', 'unknown-command'],
    ['esxcli system hostname set', '8.0', 'unknown-command'],
    ['%end', '7.0', 'unknown-command'],
    ['url --url=http://s/', '7.0', 'unknown-command'],
    ['autopart --firstdisk', '5.0', 'ignored-command'],
    ['lang en_US', '7.0', 'ignored-command'],
    ['timezone UTC', '6.7', 'ignored-command'],
    ['rootpw VMware1!', '7.0', 'plain-password'],
    ['%firstboot --interpreter=busybox', '6.5', 'secure-boot'],
    ['%firstboot --interpreter=busybox', '9.0', 'secure-boot'],
  ])('%s in %s', (line, version, code) => {
    expect(found(`${COMPLETE}${line}\n`, version)).toEqual([`5 ${code}`]);
  });

  it.each<[string, KickstartCode]>([
    ['installorupgrade --firstdisk', 'unknown-command'],
    ['%firstboot --interpreter=busybox', 'missing-unsupported'],
    ['%post', 'missing-unsupported'],
  ])('%s in 4.1', (line, code) => {
    expect(found(`${COMPLETE_4}${line}\n`, '4.1')).toEqual([`6 ${code}`]);
  });

  it('in a script is the shell’s, until the next section', () => {
    const script = '%post --interpreter=busybox\nvim-cmd x\nlang y\n%firstboot\nesxcli z\n';
    expect(found(`${COMPLETE}${script}`, '6.0')).toEqual([]);
    expect(found(`${COMPLETE}%post\nvim-cmd x\n%include /tmp/more\nvim-cmd y\n`)).toEqual([
      '8 unknown-command',
    ]);
  });

  it('in a comment is none, and Windows’ line ends are no words', () => {
    expect(found(`# vim-cmd x\r\n${COMPLETE.replaceAll('\n', '\r\n')}keyboard US # vim-cmd\r\n`)).toEqual([]);
  });
});

describe('what must be there', () => {
  it.each<[string, KickstartCode]>([
    ['vmaccepteula', 'missing-accepteula'],
    ['rootpw --iscrypted $1$a$b', 'missing-rootpw'],
    ['install --firstdisk', 'missing-disk'],
    ['reboot', 'missing-reboot'],
  ])('without %s', (line, code) => {
    expect(found(COMPLETE.replace(`${line}\n`, ''))).toEqual([`1 ${code}`]);
  });

  it('is not asked for where another file is included, nor all of it for an upgrade', () => {
    expect(found('%include /tmp/disk\n')).toEqual([]);
    expect(found('upgrade --firstdisk\nreboot\n')).toEqual([]);
    expect(found('vmaccepteula\nrootpw --iscrypted x\ninstall url http://s/\nreboot\n', '4.1')).toEqual([
      '1 missing-disk',
    ]);
  });

  it('is everything, where there is nothing', () => {
    expect(found('')).toEqual(['1 not-a-kickstart']);
    expect(found('# only a comment\n')).toEqual(['1 not-a-kickstart']);
  });
});

describe('what wipes a disk', () => {
  it.each([
    ['install --firstdisk --overwritevmfs', '1 install --overwritevmfs'],
    ['install --disk=mpx.vmhba0:C0:T0:L0', '1 install'],
    ['install --firstdisk --overwritevsan', '1 install --overwritevsan'],
    ['clearpart --alldrives --overwritevmfs', '1 clearpart --alldrives --overwritevmfs'],
    ['clearpart --drives=naa.6000', '1 clearpart'],
    ['installorupgrade --firstdisk', '1 installorupgrade'],
    ['part datastore2 --ondisk=naa.6000', '1 part'],
    ['%pre\npartedUtil mklabel /dev/disks/x gpt', '2 partedUtil mklabel'],
    ['%firstboot\nvmkfstools -C vmfs6 /vmfs/devices/disks/x', '2 vmkfstools -C'],
    ['%pre\ndd if=/dev/zero of=/dev/disks/x', '2 dd if=/dev/zero of=/dev'],
  ])('%j', (text, words) => {
    expect(wiped(text)).toEqual([words]);
  });

  it.each([
    'upgrade --firstdisk',
    '# install --firstdisk',
    'network --bootproto=dhcp',
    '%post\npartedUtil getptbl x',
  ])('not %j', (text) => {
    expect(wiped(text)).toEqual([]);
  });

  it('in 4.1 is autopart, not where the files come from', () => {
    expect(wiped(COMPLETE_4, '4.1')).toEqual(['3 autopart']);
  });

  it('is shown as it is written', () => {
    expect(lint('install  --firstdisk   --overwritevmfs # go').wipes).toEqual([
      { line: 1, text: 'install --firstdisk --overwritevmfs', words: ['install', '--overwritevmfs'] },
    ]);
  });
});
