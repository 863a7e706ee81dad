import type { Texts } from '../texts.ts';
import { counted } from '../counted.ts';

export const library: Texts['library'] = {
  cpus: {
    i386: 'PC',
    x86_64: 'PC',
    arm32: 'ARM 32-Bit',
    arm64: 'ARM',
    riscv64: 'RISC-V',
    loongarch64: 'LoongArch',
    other: 'andere',
  },
  mac: 'Mac',
  any: 'alle',

  entry: (cpu, platform, start) =>
    `${cpu}, ${platform === undefined ? 'BIOS und UEFI' : platform === 'efi' ? 'UEFI' : 'BIOS'}: ${start}`,
  kernel: (file) => `Kernel ${file}`,
  program: (file) => `Programm ${file}`,
  wholeImage: 'das ganze Image als Laufwerk',
  mboot: (loader, count) => `Lader ${loader}, ${counted('de', count, 'Datei', 'Dateien')}`,
  multiboot: (kernel, count) => `Kernel ${kernel}, ${counted('de', count, 'Modul', 'Module')}`,

  booter: (paths) => `Booter ${paths.join(', ')}`,
  diskImage: (place) => `Disk-Image ${place}`,
  noDiskImage: 'keines',
  onAnotherServer: (place) => `auf einem anderen Server, ${place}`,
  models: (models) => `Modelle: ${models.join(', ') || 'alle'}`,

  formats: {
    preseed: 'Debian-Preseed',
    kickstart: 'Kickstart',
    autoinstall: 'Ubuntu-Autoinstall',
    autoyast: 'AutoYaST',
    agama: 'Agama-Profil',
    unattend: 'Windows-Unattend',
    toml: 'TOML-Antwortdatei',
    'esxi-kickstart': 'ESXi-Kickstart',
  },
  sources: {
    built: 'hier gebaut',
    dropped: 'von Ihnen hinzugefügt',
    shipped: 'mit Rackboot geliefert',
    system: 'von diesem System',
    downloaded: 'heruntergeladen',
  },
  versionUnknown: 'Version unbekannt',
};
