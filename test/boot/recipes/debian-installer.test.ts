import { describe, expect, it } from 'vitest';
import { parseDiskInfo } from '../../../shared/boot/recipes/debian-release.ts';
import { recognise } from '../../../shared/boot/recipes/index.ts';
import { DEBIAN_KERNEL, kernelBytes, memoryTree } from './memory-tree.ts';

const KERNEL = kernelBytes(DEBIAN_KERNEL, { pe: 0x8664 });
const GRUB = (directory: string, kernel = 'linux', args = 'vga=788 --- quiet'): string =>
  `menuentry 'Install' {\n linux ${directory}/${kernel} ${args}\n initrd ${directory}/initrd.gz\n}\n` +
  `menuentry 'Automated' {\n linux ${directory}/${kernel} auto=true priority=critical vga=788 --- quiet\n initrd ${directory}/initrd.gz\n}\n`;

describe('a netboot tree', () => {
  it.each([
    '',
    '/debian-installer/amd64',
    '/install/netboot/debian-installer/amd64',
    '/some/other/place',
    '/text/debian-installer/amd64',
  ])('in "%s" boots on BIOS and EFI', async (directory) => {
    const recipe = await recognise(
      memoryTree({ [`${directory}/linux`]: KERNEL, [`${directory}/initrd.gz`]: 'gz' }),
    );
    expect(recipe).toMatchObject({
      family: 'debian-installer',
      version: '12',
      title: 'Debian 12 installer',
      answer: 'preseed',
      entries: [
        {
          how: 'linux',
          cpu: 'x86_64',
          title: 'Debian 12 installer (x86_64)',
          kernel: `${directory}/linux`,
          initrds: [`${directory}/initrd.gz`],
          args: '--- quiet',
        },
      ],
    });
    expect(recipe.entries[0]).not.toHaveProperty('platform');
    expect(recipe.notes).toEqual([expect.stringContaining('mirror')]);
  });

  it('keeps what its own menu passes, but no video mode the machine may not have', async () => {
    const recipe = await recognise(
      memoryTree({
        '/debian-installer/amd64/linux': KERNEL,
        '/debian-installer/amd64/initrd.gz': 'gz',
        '/debian-installer/amd64/grub/grub.cfg': GRUB(
          '/debian-installer/amd64',
          'linux',
          'vga=788 console=ttyS0,115200 --- console=ttyS0 quiet',
        ),
      }),
    );
    expect(recipe.entries[0]).toMatchObject({ args: 'console=ttyS0,115200 --- console=ttyS0 quiet' });
  });

  it('is read by SYSLINUX files with includes, from the root a loader would have', async () => {
    const recipe = await recognise(
      memoryTree({
        '/text/debian-installer/amd64/linux': KERNEL,
        '/text/debian-installer/amd64/initrd.gz': 'gz',
        '/text/debian-installer/amd64/boot-screens/syslinux.cfg':
          'include debian-installer/amd64/boot-screens/txt.cfg\ndefault vesamenu.c32\n',
        '/text/debian-installer/amd64/boot-screens/txt.cfg':
          'label install\nkernel debian-installer/amd64/linux\nappend vga=788 initrd=debian-installer/amd64/initrd.gz net.ifnames=0 --- quiet\n',
      }),
    );
    expect(recipe.entries[0]).toMatchObject({ args: 'net.ifnames=0 --- quiet' });
  });

  it('with both installers gives the one that needs no screen', async () => {
    const files: Record<string, Uint8Array | string> = {};
    for (const kind of ['gtk', 'text']) {
      files[`/${kind}/debian-installer/amd64/linux`] = KERNEL;
      files[`/${kind}/debian-installer/amd64/initrd.gz`] = 'gz';
    }
    const recipe = await recognise(memoryTree(files));
    expect(recipe.entries).toMatchObject([{ kernel: '/text/debian-installer/amd64/linux' }]);
  });

  it('for several processors has an entry for each', async () => {
    const recipe = await recognise(
      memoryTree({
        '/debian-installer/amd64/linux': KERNEL,
        '/debian-installer/amd64/initrd.gz': 'gz',
        '/debian-installer/i386/linux': kernelBytes('6.1.0-50-686 Debian 6.1', { sixtyFour: false }),
        '/debian-installer/i386/initrd.gz': 'gz',
        '/debian-installer/arm64/linux': 'no header we know',
        '/debian-installer/arm64/initrd.gz': 'gz',
      }),
    );
    expect(recipe.entries.map((entry) => entry.cpu)).toEqual(['x86_64', 'i386', 'arm64']);
  });

  it('knows its release by version.info, then by the volume’s name', async () => {
    const files = { '/linux': 'no header', '/initrd.gz': 'gz' };
    const info = { ...files, '/version.info': 'Debian version:  13 (trixie)\nInstaller build: 20250803\n' };
    expect(await recognise(memoryTree(info))).toMatchObject({ version: '13', title: 'Debian 13 installer' });
    expect(await recognise(memoryTree(files, { volumeId: 'Debian 11.6.0 mini' }))).toMatchObject({
      version: '11.6',
    });
    expect(await recognise(memoryTree(files))).toMatchObject({
      family: 'debian-installer',
      title: 'Debian installer',
    });
  });
});

