import { describe, expect, it } from 'vitest';
import { parseSyslinux, syslinuxInclude } from '../../../shared/boot/recipes/menu/syslinux.ts';
import { parseLoaderEntry } from '../../../shared/boot/recipes/menu/loader-entry.ts';

describe('labels', () => {
  it('of the Debian installer', () => {
    const text = `default vesamenu.c32
prompt 0
label install
	menu label ^Install
	menu default
	kernel /install.amd/vmlinuz
	append vga=788 initrd=/install.amd/initrd.gz --- quiet
label installgui
	menu label ^Graphical install
	kernel /install.amd/vmlinuz
	append vga=788 initrd=/install.amd/gtk/initrd.gz --- quiet
label help
	text help
   kernel /not/this
	endtext
	config prompt.cfg
label reboot
	com32 reboot.c32`;
    expect(parseSyslinux(text)).toEqual([
      {
        title: 'Install',
        kernel: '/install.amd/vmlinuz',
        initrds: ['/install.amd/initrd.gz'],
        args: 'vga=788 --- quiet',
        default: true,
      },
      {
        title: 'Graphical install',
        kernel: '/install.amd/vmlinuz',
        initrds: ['/install.amd/gtk/initrd.gz'],
        args: 'vga=788 --- quiet',
        default: false,
      },
    ]);
  });

  it('take initrds from either place, and the global append unless they say `-`', () => {
    const text =
      'APPEND quiet console=ttyS0\nLABEL a\nKERNEL v\nINITRD one,two\nLABEL b\nLINUX v\nAPPEND -\nLABEL c\nLINUX v\nAPPEND initrd=one,two x';
    expect(parseSyslinux(text)).toMatchObject([
      { initrds: ['one', 'two'], args: 'quiet console=ttyS0' },
      { initrds: [], args: '' },
      { initrds: ['one', 'two'], args: 'x' },
    ]);
  });

  it('that start no Linux kernel are left out', () => {
    expect(
      parseSyslinux(
        'label a\nkernel memdisk\nlabel b\nkernel mboot.c32\nlabel c\nlocalboot 0\nlabel d\nkernel pxelinux.0',
      ),
    ).toEqual([]);
  });
});

describe('the default label', () => {
  const labels = 'label a\nlinux v\nlabel b\nlinux v\nlabel c\nlinux v\n';
  it.each([
    [labels, 'a'],
    [`default b\n${labels}`, 'b'],
    [`default menu.c32\n${labels}menu default\n`, 'c'],
    [`ontimeout b\ndefault c\n${labels}`, 'b'],
  ])('%j', (text, name) => {
    expect(parseSyslinux(text).find((item) => item.default)?.title).toBe(name);
  });
});

it.each([
  ['include txt.cfg', 'txt.cfg'],
  ['\tMENU INCLUDE stdmenu.cfg note', 'stdmenu.cfg'],
  ['included x', undefined],
])('%s', (line, path) => {
  expect(syslinuxInclude(line)).toBe(path);
});

describe('loader entries', () => {
  it('may have several initrds and option lines', () => {
    expect(
      parseLoaderEntry('title Arch\nlinux /v\ninitrd /ucode\ninitrd /i\noptions a b\noptions c\n'),
    ).toEqual({
      title: 'Arch',
      kernel: '/v',
      initrds: ['/ucode', '/i'],
      args: 'a b c',
      default: false,
    });
  });
  it('without a kernel are none', () => {
    expect(parseLoaderEntry('title Shell\nefi /shell.efi')).toBeUndefined();
  });
});
