import { describe, expect, it } from 'vitest';
import type { AnswerFormat } from '../../../../shared/model/image.ts';
import { CONTEXT, RHEL, warned } from './checked.ts';
import { lintAnswer } from '../../../../shared/boot/answers/lint/lint-answer.ts';

const OTHERS: readonly AnswerFormat[] = [
  'kickstart',
  'preseed',
  'agama',
  'toml',
  'unattend',
  'esxi-kickstart',
];

describe('a format that the installer does not read', () => {
  it.each([
    ['preseed', RHEL('9.4'), '1 This is a preseed file, and RHEL 9.4 reads a kickstart.'],
    [
      'kickstart',
      { title: 'Memtest86+ 7', family: 'memtest' },
      '1 This is a kickstart, and Memtest86+ 7 reads no answer file.',
    ],
    [
      'autoyast',
      { title: 'Ubuntu 24.04', family: 'ubuntu', answer: 'autoinstall' },
      '1 This is an AutoYaST profile, and Ubuntu 24.04 reads autoinstall user-data.',
    ],
  ] as const)('%s', (format, image, sentence) => {
    expect(warned(format, '', { image })).toContain(sentence);
  });

  it('is not the image’s own, nor AutoYaST for Agama, nor any where no image is chosen', () => {
    const about = (all: readonly string[]): readonly string[] =>
      all.filter((one) => one.includes('This is a'));
    expect(about(warned('kickstart', '', { image: RHEL('9.4') }))).toEqual([]);
    const leap = { title: 'Leap 16', family: 'suse', answer: 'agama' } as const;
    expect(about(warned('autoyast', '<x/>', { image: leap }))).toEqual([]);
    expect(OTHERS.flatMap((format) => about(warned(format, '')))).toEqual([]);
  });

  it('is judged as any version reads it', () => {
    expect(
      warned('kickstart', 'auth\n', { image: { ...RHEL('10')!, answer: 'preseed' } }).join(),
    ).not.toContain('RHEL 10 has');
  });
});

describe('characters from elsewhere', () => {
  const only = (format: AnswerFormat, text: string): readonly string[] =>
    warned(format, text).filter((one) => /CR LF|people|no-break|without width|byte-order/.test(one));
  const CR = 'Lines end in CR LF, as Windows writes them: the CR is taken for a part of the last word.';

  it.each<[AnswerFormat, string, string]>([
    [
      'kickstart',
      'lang x\nrootpw “x”\n',
      '2 “ is a quotation mark for people: installers know only " and \'.',
    ],
    ['preseed', 'd-i a/b string ‘x’\n', '1 ‘ is a quotation mark for people: installers know only " and \'.'],
    ['toml', '[global]\nfqdn = ”x”', '2 ” is a quotation mark for people: installers know only " and \'.'],
    ['kickstart', 'url –url=x', '1 – is a dash for people: options begin with - or --.'],
    ['kickstart', 'lang\u00A0x', '1 A no-break space stands here, which is a letter to installers.'],
    [
      'kickstart',
      'lang x\u200B',
      '1 A character without width stands here, which nobody sees and installers read.',
    ],
    [
      'kickstart',
      '\uFEFFlang x',
      '1 The file begins with a byte-order mark, which is taken for a part of the first word.',
    ],
    ['kickstart', 'lang x\nkeyboard us\r\n', `2 ${CR}`],
    ['preseed', 'd-i a/b string c\r\n', `1 ${CR}`],
    ['esxi-kickstart', 'reboot\r\n', `1 ${CR}`],
    ['autoinstall', '#cloud-config\r\n', `1 ${CR}`],
  ])('%s %j', (format, text, sentence) => {
    expect(only(format, text)).toEqual([sentence]);
  });

  it.each<[AnswerFormat, string]>([
    ['kickstart', '# “quoted”\n'],
    ['kickstart', '%post\necho it’s done – really\n%end\n'],
    ['unattend', '\uFEFF<unattend>“a”\r\n</unattend>'],
    ['toml', '[global]\r\n'],
    ['agama', '{}\r\n'],
  ])('%s %j is right', (format, text) => {
    expect(only(format, text)).toEqual([]);
  });
});

