import { describe, expect, it } from 'vitest';
import { HASH, warned, wiped } from './checked.ts';

const COMPLETE = `#cloud-config
autoinstall:
  version: 1
  identity:
    hostname: node
    username: lab
    password: "${HASH}"
  ssh:
    install-server: true
  storage:
    layout:
      name: lvm
`;

const found = (text: string): readonly string[] => warned('autoinstall', text);
/** COMPLETE with more behind it, which begins in line 13. */
const more = (text: string): readonly string[] => found(`${COMPLETE}${text}`);
const erased = (storage: string): readonly string[] =>
  wiped('autoinstall', COMPLETE.replace(/ {2}storage:\n(?: {4}.*\n)*/, storage));

describe('a complete user-data', () => {
  it('has nothing wrong with it, and says which line erases a disk', () => {
    expect(found(COMPLETE)).toEqual([]);
    expect(wiped('autoinstall', COMPLETE)).toEqual(['12 layout lvm']);
  });
});

describe('its frame', () => {
  const FIRST = '1 The first line must be #cloud-config, or cloud-init does not read the file.';
  it.each([
    [COMPLETE.replace('#cloud-config\n', ''), [FIRST]],
    [COMPLETE.replace('#cloud-config', '# cloud-config'), [FIRST]],
    [
      '#cloud-config\nversion: 1\nidentity: {}\n',
      [
        '1 autoinstall: is missing: everything must stand below it, or cloud-init does not hand it to the installer.',
      ],
    ],
    ['#cloud-config\nusers: []\n', ['1 autoinstall: is missing: the installer asks everything.']],
    ['#cloud-config\n\nautoinstall:\n', ['3 autoinstall: is missing: the installer asks everything.']],
    [
      COMPLETE.replace('  version: 1\n', ''),
      ['2 version: 1 is missing: the installer does not take the file.'],
    ],
    [
      COMPLETE.replace('version: 1', 'version: 2'),
      ['3 version: 1 is missing: the installer does not take the file.'],
    ],
    [`${COMPLETE}  sotrage: {}\n`, ['13 The installer does not know "sotrage".']],
    [`${COMPLETE}  version: 1\n`, ['13 "version" stands in line 3 already: only this one counts.']],
    [
      `${COMPLETE}  interactive-sections: [network]\n`,
      ['13 interactive-sections: the installer asks, and waits for somebody to answer.'],
    ],
  ])('%j', (text, sentences) => {
    expect(found(text)).toEqual(sentences);
  });

  it('asks nothing where no section is named', () => {
    expect(more('  interactive-sections: []\n')).toEqual([]);
  });
});

describe('YAML', () => {
  it.each([
    ['  locale: "en\n', /^14 This does not parse: /],
    ['  locale: a: b\n', /^13 This does not parse: Nested mappings/],
    ['  \tlocale: a\n', /^13 A tab stands in the indentation: YAML takes blanks only\.$/],
    ['  packages: [a\n', /^14 This does not parse: /],
    [' locale: a\n', /^13 This does not parse: /],
  ])('%j', (text, sentence) => {
    expect(more(text)[0]).toMatch(sentence);
  });

  it('still shows what erases disks when it does not parse', () => {
    expect(wiped('autoinstall', `${COMPLETE}  locale: "en\n`)).toEqual([
      '2 autoinstall',
      '10 storage',
      '11 layout',
    ]);
  });

  it('nested without end, or aliases that would unfold without end, are no trouble', () => {
    expect(found(`#cloud-config\nautoinstall: ${'['.repeat(50_000)}`).length).toBeGreaterThan(0);
    const bomb = [
      'a: &a0 [x]',
      ...Array.from({ length: 30 }, (_, n) => `b${n}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`),
    ];
    expect(found(`${COMPLETE}${bomb.join('\n')}\n`)).toEqual([]);
  });
});

