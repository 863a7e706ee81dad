/** Images as the library would hold them, for tests of decisions. */
import type { Image } from '../../shared/model/image.ts';
import type { NbImageInfo } from '../../shared/model/nbi.ts';

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

/** A NetInstall image of Apple's; one that does not install with `install: false`. */
export function nbiImage(info: Partial<NbImageInfo> = {}): Image {
  return {
    ...debianImage(),
    id: 'sierra',
    kind: 'nbi',
    title: 'Sierra',
    name: 'Sierra.nbi',
    path: '/nbis/Sierra.nbi',
    recipe: { family: 'nbi', entries: [], notes: [], why: [] },
    nbi: {
      info: {
        name: 'Sierra',
        index: 0x929,
        kind: 1,
        install: true,
        type: 'NFS',
        bootFile: 'booter',
        rootPath: { in: 'folder', path: 'NetInstall.dmg' },
        enabled: true,
        isDefault: false,
        filterOnly: false,
        architectures: ['i386'],
        enabledModels: [],
        disabledModels: [],
        enabledMacs: [],
        disabledMacs: [],
        ...info,
      },
      files: ['i386/booter', 'i386/x86_64/kernelcache', 'NetInstall.dmg'],
    },
  };
}
