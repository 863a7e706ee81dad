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

/** As the ISO of 7.0 has it, with fewer modules. */
export function esxiImage(version = '7.0 U3'): Image {
  const title = `VMware ESXi ${version}`;
  const files = ['/b.b00', '/k.b00', '/s.v00'];
  const bootCfg = '/BOOT.CFG';
  return {
    ...debianImage(),
    id: 'esxi',
    title,
    name: 'esxi.iso',
    path: '/isos/esxi.iso',
    recipe: {
      family: 'esxi',
      version,
      answer: 'esxi-kickstart',
      entries: [
        {
          ...{ how: 'mboot', platform: 'efi', cpu: 'x86_64', title: `${title} UEFI` },
          ...{ loader: '/EFI/BOOT/BOOTX64.EFI', bootCfg, files },
        },
        {
          ...{ how: 'mboot', platform: 'bios', cpu: 'x86_64', title: `${title} BIOS` },
          ...{ loader: '/MBOOT.C32', bootCfg, files },
        },
      ],
      notes: [],
      why: [],
    },
  };
}

export function esxi4Image(): Image {
  return {
    ...debianImage(),
    id: 'esxi4',
    title: 'VMware ESXi 4.1 installer',
    recipe: {
      family: 'esxi',
      version: '4.1',
      answer: 'esxi-kickstart',
      entries: [
        {
          how: 'multiboot',
          platform: 'bios',
          cpu: 'x86_64',
          title: 'VMware ESXi 4.1 installer',
          loader: '/mboot.c32',
          kernel: '/vmkboot.gz',
          modules: ['/vmkernel.gz', '/sys.vgz', '/cim.vgz', '/ienviron.vgz', '/install.vgz'],
          args: '',
        },
      ],
      notes: [],
      why: [],
    },
  };
}
