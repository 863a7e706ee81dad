import { describe, expect, it } from 'vitest';
import { HASH, RHEL, warned, wiped } from './checked.ts';

const COMPLETE = `lang en_US.UTF-8
keyboard us
timezone Etc/UTC
rootpw --iscrypted ${HASH}
bootloader
zerombr
clearpart --all --initlabel
autopart
reboot
%packages
@core
%end
`;
const WIPES_OF_IT = ['6 zerombr', '7 clearpart --all --initlabel', '8 autopart'];

const found = (text: string, version: string | undefined = '9.4'): readonly string[] =>
  warned('kickstart', text, version === '' ? {} : { image: RHEL(version) });
/** COMPLETE with more behind it, which begins in line 13. */
const more = (text: string, version?: string): readonly string[] => found(`${COMPLETE}${text}`, version);

describe('a complete kickstart', () => {
  it.each(['6.10', '7.9', '8.10', '9.4', '10.0', '41'])('has nothing wrong with it for %s', (version) => {
    expect(found(COMPLETE, version)).toEqual([]);
  });

  it('says which lines erase disks', () => {
    expect(wiped('kickstart', COMPLETE)).toEqual(WIPES_OF_IT);
  });
});

describe('a section', () => {
  it.each([
    ['%post\necho\n', '13 %post is not closed: %end is missing until the end of the file.'],
    ['%pre\necho\n%post\nx\n%end\n', '13 %pre is not closed: %end is missing before %post in line 15.'],
    ['%end\n', '13 %end ends nothing: no section is open here.'],
    ['%psot\n%end\n', '13 "%psot" is no section of a kickstart.'],
  ])('%j', (text, sentence) => {
    expect(more(text)).toEqual([sentence]);
  });

  it.each([
    ['%pre\necho\n%post\nx\n', '5.11'],
    ['%post --nochroot\n%foo in a script is the script’s\n%end\n', '9.4'],
    ['%addon com_redhat_kdump --enable\n%end\n', '7.9'],
    ['%onerror\n%end\n', '8.1'],
    ['%packages\n@core\n-x\n%include /tmp/list\n%end\n', '9.4'],
  ])('%j is right in %s', (text, version) => {
    expect(more(text, version)).toEqual([]);
  });

  it.each([
    ['%addon com_redhat_kdump\n%end\n', '6.10', '13 RHEL 6 has no section %addon yet.'],
    ['%onerror\n%end\n', '7.9', '13 RHEL 7 has no section %onerror yet.'],
    ['%certificate\n%end\n', '9.4', '13 RHEL 9 has no section %certificate yet.'],
  ])('%j in %s', (text, version, sentence) => {
    expect(more(text, version)).toEqual([sentence]);
  });
});

describe('a command', () => {
  const stops = (name: string, who: string): string =>
    `13 ${who} "${name}", and stops at it; commands of a shell belong into %pre or %post.`;
  const gone = (name: string, who: string, hint = ''): string =>
    `13 ${who} has "${name}" no more, and stops at it${hint}.`;
  const old = (name: string, who: string, hint = ''): string =>
    `13 ${who} still reads "${name}", but it does nothing or will be taken away${hint}.`;
  const AUTH = '; in its place: authselect';
  const SOURCE = '; in its place: url, cdrom, nfs or harddrive alone';

  it.each([
    ['vim-cmd x', '9.4', stops('vim-cmd', 'RHEL 9 does not know')],
    ['vim-cmd x', '', stops('vim-cmd', 'No version of the installer knows')],
    ['sshkey --username=root "ssh-ed25519 A"', '7.9', stops('sshkey', 'RHEL 7 does not know')],
    ['reqpart', '6.10', stops('reqpart', 'RHEL 6 does not know')],
    ['eula --agreed', '6.9', stops('eula', 'RHEL 6 does not know')],
    ['timesource --ntp-server=10.77.0.1', '8.4', stops('timesource', 'RHEL 8 does not know')],
    ['authselect select sssd', '7.9', stops('authselect', 'RHEL 7 does not know')],
    ['unsupported_hardware', '8.1', stops('unsupported_hardware', 'RHEL 8 does not know')],
    ['key --skip', '7.0', stops('key', 'RHEL 7 does not know')],
    ['rhsm --organization=1', '41', stops('rhsm', 'Fedora 41 does not know')],
    ['rdp', '42', stops('rdp', 'Fedora 42 does not know')],
    ['auth --enableshadow', '10.0', gone('auth', 'RHEL 10', AUTH)],
    ['authconfig --enableshadow', '40', gone('authconfig', 'Fedora 40', AUTH)],
    ['install', '9.0', gone('install', 'RHEL 9', SOURCE)],
    ['install', '8.4', old('install', 'RHEL 8', SOURCE)],
    ['device eth0', '9.0', gone('device', 'RHEL 9')],
    [
      'nvdimm use',
      '10.0',
      gone('nvdimm', 'RHEL 10', '; in its place: nothing: such devices are disks like others'),
    ],
    ['vnc', '10.0', old('vnc', 'RHEL 10', '; in its place: rdp')],
    ['vnc', '45', gone('vnc', 'Fedora 45', '; in its place: rdp')],
    ['module --name=x', '44', old('module', 'Fedora 44')],
    ['btrfs none --data=0', '8.4', old('btrfs', 'RHEL 8')],
    ['monitor', '6.1', old('monitor', 'RHEL 6')],
  ])('%s in %j', (line, version, sentence) => {
    expect(more(`${line}\n`, version)).toContain(sentence);
  });

  it.each([
    ['install', '7.9'],
    ['auth --enableshadow', '8.4'],
    ['btrfs none --data=0', '41'],
    ['vnc', '42'],
    ['timesource --ntp-server=10.77.0.1', '9.0'],
    ['reqpart --add-boot', '7.9'],
    ['sshkey --username=root "ssh-ed25519 A"', '8.1'],
    ['unsupported_hardware', '6.10'],
    ['rdp', '43'],
  ])('%s is known in %s', (line, version) => {
    expect(more(`${line}\n`, version)).toEqual([]);
  });

  it.each([
    ['timezone --isUtc Etc/UTC', '10.0', '13 RHEL 10 has timezone --isUtc no more, and stops at it.'],
    ['part / --active', '9.1', '13 RHEL 9 has part --active no more, and stops at it.'],
    ['part / --start=1', '7.1', '13 RHEL 7 has part --start no more, and stops at it.'],
    ['bootloader --upgrade', '34', '13 Fedora 34 has bootloader --upgrade no more, and stops at it.'],
  ])('%s in %s', (line, version, sentence) => {
    expect(more(`${line}\n`, version)).toEqual([sentence]);
  });

  it('keeps options that are still there', () => {
    expect(more('timezone --isUtc Etc/UTC\npart /boot --size=500\n', '9.4')).toEqual([]);
  });

  it('has its quotation marks closed, and no comment within a word', () => {
    expect(more('firewall --service="ssh\n')).toEqual(['13 The quotation mark " is not closed.']);
    expect(more('network --hostname=a#b\n')).toEqual([
      '13 What stands behind # is a comment, also within a word: put the word into quotation marks.',
    ]);
    expect(more('network --hostname="a#b" # c\n# "\n')).toEqual([]);
  });
});

