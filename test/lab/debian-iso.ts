/** ISO images like those technicians drop, made of what Debian packages install on this machine, and their answer file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebianArchive } from './debian-mirror.ts';
import type { Names } from './make-iso.ts';
import { makeIso } from './make-iso.ts';
import { DEBIAN_INSTALLER, MEMTEST } from './needs.ts';

/** The console the lab reads. After `---`: Debian's own media put there what the installed system keeps. */
const CONSOLE_ARGS = '--- console=ttyS0,115200n8';

/** Names of kernel and initrd in mini.iso (at the top) and on installer discs. */
const LAYOUTS = {
  'mini.iso': { kernel: '/linux', initrd: '/initrd.gz', note: '.disk/mini-info' },
  'install.amd': { kernel: '/install.amd/vmlinuz', initrd: '/install.amd/initrd.gz', note: '.disk/info' },
} as const;

export interface DebianIsoOptions {
  readonly layout: keyof typeof LAYOUTS;
  readonly names: Names;
}

/** Makes `<directory>/<file>` and returns its path. */
export function makeDebianIso(directory: string, file: string, options: DebianIsoOptions): string {
  const { kernel, initrd, note } = LAYOUTS[options.layout];
  return makeIso(directory, file, options.names, {
    [kernel]: { copy: join(DEBIAN_INSTALLER, 'linux') },
    [initrd]: { copy: join(DEBIAN_INSTALLER, 'initrd.gz') },
    [note]: 'Debian GNU/Linux 12.11.0 "Bookworm" - Official amd64 NETINST with firmware 20250517-09:51\n',
    '/isolinux/isolinux.cfg':
      '# D-I config version 2.0\npath\ninclude menu.cfg\ndefault install\nprompt 0\ntimeout 0\n',
    '/isolinux/menu.cfg': 'menu title Debian GNU/Linux installer menu (BIOS mode)\ninclude txt.cfg\n',
    '/isolinux/txt.cfg': [
      'label install',
      '\tmenu label ^Install',
      `\tkernel ${kernel}`,
      `\tappend vga=788 initrd=${initrd} ${CONSOLE_ARGS}`,
      '',
    ].join('\n'),
    '/boot/grub/grub.cfg': [
      "menuentry --hotkey=i 'Install' {",
      '    set background_color=black',
      `    linux    ${kernel} vga=788 ${CONSOLE_ARGS}`,
      `    initrd   ${initrd}`,
      '}',
      '',
    ].join('\n'),
  });
}

/** `mini.iso` and `dvd.iso` of one release, as technicians drop both: the first has the installer that finds the second by network. */
export function makeDebianDvd(
  directory: string,
  { kernel, initrd, mirror }: DebianArchive,
): readonly [string, string] {
  const grub = (folder: string, file: string): string =>
    `menuentry 'Install' {\n    linux ${folder}/${file} ${CONSOLE_ARGS}\n    initrd ${folder}/initrd.gz\n}\n`;
  const netboot = makeIso(directory, 'mini.iso', 'rock-ridge-and-joliet', {
    '/linux': { copy: kernel },
    '/initrd.gz': { copy: initrd },
    '/.disk/mini-info': 'Debian GNU/Linux 13 "Trixie" - amd64 NETBOOT\n',
    '/boot/grub/grub.cfg': grub('', 'linux'),
  });
  const dvd = makeIso(directory, 'dvd.iso', 'rock-ridge-and-joliet', {
    '/install.amd/vmlinuz': { copy: kernel },
    '/install.amd/initrd.gz': { copy: initrd },
    '/.disk/info': 'Debian GNU/Linux 13 "Trixie" - amd64 DVD\n',
    '/.disk/cd_type': 'full_cd/single\n',
    '/boot/grub/grub.cfg': grub('/install.amd', 'vmlinuz'),
    ...mirror,
  });
  return [netboot, dvd];
}

/** Like the ISO of memtest.org, with a console that the lab can read. */
export function makeMemtestIso(directory: string, file: string): string {
  const append = 'console=ttyS0,115200';
  return makeIso(directory, file, 'rock-ridge-and-joliet', {
    '/boot/memtest86+x64.bin': { copy: MEMTEST.bios },
    '/boot/memtest86+x64.efi': { copy: MEMTEST.efi },
    '/EFI/BOOT/BOOTX64.EFI': { copy: MEMTEST.efi },
    '/isolinux/isolinux.cfg': `default memtest\nlabel memtest\n\tlinux /boot/memtest86+x64.bin\n\tappend ${append}\n`,
    '/boot/grub/grub.cfg': `menuentry "Memtest86+" {\n    linux /boot/memtest86+x64.bin ${append}\n}\n`,
  });
}

/** Printed on the machine's console by its answer file: nothing had to be asked until then. */
export const MARKER = 'RACKBOOT-LAB-ANSWER-FILE-READ';

/** Fetched by the installer after its answer file; not a path of ours, so it is seen and changes nothing. */
export const CALL_HOME_PATH = '/fw/lab-call-home';

/**
 * Says that it was read, fetches `CALL_HOME_PATH`, and powers the machine off instead of going on to a mirror the lab lacks.
 */
export function writePreseed(directory: string, server: string): string {
  const path = join(directory, 'lab.preseed');
  const commands = [
    `echo ${MARKER} >/dev/console`,
    `wget -q -O /dev/null http://${server}${CALL_HOME_PATH} || true`,
    'sleep 1',
    'poweroff -f',
  ];
  const answers = [
    'd-i debian-installer/locale string en_US.UTF-8',
    'd-i keyboard-configuration/xkb-keymap select us',
    'd-i netcfg/choose_interface select auto',
    'd-i mirror/country string manual',
    `d-i mirror/http/hostname string ${server}`,
    'd-i mirror/http/directory string /debian',
    'd-i mirror/http/proxy string',
    'd-i passwd/root-login boolean false',
    'd-i clock-setup/utc boolean true',
    `d-i preseed/early_command string ${commands.join('; ')}`,
  ];
  writeFileSync(path, `${answers.join('\n')}\n`);
  return path;
}

/** Headings of the installer's questions ("[!!] Select a language"); progress bars have none. */
export function questionsOn(console: string): string[] {
  return [...console.matchAll(/\[(?:!!|!|\?|\.)\] *[A-Za-z][^\n]{0,70}/g)].map(([heading]) => heading);
}
