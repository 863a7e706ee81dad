/** Images as the library would hold them, for tests of decisions. */
import type { Image } from '../../shared/model/image.ts';

export function debianImage(): Image {
  return {
    id: 'debian',
    kind: 'iso',
    title: 'Debian 12 installer',
    name: 'debian.iso',
    path: '/isos/debian.iso',
    owned: false,
    sizeBytes: 50_000_000,
    modifiedAt: 1,
    addedAt: 1,
    recipe: {
      family: 'debian-installer',
      version: '12',
      answer: 'preseed',
      entries: [
        {
          how: 'linux',
          cpu: 'x86_64',
          title: 'Install',
          kernel: '/install.amd/vmlinuz',
          initrds: ['/install.amd/initrd.gz'],
          args: 'console=ttyS0',
        },
      ],
      notes: [],
      why: ['has /install.amd'],
    },
  };
}

export function memtestImage(): Image {
  return {
    ...debianImage(),
    id: 'memtest',
    title: 'memtest86+',
    name: 'memtest.iso',
    recipe: {
      family: 'memtest',
      entries: [
        {
          how: 'linux',
          platform: 'bios',
          cpu: 'x86_64',
          title: 'memtest86+ BIOS',
          kernel: '/memtest.bin',
          initrds: [],
          args: '',
        },
        {
          how: 'efi',
          platform: 'efi',
          cpu: 'x86_64',
          title: 'memtest86+ UEFI',
          file: '/a dir/memtest.efi',
          args: '',
        },
      ],
      notes: [],
      why: [],
    },
  };
}