describe('accounts', () => {
  const READABLE = 'is readable for everybody on this network: give a hash ($6$…)';
  const PLAIN =
    'identity: password takes a hash ($6$…): this is plain text, readable on this network, and nobody could log in with it.';
  it.each([
    [COMPLETE.replace(`"${HASH}"`, 'secret'), `7 ${PLAIN}`],
    [
      COMPLETE.replace('    username: lab\n', ''),
      '4 identity: username is missing: the installer does not take the file.',
    ],
    [
      COMPLETE.replace(/ {4}password.*\n/, ''),
      '4 identity: password is missing: the installer does not take the file.',
    ],
    [
      COMPLETE.replace(/ {2}identity:\n(?: {4}.*\n){3}/, ''),
      '2 identity is missing (and user-data): the installer asks for a name and a password.',
    ],
    [
      COMPLETE.replace(/ {2}ssh:\n.*\n/, ''),
      '2 ssh: install-server: true is missing: nobody can reach the installed machine by SSH.',
    ],
    [
      COMPLETE.replace('install-server: true', 'allow-pw: true'),
      '8 ssh: install-server: true is missing: nobody can reach the installed machine by SSH.',
    ],
    [
      `${COMPLETE}  user-data:\n    chpasswd:\n      list: |\n        root:secret\n`,
      `15 A password in chpasswd ${READABLE}.`,
    ],
    [
      `${COMPLETE}chpasswd: {users: [{name: root, password: secret, type: text}]}\n`,
      `13 A password in chpasswd ${READABLE}.`,
    ],
    [`${COMPLETE}password: secret\n`, `13 password ${READABLE}.`],
    [
      `${COMPLETE}users:\n- name: a\n  plain_text_passwd: secret\n`,
      `15 plain_text_passwd ${READABLE} with passwd in its place.`,
    ],
    [
      `${COMPLETE}users:\n- name: a\n  passwd: secret\n`,
      '15 passwd takes a hash ($6$…), and this is none: nobody could log in with it.',
    ],
  ])('%j', (text, sentence) => {
    expect(found(text)).toEqual([sentence]);
    expect(sentence).not.toContain('secret');
  });

  it('with hashes are right, and with users of cloud-init in place of identity', () => {
    const users = `  user-data:\n    users:\n    - {name: a, passwd: "${HASH}"}\n    chpasswd: {list: "a:${HASH}"}\n`;
    expect(found(COMPLETE.replace(/ {2}identity:\n(?: {4}.*\n){3}/, users))).toEqual([]);
    expect(more('chpasswd: {list: ["root:RANDOM"]}\nusers: [default]\n')).toEqual([]);
    expect(found(COMPLETE.replace(/ {2}ssh:\n.*\n/, '  packages: [openssh-server]\n'))).toEqual([]);
  });
});

describe('an address', () => {
  it('is on our network', () => {
    expect(more('  late-commands:\n    - curl http://192.168.9.9/x\n')).toEqual([
      '14 This line points at 192.168.9.9, which is not on 10.77.0.0/24, the network machines are on; ours is http://10.77.0.1.',
    ]);
    expect(more('  proxy: http://192.168.9.9:3142/\n')).toEqual([
      '13 proxy points at 192.168.9.9, which is not on 10.77.0.0/24, the network machines are on; ours is http://10.77.0.1.',
    ]);
    expect(more('  late-commands:\n    - curl http://10.77.0.1/home/x\n')).toEqual([]);
  });
});

describe('what erases disks', () => {
  it.each([
    ['', ['2 autoinstall no storage']],
    ['  storage: {swap: {size: 0}}\n', ['10 storage no layout']],
    ['  storage:\n    layout: {name: direct}\n', ['11 layout direct']],
    ['  storage:\n    layout:\n      name: zfs\n', ['12 layout zfs']],
    [
      '  storage:\n    config:\n    - {type: disk, id: d, wipe: superblock}\n    - type: disk\n      ptable: gpt\n',
      ['12 disk wipe superblock', '14 disk ptable'],
    ],
    [
      '  storage:\n    config:\n    - {type: disk, id: d, ptable: gpt, preserve: true}\n    - {type: disk, id: e}\n',
      [],
    ],
    [
      '  storage:\n    config:\n    - type: partition\n      device: d\n    - {type: partition, preserve: true}\n    - {type: format, fstype: ext4}\n    - {type: mount}\n',
      ['12 partition', '15 format'],
    ],
  ])('%j', (storage, lines) => {
    expect(erased(storage)).toEqual(lines);
  });

  it('is a command too, in the line where it stands', () => {
    const commands =
      '  early-commands:\n    - |\n      echo\n      wipefs -a /dev/sda\n    - [sgdisk, --zap-all, /dev/sda]\n    - echo\n';
    expect(wiped('autoinstall', `${COMPLETE}${commands}`)).toEqual([
      '12 layout lvm',
      '16 wipefs',
      '17 sgdisk --zap-all',
    ]);
  });

  it('asks for no passphrase that everybody can read', () => {
    expect(found(COMPLETE.replace('name: lvm', 'password: secret'))).toEqual([
      '12 The passphrase of the disk is readable for everybody on this network.',
    ]);
  });
});