describe('a CD', () => {
  const CD = {
    '/.disk/info': 'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST with firmware 20240210-11:27',
    '/.disk/cd_type': 'not_complete',
    '/install.amd/vmlinuz': KERNEL,
    '/install.amd/initrd.gz': 'gz',
    '/install.amd/gtk/vmlinuz': KERNEL,
    '/install.amd/gtk/initrd.gz': 'gz',
    '/boot/grub/grub.cfg':
      GRUB('/install.amd/gtk', 'vmlinuz') +
      GRUB('/install.amd', 'vmlinuz', 'vga=788 cdrom-detect/x=1 --- quiet'),
    '/dists/bookworm/Release': 'Codename: bookworm\n',
    '/pool/main/a.deb': 'deb',
  };

  it('is known, offered, and says why a netboot initrd is better', async () => {
    const recipe = await recognise(
      memoryTree(CD, { volumeId: 'Debian 12.5.0 amd64 n', boots: ['bios', 'efi'] }),
    );
    expect(recipe).toMatchObject({
      family: 'debian-installer',
      version: '12.5',
      title: 'Debian 12.5 installer',
      answer: 'preseed',
    });
    expect(recipe.entries).toMatchObject([
      {
        how: 'linux',
        title: 'Debian 12.5 installer (x86_64, from CD)',
        kernel: '/install.amd/vmlinuz',
        initrds: ['/install.amd/initrd.gz'],
        args: '--- quiet',
        rest: { from: 'drive', packages: false },
        kernelRelease: '6.1.0-50-amd64',
      },
    ]);
    expect(recipe).toMatchObject({ distribution: 'Debian' });
    expect(recipe.notes).toEqual([
      expect.stringMatching(/will not find one by network.*mini\.iso.*of 12\.5, kernel 6\.1\.0-50-amd64/),
      expect.stringContaining('only the packages of a base system'),
    ]);
  });

  it('that is a DVD is a mirror with everything', async () => {
    const recipe = await recognise(memoryTree({ ...CD, '/.disk/cd_type': 'dvd' }));
    expect(recipe.entries).toMatchObject([{ rest: { from: 'drive', packages: true } }]);
    expect(recipe.notes[1]).toBe('This image is the mirror to install from: no other is needed.');
  });

  it('without packages says which image to drop instead', async () => {
    const { '/dists/bookworm/Release': _, ...without } = CD;
    const recipe = await recognise(memoryTree(without));
    expect(recipe.entries[0]).not.toHaveProperty('rest');
    expect(recipe.notes).toEqual([expect.stringMatching(/drop the Debian netboot image.*instead/)]);
  });

  it('with a netboot tree on it boots that', async () => {
    const both = {
      ...CD,
      '/install/netboot/debian-installer/amd64/linux': KERNEL,
      '/install/netboot/debian-installer/amd64/initrd.gz': 'gz',
    };
    const recipe = await recognise(memoryTree(both));
    expect(recipe.entries).toMatchObject([
      {
        kernel: '/install/netboot/debian-installer/amd64/linux',
        rest: { from: 'tree', packages: false },
      },
    ]);
    expect(recipe.notes).toEqual([expect.stringContaining('mirror to install from')]);
  });

  it('names what was built on Debian', async () => {
    const kali = { ...CD, '/.disk/info': 'Kali GNU/Linux 2024.1 "Kali-rolling" - Official amd64 NETINST' };
    expect(await recognise(memoryTree(kali))).toMatchObject({ title: 'Kali 2024.1 installer' });
  });
});

describe('what is not the Debian installer', () => {
  it.each([
    [
      'a live system that brings the installer along',
      {
        '/install/vmlinuz': KERNEL,
        '/install/initrd.gz': 'gz',
        '/pool/main/a.deb': 'deb',
        '/live/vmlinuz': KERNEL,
        '/live/initrd.img': 'i',
        '/live/filesystem.squashfs': 's',
      },
    ],
    ['a live system', { '/live/vmlinuz': KERNEL, '/live/initrd.gz': 'gz', '/live/filesystem.squashfs': 's' }],
    [
      'an installed system',
      { '/boot/vmlinuz-6.1.0-50-amd64': KERNEL, '/boot/initrd.img-6.1.0-50-amd64': 'gz' },
    ],
    ['another distribution', { '/boot/linux': kernelBytes('6.6.0 (build@alpine)'), '/boot/initrd.gz': 'gz' }],
  ])('%s', async (_, files) => {
    expect((await recognise(memoryTree(files))).family).toBe('linux');
  });
});

describe('.disk/info', () => {
  it.each([
    ['Debian GNU/Linux 12.12.0 "Bookworm" - Official amd64 DVD Binary-1', 'Debian', '12.12'],
    ['Debian 12.5.0 amd64 n', 'Debian', '12.5'],
    ['Debian GNU/Linux testing "Forky" - Official Snapshot amd64 NETINST', 'Debian', undefined],
    ['Ubuntu-Server 18.04.6 LTS "Bionic Beaver" - Release amd64', 'Ubuntu', '18.04.6'],
    ['Devuan 5.0.1 daedalus amd64', 'Devuan', '5.0.1'],
  ])('%s', (text, distribution, version) => {
    expect(parseDiskInfo(text)).toEqual({ distribution, ...(version !== undefined && { version }) });
  });
  it('of others is not read', () => {
    expect(parseDiskInfo('Rocky-9-2-x86_64-dvd')).toBeUndefined();
  });
});