describe('a password', () => {
  const readable = (command: string): string =>
    `13 The password of ${command} is readable for everybody on this network: give its hash with --iscrypted.`;
  const none = '13 --iscrypted takes a hash ($6$…), and this is none: nobody could log in.';

  it.each([
    ['rootpw secret', readable('rootpw')],
    ['rootpw --plaintext secret', readable('rootpw')],
    ['user --name=a --password=secret', readable('user')],
    ['user --name=a --password secret', readable('user')],
    ['bootloader --password=secret', readable('bootloader')],
    ['sshpw --username=root secret --plaintext', readable('sshpw')],
    ['rootpw --iscrypted secret', none],
    ['user --name=a --iscrypted --password=secret', none],
    [`rootpw ${HASH}`, '13 --iscrypted is missing: the hash itself would be the password of rootpw.'],
  ])('%s', (line, sentence) => {
    expect(more(`${line}\n`)).toEqual([sentence]);
    expect(sentence).not.toMatch(/secret|saltsalt/);
  });

  it.each([
    'rootpw --lock',
    'rootpw --iscrypted !!',
    `user --name=a --groups=wheel --iscrypted --password=${HASH}`,
    'user --name=a',
    'bootloader --iscrypted --password=grub.pbkdf2.sha512.10000.AB.CD',
  ])('%s', (line) => {
    expect(more(`${line}\n`)).toEqual([]);
  });
});

describe('an address', () => {
  const elsewhere = (where: string, address = '192.168.9.9'): string =>
    `13 ${where} points at ${address}, which is not on 10.77.0.0/24, the network machines are on; ours is http://10.77.0.1.`;

  it.each([
    ['url --url=http://192.168.9.9/os', elsewhere('url --url')],
    ['url --url="http://192.168.9.9:8080/os/"', elsewhere('url --url')],
    ['repo --name=a --baseurl=http://u:p@192.168.9.9/os', elsewhere('repo --baseurl')],
    ['nfs --server=192.168.9.9 --dir=/x', elsewhere('nfs --server')],
    ['liveimg --url=http://192.168.9.9/x.img', elsewhere('liveimg --url')],
    [
      'url --url=http://127.0.0.1/os',
      '13 url --url points at 127.0.0.1, which is the machine itself; ours is http://10.77.0.1.',
    ],
  ])('%s', (line, sentence) => {
    expect(more(`${line}\n`)).toEqual([sentence]);
  });

  it('of an included file too, which may have what is missing here', () => {
    expect(found('%include http://192.168.9.9/ks\n')).toEqual([elsewhere('%include').replace('13', '1')]);
  });

  it.each([
    'url --url=http://10.77.0.1/i/x/',
    'repo --name=a --mirrorlist=https://mirrors.example/$releasever',
    'nfs --server=10.77.0.9 --dir=/x',
    'url --url=',
  ])('%s', (line) => {
    expect(more(`${line}\n`)).toEqual([]);
  });
});

