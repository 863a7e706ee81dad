import { describe, expect, it } from 'vitest';
import { recognise } from '../../../shared/boot/recipes/index.ts';
import { DEBIAN_KERNEL, kernelBytes, memoryTree, peBytes } from './memory-tree.ts';

const MEMTEST = 'Memtest86+ v6.10';

describe('memtest86+', () => {
  it('starts as a kernel on BIOS and as a program on EFI', async () => {
    const recipe = await recognise(
      memoryTree({
        '/boot/memtest86+ia32.bin': kernelBytes(MEMTEST, { sixtyFour: false }),
        '/boot/memtest86+ia32.efi': kernelBytes(MEMTEST, { sixtyFour: false, pe: 0x14c }),
        '/boot/memtest86+x64.bin': kernelBytes(MEMTEST),
        '/boot/memtest86+x64.efi': kernelBytes(MEMTEST, { pe: 0x8664 }),
        '/boot/memtest.cfg': 'not a program',
      }),
    );
    expect(recipe).toMatchObject({ family: 'memtest', version: '6.10', title: 'Memtest86+ 6.10', notes: [] });
    expect(recipe.entries).toEqual([
      {
        how: 'linux',
        platform: 'bios',
        cpu: 'x86_64',
        title: 'Memtest86+ 6.10 (x86_64, BIOS)',
        kernel: '/boot/memtest86+x64.bin',
        initrds: [],
        args: '',
      },
      {
        how: 'efi',
        platform: 'efi',
        cpu: 'x86_64',
        title: 'Memtest86+ 6.10 (x86_64, UEFI)',
        file: '/boot/memtest86+x64.efi',
        args: '',
      },
      {
        how: 'linux',
        platform: 'bios',
        cpu: 'i386',
        title: 'Memtest86+ 6.10 (i386, BIOS)',
        kernel: '/boot/memtest86+ia32.bin',
        initrds: [],
        args: '',
      },
      {
        how: 'efi',
        platform: 'efi',
        cpu: 'i386',
        title: 'Memtest86+ 6.10 (i386, UEFI)',
        file: '/boot/memtest86+ia32.efi',
        args: '',
      },
    ]);
    expect(recipe).not.toHaveProperty('answer');
  });

  it('in one file for both starts on both', async () => {
    const recipe = await recognise(
      memoryTree({ '/boot/mt86p_x86_64': kernelBytes('Memtest86+ v7.20', { pe: 0x8664 }) }),
    );
    expect(recipe.entries).toMatchObject([
      { how: 'linux', platform: 'bios', kernel: '/boot/mt86p_x86_64' },
      { how: 'efi', platform: 'efi', file: '/boot/mt86p_x86_64' },
    ]);
  });

  it('is found where firmware looks for programs, and keeps what a menu passes', async () => {
    const recipe = await recognise(
      memoryTree({
        '/EFI/BOOT/BOOTX64.EFI': kernelBytes(MEMTEST, { pe: 0x8664 }),
        '/boot/memtest.bin': kernelBytes(MEMTEST),
        '/boot/grub/grub.cfg': 'menuentry m {\n linux /boot/memtest.bin console=ttyS0,115200\n}',
      }),
    );
    expect(recipe.entries).toMatchObject([
      { platform: 'bios', args: 'console=ttyS0,115200' },
      { platform: 'efi', file: '/EFI/BOOT/BOOTX64.EFI' },
    ]);
  });

  it('beside a system is not what the image is', async () => {
    const files = {
      '/live/vmlinuz': kernelBytes(DEBIAN_KERNEL),
      '/live/initrd.img': 'i',
      '/boot/memtest.bin': kernelBytes(MEMTEST),
      '/boot/grub/grub.cfg':
        'menuentry m {\n linux /boot/memtest.bin\n}\nmenuentry live {\n linux /live/vmlinuz boot=live\n initrd /live/initrd.img\n}',
    };
    expect(await recognise(memoryTree(files))).toMatchObject({
      family: 'linux',
      entries: [{ kernel: '/live/vmlinuz', args: 'boot=live' }],
    });
  });
});

