/** Images, answer files and boot firmware in words. Parts are names and paths. */
import type { FirmwareFile } from '../../../shared/model/api.ts';
import type { AnswerFormat } from '../../../shared/model/image.ts';
import type { Cpu } from '../../../shared/model/machine.ts';
import { counted } from '../counted.ts';

const CPUS: Readonly<Record<Cpu, string>> = {
  i386: 'PC',
  x86_64: 'PC',
  arm32: 'ARM 32-bit',
  arm64: 'ARM',
  riscv64: 'RISC-V',
  loongarch64: 'LoongArch',
  other: 'other',
};

const FORMATS: Readonly<Record<AnswerFormat, string>> = {
  preseed: 'Debian preseed',
  kickstart: 'Kickstart',
  autoinstall: 'Ubuntu autoinstall',
  autoyast: 'AutoYaST',
  agama: 'Agama profile',
  unattend: 'Windows unattend',
  toml: 'TOML answer file',
  'esxi-kickstart': 'ESXi kickstart',
};

const SOURCES: Readonly<Record<FirmwareFile['source'], string>> = {
  built: 'built here',
  dropped: 'added by you',
  shipped: 'came with Rackboot',
  system: 'from this system',
  downloaded: 'downloaded',
};

export const library = {
  /** Kinds of machine. */
  cpus: CPUS,
  mac: 'Mac',
  any: 'any',

  /** "x86_64, BIOS and UEFI: kernel /install.amd/vmlinuz" */
  entry: (cpu: string, platform: 'bios' | 'efi' | undefined, start: string) =>
    `${cpu}, ${platform === undefined ? 'BIOS and UEFI' : platform === 'efi' ? 'UEFI' : 'BIOS'}: ${start}`,
  kernel: (file: string) => `kernel ${file}`,
  program: (file: string) => `program ${file}`,
  wholeImage: 'the whole image as a drive',
  mboot: (loader: string, count: number) => `loader ${loader}, ${counted('en', count, 'file', 'files')}`,
  multiboot: (kernel: string, count: number) =>
    `kernel ${kernel}, ${counted('en', count, 'module', 'modules')}`,

  booter: (paths: readonly string[]) => `booter ${paths.join(', ')}`,
  diskImage: (place: string) => `disk image ${place}`,
  noDiskImage: 'none',
  onAnotherServer: (place: string) => `on another server, ${place}`,
  /** Of Macs; undefined: for all there are. */
  models: (models: readonly string[]) => `models: ${models.join(', ') || 'every one'}`,

  formats: FORMATS,
  sources: SOURCES,
  versionUnknown: 'Version unknown',
};
