import { describe, expect, it } from 'vitest';
import { HASH, warned, wiped } from './checked.ts';

const COMPLETE = `d-i debian-installer/locale string en_US.UTF-8
d-i passwd/root-password-crypted password ${HASH}
d-i passwd/make-user boolean false
d-i partman-auto/disk string /dev/sda
d-i partman-auto/method string regular
d-i partman-partitioning/confirm_write_new_label boolean true
d-i partman/choose_partition select finish
d-i partman/confirm boolean true
d-i partman/confirm_nooverwrite boolean true
d-i grub-installer/bootdev string default
d-i finish-install/reboot_in_progress note
`;
const WIPES_OF_IT = [
  '4 partman-auto/disk',
  '5 partman-auto/method',
  '6 partman-partitioning/confirm_write_new_label',
  '8 partman/confirm',
  '9 partman/confirm_nooverwrite',
];

const found = (text: string): readonly string[] => warned('preseed', text);
/** COMPLETE with more behind it, which begins in line 12. */
const more = (text: string): readonly string[] => found(`${COMPLETE}${text}`);

describe('a complete preseed file', () => {
  it('has nothing wrong with it, and says which lines erase disks', () => {
    expect(found(COMPLETE)).toEqual([]);
    expect(wiped('preseed', COMPLETE)).toEqual(WIPES_OF_IT);
  });
});

describe('a line', () => {
  it.each([
    ['d-i', '12 A line has an owner, a question, a type and a value; here is only one word.'],
    [
      'd-i locale string en_US',
      '12 "locale" is no name of a question: it has a slash in it (owner, question, type, value).',
    ],
    ['d-i time/zone', '12 "time/zone" has no type: string, boolean, select and so on.'],
    [
      'd-i time/zone Etc/UTC',
      '12 "Etc/UTC" is no type of debconf: string, boolean, select, multiselect, note, text, password.',
    ],
    [
      'd-i time/zone string  Etc/UTC',
      '12 More than one blank stands between string and the value: the others belong to the value.',
    ],
    ['d-i clock-setup/ntp boolean yes', '12 "clock-setup/ntp" is boolean: its value is true or false.'],
    ['d-i time/zone seen', '12 "time/zone" is seen: its value is true or false.'],
    [
      'd-i pkgsel/include string a \\\n\nd-i time/zone string UTC',
      '13 Line 12 ends in a backslash, and nothing follows it.',
    ],
    ['d-i pkgsel/include string a \\', '12 The file ends in a backslash, and nothing follows it.'],
    [
      'd-i pkgsel/include string a \\\n# b',
      '13 This is no comment: the line before ends in a backslash, so it belongs to it.',
    ],
    ['d-i pkgsel/include string a \\ ', '12 Blanks stand behind the backslash: it continues nothing.'],
    [
      'd-i preseed/late-command string x',
      '12 "preseed/late-command" is not read: it is spelled preseed/late_command.',
    ],
    [
      'd-i console-keymaps-at/keymap select us',
      '12 "console-keymaps-at/keymap" is not read any more: keyboard-configuration/xkb-keymap (since Debian 7).',
    ],
  ])('%j', (line, sentence) => {
    expect(more(line)).toEqual([sentence]);
  });

  it.each([
    'd-i time/zone string Etc/UTC',
    'd-i\ttime/zone\tstring\tEtc/UTC',
    'd-i mirror/http/proxy string',
    'd-i mirror/http/proxy string ',
    'd-i clock-setup/ntp boolean true',
    'd-i time/zone seen false',
    'tasksel tasksel/first multiselect standard',
    'd-i pkgsel/include string a \\\n  b \\\n  c',
    'openssh-server my-own/late-command string x',
    '# d-i',
  ])('%j', (line) => {
    expect(more(line)).toEqual([]);
  });
});

describe('a password', () => {
  it.each([
    [
      'd-i passwd/root-password password secret',
      '12 passwd/root-password is readable for everybody on this network: give a hash with passwd/root-password-crypted in its place.',
    ],
    [
      'd-i passwd/user-password password secret',
      '12 passwd/user-password is readable for everybody on this network: give a hash with passwd/user-password-crypted in its place.',
    ],
    [
      'd-i passwd/user-password-crypted password secret',
      '12 passwd/user-password-crypted takes a hash ($6$…), and this is none: nobody could log in.',
    ],
    [
      'd-i passwd/user-password-crypted password ',
      '12 passwd/user-password-crypted has no value: the installer asks for a password.',
    ],
  ])('%s', (line, sentence) => {
    expect(more(line)).toEqual([sentence]);
    expect(sentence).not.toContain('secret');
  });

  it.each(['d-i passwd/user-password-crypted password !', 'd-i passwd/root-password seen false'])(
    '%s',
    (line) => {
      expect(more(line)).toEqual([]);
    },
  );
});