describe('any Linux', () => {
  it('starts what its menu starts, without its medium', async () => {
    const recipe = await recognise(
      memoryTree(
        {
          '/arch/boot/x86_64/vmlinuz-linux': kernelBytes('6.12.1-arch1', { pe: 0x8664 }),
          '/arch/boot/x86_64/initramfs-linux.img': 'i',
          '/arch/boot/intel-ucode.img': 'u',
          '/loader/entries/01-arch.conf':
            'title Arch Linux install medium\nlinux /arch/boot/x86_64/vmlinuz-linux\ninitrd /arch/boot/intel-ucode.img\ninitrd /arch/boot/x86_64/initramfs-linux.img\noptions archisobasedir=arch archisolabel=ARCH_202601\n',
        },
        { volumeId: 'ARCH_202601' },
      ),
    );
    expect(recipe).toMatchObject({ family: 'linux', title: 'ARCH 202601' });
    expect(recipe.entries).toEqual([
      {
        how: 'linux',
        cpu: 'x86_64',
        title: 'Arch Linux install medium (x86_64)',
        kernel: '/arch/boot/x86_64/vmlinuz-linux',
        initrds: ['/arch/boot/intel-ucode.img', '/arch/boot/x86_64/initramfs-linux.img'],
        args: 'archisobasedir=arch',
      },
    ]);
    expect(recipe.notes.join(' ')).toContain('archisolabel=ARCH_202601');
  });

  it('follows menus from one loader file to the next, but not round in circles', async () => {
    const recipe = await recognise(
      memoryTree({
        '/EFI/BOOT/grub.cfg':
          'search --set=root --file /x\nset prefix=($root)/boot/grub\nconfigfile /boot/grub/real.cfg\n',
        '/boot/grub/real.cfg':
          'source /boot/grub/real.cfg\nmenuentry "Rescue" {\n linux /boot/vmlinuz quiet\n initrd /boot/initrd.img\n}\n',
        '/boot/vmlinuz': kernelBytes('6.6.0'),
        '/boot/initrd.img': 'i',
      }),
    );
    expect(recipe.entries).toMatchObject([{ title: 'Rescue (x86_64)', args: 'quiet' }]);
    expect(recipe.why).toEqual(['"Rescue" in /EFI/BOOT/grub.cfg']);
  });

  it('without a menu starts a kernel that lies beside its initrd', async () => {
    const recipe = await recognise(
      memoryTree({
        '/some/deep/place/bzImage-6.6': kernelBytes('6.6.0'),
        '/some/deep/place/initramfs-6.6.cpio.gz': 'i',
        '/some/deep/place/initrd-old': 'j',
        '/alone/vmlinuz': kernelBytes('5.0'),
      }),
    );
    expect(recipe.entries).toMatchObject([
      {
        kernel: '/some/deep/place/bzImage-6.6',
        initrds: ['/some/deep/place/initramfs-6.6.cpio.gz'],
        args: '',
      },
    ]);
  });

  it('whose menu names files that are not there is looked for further', async () => {
    const recipe = await recognise(
      memoryTree({
        '/boot/grub/grub.cfg': 'menuentry x {\n linux /gone\n initrd /gone.img\n}',
        '/os/vmlinuz': kernelBytes('6.6.0', { pe: 0xaa64 }),
        '/os/initrd': 'i',
      }),
    );
    expect(recipe.entries).toMatchObject([{ kernel: '/os/vmlinuz', cpu: 'arm64' }]);
  });
});

describe('an EFI program', () => {
  it('is loaded alone when it is one', async () => {
    const files = { '/EFI/BOOT/BOOTX64.EFI': peBytes(0x8664), '/efi/boot/bootia32.efi': peBytes(0x14c) };
    const recipe = await recognise(memoryTree(files, { volumeId: 'UEFI_SHELL', boots: ['efi', 'bios'] }));
    expect(recipe).toMatchObject({ family: 'efi', title: 'UEFI SHELL' });
    expect(recipe.entries).toMatchObject([
      { how: 'efi', cpu: 'x86_64', file: '/EFI/BOOT/BOOTX64.EFI' },
      { how: 'efi', cpu: 'i386', file: '/efi/boot/bootia32.efi' },
      { how: 'sanboot', platform: 'bios' },
    ]);
  });

  it('that is a loader is given its whole image', async () => {
    const files = { '/EFI/BOOT/BOOTX64.EFI': peBytes(0x8664), '/EFI/BOOT/grubx64.efi': peBytes(0x8664) };
    const recipe = await recognise(memoryTree(files, { boots: ['efi'] }));
    expect(recipe.entries.map((entry) => entry.how)).toEqual(['sanboot', 'efi']);
  });
});

describe('an image nobody knows', () => {
  it('is a drive where it has boot records', async () => {
    const recipe = await recognise(
      memoryTree({ '/readme.txt': 'x' }, { volumeId: 'FREEDOS', boots: ['bios'] }),
    );
    expect(recipe).toMatchObject({
      family: 'sanboot',
      title: 'FREEDOS',
      entries: [{ how: 'sanboot', platform: 'bios', cpu: 'i386' }],
    });
  });

  it('is unknown where it has none, and says so', async () => {
    const recipe = await recognise(memoryTree({ '/readme.txt': 'x' }, { volumeId: 'CDROM' }));
    expect(recipe).toMatchObject({ family: 'unknown', entries: [] });
    expect(recipe).not.toHaveProperty('title');
    expect(recipe.notes).toHaveLength(1);
  });

  it('says when there is more on it than can be read', async () => {
    const recipe = await recognise(memoryTree({ '/readme.txt': 'x' }, { udf: true, boots: ['bios'] }));
    expect(recipe.notes.at(-1)).toContain('UDF');
  });
});
