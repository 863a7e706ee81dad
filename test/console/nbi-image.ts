/** An Apple NetBoot image as the library holds it. */
import type { Image } from '../../shared/model/image.ts';

export function nbiImage(): Image {
  const files = ['i386/booter', 'i386/x86_64/kernelcache', 'System.dmg'];
  return {
    id: 'sierra',
    kind: 'nbi',
    title: 'My NetInstall Image',
    name: 'Sierra.nbi',
    path: '/Volumes/Images/Sierra.nbi',
    owned: false,
    sizeBytes: 6_000_000_000,
    modifiedAt: 1,
    addedAt: 1,
    recipe: { family: 'nbi', title: 'My NetInstall Image', entries: [], notes: [], why: [] },
    nbi: {
      files,
      info: {
        name: 'My NetInstall Image',
        index: 42000,
        kind: 1,
        install: true,
        type: 'HTTP',
        bootFile: 'booter',
        rootPath: { in: 'folder', path: 'System.dmg' },
        enabled: true,
        isDefault: false,
        filterOnly: false,
        architectures: ['i386'],
        enabledModels: ['Macmini6,2', 'iMac14,2'],
        disabledModels: [],
        enabledMacs: [],
        disabledMacs: [],
      },
    },
  };
}