describe('kernel arguments', () => {
  const args = (kernelArgs: string, image = RHEL('9.4')): readonly string[] =>
    lintAnswer('kickstart', 'lang x', { ...CONTEXT, kernelArgs, ...(image && { image }) })
      .warnings.filter(({ line }) => line === 0)
      .map(({ sentence }) => sentence.replace('Kernel arguments: ', ''));
  const elsewhere = (name: string): string =>
    `${name} points at 192.168.9.9, which is not on 10.77.0.0/24, the network machines are on; ours is http://10.77.0.1.`;
  const DEBIAN = {
    title: 'Debian 12',
    family: 'debian-installer',
    version: '12',
    answer: 'preseed',
  } as const;
  const UBUNTU = {
    title: 'Ubuntu 24.04',
    family: 'ubuntu',
    version: '24.04',
    answer: 'autoinstall',
  } as const;

  it.each([
    ['inst.ks=http://192.168.9.9/ks', RHEL('9.4'), elsewhere('inst.ks')],
    ['ks=http://192.168.9.9/ks', RHEL('6.9'), elsewhere('ks')],
    ['inst.repo=nfs:192.168.9.9:/x', RHEL('9.4'), elsewhere('inst.repo')],
    ['url=http://192.168.9.9/x', DEBIAN, elsewhere('url')],
    ['preseed/url=http://192.168.9.9/x', DEBIAN, elsewhere('preseed/url')],
    ['root=live:http://192.168.9.9/x.iso', UBUNTU, elsewhere('root')],
    ['inst.ks=http://10.77.0.1/ks', RHEL('6.9'), 'RHEL 6 does not read inst.ks; it reads ks.'],
    ['inst.repo=http://10.77.0.1/', RHEL('6.9'), 'RHEL 6 does not read inst.repo; it reads method.'],
    ['ks=http://10.77.0.1/ks', RHEL('9.4'), 'RHEL 9 does not read ks; it reads inst.ks.'],
    ['ksdevice=bootif', RHEL('9.4'), 'RHEL 9 does not read ksdevice; in its place: ip= and BOOTIF=.'],
    ['inst.sk=http://10.77.0.1/ks', RHEL('9.4'), '"inst.sk" is not known; inst.ks is.'],
    ['int.ks.sendmac', RHEL('9.4'), '"int.ks.sendmac" is not known; inst.ks.sendmac is.'],
    ['autoinstal', UBUNTU, '"autoinstal" is not known; autoinstall is.'],
    ['Autoinstall', UBUNTU, '"Autoinstall" is not known; autoinstall is.'],
    [
      'BOOTIF=00-52-54-00-ab-cd-ef',
      RHEL('9.4'),
      'BOOTIF begins with the hardware type, 01 for Ethernet, and not with 00.',
    ],
    [
      '"ds=nocloud;s=http://10.77.0.1/x"',
      UBUNTU,
      'the address behind ds=nocloud must end in a slash: user-data is put right behind it.',
    ],
    ['"ds=nocloud;s=http://192.168.9.9/x/"', UBUNTU, elsewhere('ds=nocloud')],
    [
      'ds=nocloud-net;s=http://10.77.0.1/x/',
      UBUNTU,
      'GRUB ends a command at ; where it is not quoted ("ds=nocloud;s=…"); iPXE does not.',
    ],
    [
      'inst.lang=“de”',
      RHEL('9.4'),
      '“ is a character for people: quotation marks are " and \', dashes are -.',
    ],
  ])('%s', (words, image, sentence) => {
    expect(args(words, image)).toEqual([sentence]);
  });

  it.each([
    ['inst.ks=http://10.77.0.1/ks inst.ks.sendmac inst.text console=ttyS0,115200n8', RHEL('9.4')],
    ['ks=http://10.77.0.1/ks inst.text', RHEL('7.9')],
    ['ks=http://10.77.0.1/ks ksdevice=bootif kssendmac', RHEL('6.9')],
    ['ds=nocloud\\;s=http://10.77.0.1/x/ autoinstall', UBUNTU],
    ['url=http://deb.example/preseed interface=auto priority=critical', DEBIAN],
    ['quiet splash nomodeset BOOTIF=01-52-54-00-ab-cd-ef text', DEBIAN],
    ['', RHEL('9.4')],
  ])('%s is right', (words, image) => {
    expect(args(words, image)).toEqual([]);
  });
});