describe('an address', () => {
  const elsewhere = (where: string): string =>
    `12 ${where} points at 192.168.9.9, which is not on 10.77.0.0/24, the network machines are on; ours is http://10.77.0.1.`;
  it.each([
    ['d-i mirror/http/hostname string 192.168.9.9', elsewhere('mirror/http/hostname')],
    ['d-i preseed/late_command string wget http://192.168.9.9/x', elsewhere('preseed/late_command')],
  ])('%s', (line, sentence) => {
    expect(more(line)).toEqual([sentence]);
  });

  it.each([
    'd-i mirror/http/hostname string deb.debian.org',
    'd-i mirror/http/hostname string 10.77.0.1:8080',
  ])('%s', (line) => {
    expect(more(line)).toEqual([]);
  });
});

describe('what must be there', () => {
  const confirm = (question: string): string =>
    `1 ${question} boolean true is missing: the installer asks before it writes to the disk.`;
  it.each([
    ['partman-auto/method', '1 partman-auto/method is missing: the installer asks how to divide the disk.'],
    [
      'partman/choose_partition',
      '1 partman/choose_partition select finish is missing: the installer shows the partitions and waits.',
    ],
    ['partman/confirm', confirm('partman/confirm')],
    ['partman/confirm_nooverwrite', confirm('partman/confirm_nooverwrite')],
    ['partman-partitioning/confirm_write_new_label', confirm('partman-partitioning/confirm_write_new_label')],
    [
      'passwd/root-password-crypted',
      '1 passwd/root-password-crypted is missing (or passwd/root-login false): the installer asks for a password.',
    ],
    [
      'passwd/make-user',
      '1 passwd/username and passwd/user-fullname are missing (or passwd/make-user false): the installer asks for a user.',
    ],
    [
      'grub-installer/bootdev',
      '1 grub-installer/bootdev is missing ("default" is the first disk): on BIOS the installer may ask for it.',
    ],
    [
      'finish-install/reboot_in_progress',
      '1 finish-install/reboot_in_progress is missing: the installer waits for a key when it is done.',
    ],
  ])('without %s', (question, sentence) => {
    expect(found(COMPLETE.replace(new RegExp(`^d-i ${question} .*\n`, 'm'), ''))).toEqual([sentence]);
  });

  it('is more for LVM and RAID', () => {
    expect(found(COMPLETE.replace('string regular', 'string lvm'))).toEqual([
      confirm('partman-lvm/confirm'),
      confirm('partman-lvm/confirm_nooverwrite'),
      confirm('partman-lvm/device_remove_lvm'),
    ]);
    expect(found(COMPLETE.replace('string regular', 'string raid'))).toEqual([
      confirm('partman-md/confirm'),
      confirm('partman-md/confirm_nooverwrite'),
    ]);
  });

  it('is the password of a user who is made', () => {
    const user = 'd-i passwd/user-fullname string A\nd-i passwd/username string a';
    const made = COMPLETE.replace('d-i passwd/make-user boolean false', user);
    expect(found(made)).toEqual([
      '1 passwd/user-password-crypted is missing: the installer asks for the password of the user.',
    ]);
    expect(found(`${made}d-i passwd/user-password-crypted password ${HASH}\n`)).toEqual([]);
  });

  it('is not asked for where another file is included, and is everything where there is nothing', () => {
    expect(found('d-i preseed/include string more.cfg\n')).toEqual([]);
    expect(found('\n# nothing\n')).toEqual(['1 There is no answer in this file.']);
  });
});

describe('what erases disks', () => {
  it.each([
    ['d-i partman-lvm/device_remove_lvm boolean true', 'partman-lvm/device_remove_lvm'],
    [
      'd-i preseed/early_command string \\\n  wipefs -a /dev/sda; \\\n  dd if=/dev/zero of=/dev/sda',
      'preseed/early_command wipefs dd of=/dev/sda',
    ],
    ['d-i partman/early_command string mkfs.ext4 /dev/sda', 'partman/early_command mkfs.ext4'],
  ])('%j', (line, words) => {
    expect(wiped('preseed', `${COMPLETE}${line}`)).toEqual([...WIPES_OF_IT, `12 ${words}`]);
  });

  it.each([
    'd-i partman-lvm/confirm boolean false',
    'd-i preseed/late_command string in-target apt-get install -y parted',
    'd-i partman/confirm seen false',
    '# d-i partman-auto/disk string /dev/sdb',
  ])('not %j', (line) => {
    expect(wiped('preseed', `${COMPLETE}${line}`)).toEqual(WIPES_OF_IT);
  });
});
