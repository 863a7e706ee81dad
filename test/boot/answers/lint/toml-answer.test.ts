import { describe, expect, it } from 'vitest';
import { HASH, warned, wiped } from './checked.ts';

const COMPLETE = `[global]
keyboard = "en-us"
country = "at"
fqdn = "node.lab.example"
mailto = "root@lab.example"
timezone = "UTC"
root-password-hashed = "${HASH}"

[network]
source = "from-dhcp"

[disk-setup]
filesystem = "ext4"
disk-list = ["sda"]
`;
const found = (text: string): readonly string[] => warned('toml', text);

describe('a complete answer.toml', () => {
  it('has nothing wrong with it, and says which line erases disks', () => {
    expect(found(COMPLETE)).toEqual([]);
    expect(wiped('toml', COMPLETE)).toEqual(['14 disk-list']);
  });

  it('may be spelled as before 8.4', () => {
    const old = COMPLETE.replace('root-password-hashed', 'root_password_hashed').replace(
      'disk-list',
      'disk_list',
    );
    expect(found(old)).toEqual([]);
    expect(wiped('toml', old)).toEqual(['14 disk-list']);
  });
});

describe('TOML', () => {
  it.each([
    [COMPLETE.replace('"at"', 'at'), /^3 This is no TOML: invalid value\.$/],
    [COMPLETE.replace('[network]', '[network'), /^9 This is no TOML: /],
    [`${COMPLETE}filesystem = "xfs"\n`, /^15 This is no TOML: trying to redefine/],
    [COMPLETE.replace('"UTC"', '"UTC'), /^6 This is no TOML: /],
    [`${COMPLETE}x = ${'['.repeat(5000)}`, /This is no TOML: /],
  ])('%#', (text, sentence) => {
    expect(found(text)).toHaveLength(1);
    expect(found(text)[0]).toMatch(sentence);
    expect(wiped('toml', text)).toEqual([
      '12 disk-setup',
      '13 filesystem',
      '14 disk-list',
      ...(text.includes('"xfs"') ? ['15 filesystem'] : []),
    ]);
  });
});

describe('what is wrong', () => {
  const lacks = (what: string, line = 1): string => `${line} ${what}: the installer does not take the file.`;
  it.each([
    [COMPLETE.replace(/\[network\]\n.*\n/, ''), [lacks('[network] is missing')]],
    ['', ['global', 'network', 'disk-setup'].map((name) => lacks(`[${name}] is missing`))],
    [`${COMPLETE}[disks]\na = 1\n`, ['15 The installer knows no section "disks".']],
    [COMPLETE.replace(/mailto.*\n/, ''), [lacks('mailto is missing in [global]')]],
    [COMPLETE.replace(/root-password.*\n/, ''), [lacks('root-password-hashed is missing in [global]')]],
    [
      COMPLETE.replace(/root-password.*/, 'root-password = "secret"'),
      ['7 root-password is readable for everybody on this network: give its hash with root-password-hashed.'],
    ],
    [
      COMPLETE.replace('root-password-hashed', 'root_password'),
      [
        '7 root-password takes plain text: the hash itself would be the password; its key is root-password-hashed.',
      ],
    ],
    [
      COMPLETE.replace(HASH, 'secret'),
      ['7 root-password-hashed takes a hash ($6$…), and this is none: nobody could log in.'],
    ],
    [
      COMPLETE.replace('root-password-hashed', 'root-password = "secret"\nroot-password-hashed'),
      [
        '7 root-password and root-password-hashed are both there: the installer takes only one.',
        '7 root-password is readable for everybody on this network: give its hash with root-password-hashed.',
      ],
    ],
    [COMPLETE.replace('from-dhcp', 'dhcp'), ['10 source in [network] is "from-dhcp" or "from-answer".']],
    [
      COMPLETE.replace(
        'source = "from-dhcp"',
        'source = "from-answer"\ncidr = "10.77.0.9/24"\ndns = "10.77.0.1"\nfilter.ID_NET_NAME = "e*"',
      ),
      ['10 gateway is missing in [network], which source = "from-answer" needs.'],
    ],
    [COMPLETE.replace('"ext4"', '"fat"'), ['13 filesystem in [disk-setup] is one of ext4, xfs, zfs, btrfs.']],
    [COMPLETE.replace(/disk-list.*\n/, ''), [lacks('disk-list or filter is missing in [disk-setup]', 12)]],
    [
      `${COMPLETE}filter.ID_SERIAL = "x*"\n`,
      ['15 disk-list and filter are both there: the installer takes only one.'],
    ],
    [COMPLETE.replace('["sda"]', '[]'), ['14 disk-list is a list of names that is not empty: ["sda"].']],
    [COMPLETE.replace('["sda"]', '["sda", "sdb"]'), ['14 ext4 goes onto one disk, and disk-list names 2.']],
    [COMPLETE.replace('"ext4"', '"zfs"'), ['13 zfs.raid is missing in [disk-setup], which zfs needs.']],
    [
      `${COMPLETE}[post-installation-webhook]\nurl = "http://192.168.9.9/x"\n`,
      [
        '16 This line points at 192.168.9.9, which is not on 10.77.0.0/24, the network machines are on; ours is http://10.77.0.1.',
      ],
    ],
  ])('%#', (text, sentences) => {
    expect(found(text)).toEqual(sentences);
    expect(sentences.join()).not.toContain('secret');
  });

  it.each([
    COMPLETE.replace('"ext4"', '"zfs"\nzfs.raid = "raid1"').replace('["sda"]', '["sda", "sdb"]'),
    `${COMPLETE}[first-boot]\nsource = "from-url"\nurl = "http://10.77.0.1/x"\n# http://192.168.9.9/\n`,
  ])('nothing %#', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what erases disks', () => {
  it('is the line that says which', () => {
    expect(wiped('toml', COMPLETE.replace('disk-list = ["sda"]', 'filter.ID_SERIAL = "x*"'))).toEqual([
      '14 filter',
    ]);
    expect(wiped('toml', COMPLETE.replace(/disk-list.*\n/, ''))).toEqual(['13 filesystem']);
  });
});