describe('what must be there', () => {
  it.each([
    ['lang', '9.4', '1 lang is missing: the installer may stop and ask for it.'],
    ['keyboard', '9.4', '1 keyboard is missing: the installer may stop and ask for it.'],
    ['timezone', '9.4', '1 timezone is missing: the installer may stop and ask for it.'],
    ['rootpw', '9.4', '1 rootpw is missing (and user, and sshkey): the installer asks for a password.'],
    ['autopart', '9.4', '1 autopart or part is missing: the installer asks how to divide the disk.'],
    [
      'clearpart',
      '9.4',
      '1 clearpart is missing: only free space is used, and the installer stops where there is none.',
    ],
    ['reboot', '9.4', '1 reboot is missing: the installer waits for a key when it is done.'],
    ['bootloader', '7.9', '1 bootloader is missing: RHEL 7 requires it.'],
    [
      'zerombr',
      '6.9',
      '1 zerombr is missing: the installer asks before it writes to a disk without a partition table.',
    ],
  ])('without %s in %s', (command, version, sentence) => {
    expect(found(COMPLETE.replace(new RegExp(`^${command}.*\n`, 'm'), ''), version)).toEqual([sentence]);
  });

  it('is where the packages come from, only while no image says so', () => {
    const source =
      '1 url, cdrom or repo is missing: where the packages come from must then be said by the image (inst.repo).';
    expect(found(COMPLETE, '')).toEqual([source]);
    expect(found(`${COMPLETE}cdrom\n`, '')).toEqual([]);
  });

  it('is not asked for where it is not needed', () => {
    expect(found(COMPLETE.replace(/^(bootloader|zerombr)\n/gm, ''))).toEqual([]);
    expect(found(COMPLETE.replace(/^clearpart.*\nautopart\n/m, 'part / --onpart=sda2\n'))).toEqual([]);
    expect(found(COMPLETE.replace(/^rootpw.*$/m, 'user --name=a --groups=wheel'))).toEqual([]);
    expect(found(COMPLETE.replace(/^autopart$/m, '%include /tmp/disk'))).toEqual([]);
  });

  it('is a command at all, and nobody in front of the machine', () => {
    expect(found('')).toEqual(['1 There is no command in this file.']);
    expect(found('# only this\n%post\n%end\n')).toEqual(['1 There is no command in this file.']);
    expect(more('autostep\n', '7.9')).toEqual(['13 autostep shows every screen: somebody has to be there.']);
    expect(more('interactive\n', '6.9')).toEqual([
      '13 interactive shows every screen: somebody has to be there.',
    ]);
  });
});

describe('what erases disks', () => {
  it.each([
    ['clearpart --drives=sda --initlabel', 'clearpart --drives --initlabel'],
    ['clearpart --none', 'clearpart --none'],
    ['part / --size=1 --ondisk=sda', 'part --ondisk'],
    ['part /home --onpart=sda3 --noformat', 'part --onpart --noformat'],
    ['volgroup vg pv.1', 'volgroup'],
    ['logvol / --vgname=vg --size=1 --name=root', 'logvol'],
    ['ignoredisk --only-use=sda', 'ignoredisk --only-use'],
    ['reqpart', 'reqpart'],
    ['raid / --device=0 raid.1', 'raid'],
  ])('%s', (line, words) => {
    expect(wiped('kickstart', `${COMPLETE}${line}\n`)).toEqual([...WIPES_OF_IT, `13 ${words}`]);
  });

  it.each([
    ['dd if=/dev/zero of=/dev/sda bs=1M count=1', 'dd of=/dev/sda'],
    ['wipefs -a "$disk"', 'wipefs'],
    ['for d in a b; do mkfs.ext4 -F /dev/sd$d; done', 'mkfs.ext4'],
    ['/usr/sbin/sgdisk --zap-all /dev/sda', 'sgdisk --zap-all'],
    ['if true; then parted -s /dev/sda mklabel gpt; fi', 'parted mklabel'],
    ['chroot /mnt sh -c "blkdiscard /dev/nvme0n1"', 'blkdiscard'],
    ['x=$(mdadm --zero-superblock /dev/sda1)', 'mdadm --zero-superblock'],
    ['echo ",,83" | sfdisk /dev/sda', 'sfdisk'],
  ])('in a script: %s', (line, words) => {
    expect(wiped('kickstart', `%pre\n\n${line}\n%end\n`)).toEqual([`3 ${words}`]);
  });

  it.each([
    'dd if=/dev/zero of=/tmp/file',
    'dd if=/dev/urandom of=/dev/null',
    'wipefs /dev/sda',
    '# wipefs -a /dev/sda',
    'sfdisk -l /dev/sda',
    'parted -s /dev/sda print',
    'yum -y install parted gdisk mdadm',
    'command -v blkdiscard',
    'sgdisk -p /dev/sda',
  ])('not in a script: %s', (line) => {
    expect(wiped('kickstart', `%pre\n${line}\n%end\n`)).toEqual([]);
  });

  it('is no package, and no comment', () => {
    expect(wiped('kickstart', '# clearpart --all\n%packages\nclearpart\n%end\n')).toEqual([]);
  });
});
