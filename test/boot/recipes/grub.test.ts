import { describe, expect, it } from 'vitest';
import { grubInclude, parseGrub } from '../../../shared/boot/recipes/menu/grub.ts';

const entry = (title: string, kernel: string, args = ''): string =>
  `menuentry '${title}' --class os {\n  set gfxpayload=keep\n  linux ${kernel} ${args}\n  initrd /initrd.gz\n}\n`;
const chosen = (text: string): string | undefined =>
  parseGrub(text, '/boot/grub').find((item) => item.default)?.title;

describe('entries', () => {
  it('of the Debian installer are read with their submenus', () => {
    const text = `
if loadfont $font ; then
  set gfxmode=800x600
fi
menuentry --hotkey=g 'Install' {
    set background_color=black
    linux    /install.amd/vmlinuz vga=788 --- quiet
    initrd   /install.amd/initrd.gz
}
submenu --hotkey=a 'Advanced options ...' {
    menuentry '... Expert install' {
        linux    /install.amd/vmlinuz priority=low vga=788 ---
        initrd   /install.amd/initrd.gz
    }
}`;
    expect(parseGrub(text, '/boot/grub')).toEqual([
      {
        title: 'Install',
        kernel: '/install.amd/vmlinuz',
        initrds: ['/install.amd/initrd.gz'],
        args: 'vga=788 --- quiet',
        default: true,
      },
      {
        title: '... Expert install',
        kernel: '/install.amd/vmlinuz',
        initrds: ['/install.amd/initrd.gz'],
        args: 'priority=low vga=788 ---',
        default: false,
      },
    ]);
  });

  it.each([
    [
      'device and variables',
      'set iso=/a.iso\nmenuentry "x" {\n linux (loop)/v findiso=${iso} root=$nothing end\n initrd (loop)/i (loop)/j\n}',
      '/v',
      ['/i', '/j'],
      'findiso=/a.iso root= end',
    ],
    ['the EFI commands', 'menuentry x {\n linuxefi /v a\n initrdefi /i\n}', '/v', ['/i'], 'a'],
    ['one line', 'menuentry "x" { linux /v a b ; initrd /i ; }', '/v', ['/i'], 'a b'],
    [
      'quoted words',
      `menuentry x {\n linux /v autoinstall "ds=nocloud;s=/cd rom/" 'a$b' c\\ d # comment\n initrd /i\n}`,
      '/v',
      ['/i'],
      'autoinstall "ds=nocloud;s=/cd rom/" a$b "c d"',
    ],
    ['a line that goes on', 'menuentry x {\n linux /v a \\\n   b\n initrd /i\n}', '/v', ['/i'], 'a b'],
    [
      'an if',
      'menuentry x {\n if [ -f /v ]; then\n  linux /v a\n else\n  linux /w b\n fi\n initrd /i\n}',
      '/v',
      ['/i'],
      'a',
    ],
    ['CR LF', 'menuentry x {\r\n linux /v a\r\n initrd /i\r\n}\r\n', '/v', ['/i'], 'a'],
  ])('with %s', (_, text, kernel, initrds, args) => {
    expect(parseGrub(text, '/boot/grub')).toMatchObject([{ kernel, initrds, args }]);
  });

  it('that start something else are left out', () => {
    expect(
      parseGrub(
        'menuentry "disk" {\n chainloader +1\n}\nfunction f {\n linux /no\n}\nmenuentry "uefi" { fwsetup }',
        '',
      ),
    ).toEqual([]);
  });
});

describe('the default entry', () => {
  const text =
    entry('A', '/a') + `submenu 'More' {\n${entry('B', '/b')}${entry('C', '/c')}}\n` + entry('D', '/d');
  it.each([
    ['', 'A'],
    ['set default=2', 'D'],
    ['set default="1>1"', 'C'],
    ['set default=More', undefined],
    ['set default="More>B"', 'B'],
    ['set default=1', 'B'],
    ['if [ "${next_entry}" ] ; then\n set default="${next_entry}"\nelse\n set default="0"\nfi', 'A'],
    ['default=2', 'D'],
  ])('%j', (setting, title) => {
    expect(chosen(`${setting}\n${text}`)).toBe(title);
  });

  it('may be named by its id', () => {
    expect(chosen(`set default=second\n${entry('A', '/a')}menuentry "B" --id second {\n linux /b\n}`)).toBe(
      'B',
    );
  });
});

describe('broken text', () => {
  it.each([
    "menuentry 'x {\n linux /v",
    'menuentry "x" {{{{',
    '}}}} ; ; {',
    '"\'"\'\\',
    `${'{ '.repeat(5000)}`,
    `menuentry x {\n${'a='.repeat(100_000)}\n}`,
  ])('is read as far as it goes', (text) => {
    expect(Array.isArray(parseGrub(text, ''))).toBe(true);
  });
});

describe('includes', () => {
  it.each([
    ['source $prefix/more.cfg', '/boot/grub/more.cfg'],
    ['  configfile ($root)/boot/grub/grub.cfg', '/boot/grub/grub.cfg'],
    ['. "${prefix}/x.cfg"', '/boot/grub/x.cfg'],
    ['sourced x', undefined],
    ['linux /source x', undefined],
  ])('%s', (line, path) => {
    expect(grubInclude(line, '/boot/grub')).toBe(path);
  });
});
