/** Images, answer files and boot firmware in words. */
import { bootsOn as bootsOnFirmware } from '../shared/boot/ipxe-script.ts';
import { booterPath, nbiFile } from '../shared/boot/nbi-files.ts';
import { formatOutsideRoot, withoutPassword } from '../shared/boot/nbi-root-path.ts';
import type { FirmwareFile } from '../shared/model/api.ts';
import type { AnswerFormat, BootEntry, Image } from '../shared/model/image.ts';
import type { Cpu } from '../shared/model/machine.ts';
import type { NbiContents } from '../shared/model/nbi.ts';

const GLYPHS: Readonly<Record<string, { readonly text: string; readonly tone: string }>> = {
  'debian-installer': { text: 'DEB', tone: 'debian' },
  rhel: { text: 'EL', tone: 'linux' },
  'ubuntu-live': { text: 'UBU', tone: 'debian' },
  casper: { text: 'UBU', tone: 'linux' },
  esxi: { text: 'ESX', tone: 'efi' },
  'esxi-stateless': { text: 'ESX', tone: 'efi' },
  memtest: { text: 'MEM', tone: 'memtest' },
  linux: { text: 'LNX', tone: 'linux' },
  efi: { text: 'EFI', tone: 'efi' },
  sanboot: { text: 'ISO', tone: 'plain' },
  chain: { text: 'URL', tone: 'plain' },
  'auto-deploy': { text: 'URL', tone: 'efi' },
  nbi: { text: 'NBI', tone: 'nbi' },
};

/** Three letters and a colour for the family of an image. */
export function glyphOf(image: Image): { readonly text: string; readonly tone: string } {
  return GLYPHS[image.recipe.family] ?? { text: 'ISO', tone: 'plain' };
}

const CPUS: Readonly<Record<Cpu, string>> = {
  i386: 'PC',
  x86_64: 'PC',
  arm32: 'ARM 32-bit',
  arm64: 'ARM',
  riscv64: 'RISC-V',
  loongarch64: 'LoongArch',
  other: 'other',
};

const INTEL_MACS = ['x86_64', 'i386'] as const;

/** "PC, Mac, ARM": what kinds of machine can boot it; empty when none can. */
export function bootsOn(image: Image): string {
  if (image.kind === 'nbi') return 'Mac';
  if (image.kind === 'url') return 'any';
  const mac = INTEL_MACS.some((cpu) => bootsOnFirmware(image, 'efi', cpu));
  const kinds = image.recipe.entries.flatMap(({ cpu }) =>
    CPUS[cpu] === 'PC' && mac ? ['PC', 'Mac'] : [CPUS[cpu]],
  );
  return [...new Set(kinds)].join(', ');
}

/** "x86_64, BIOS and UEFI: kernel /install.amd/vmlinuz" */
export function entryText(entry: BootEntry): string {
  const firmware =
    entry.platform === undefined ? 'BIOS and UEFI' : entry.platform === 'efi' ? 'UEFI' : 'BIOS';
  return `${entry.cpu}, ${firmware}: ${startText(entry)}`;
}

function startText(entry: BootEntry): string {
  switch (entry.how) {
    case 'linux':
      return `kernel ${entry.kernel}`;
    case 'efi':
      return `program ${entry.file}`;
    case 'sanboot':
      return 'the whole image as a drive';
    case 'mboot':
      return `loader ${entry.loader}, ${entry.files.length} files`;
    case 'multiboot':
      return `kernel ${entry.kernel}, ${entry.modules.length} modules`;
  }
}

/** What an Apple NetBoot image holds and whom it is for, a line each. */
export function nbiTexts(nbi: NbiContents): readonly string[] {
  const { info } = nbi;
  const booters = info.architectures.flatMap(
    (arch) => booterPath(info, arch, (path) => nbiFile(nbi, path) !== undefined) ?? [],
  );
  return [
    `booter ${booters.join(', ')}`,
    `disk image ${diskImageText(nbi)}`,
    `models: ${info.enabledModels.join(', ') || 'every one'}`,
  ];
}

function diskImageText({ info: { rootPath } }: NbiContents): string {
  if (rootPath === undefined) return 'none';
  return rootPath.in === 'folder'
    ? rootPath.path
    : `on another server, ${withoutPassword(formatOutsideRoot(rootPath))}`;
}

export const FORMATS: Readonly<Record<AnswerFormat, string>> = {
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

export interface FirmwareGroup {
  readonly title: string;
  readonly source: string;
  readonly files: readonly FirmwareFile[];
}

/** Files of the same version and origin together: "iPXE 1.21.1, from this system". */
export function firmwareGroups(files: readonly FirmwareFile[]): readonly FirmwareGroup[] {
  const groups = new Map<string, FirmwareFile[]>();
  for (const file of files) {
    const key = `${file.version ?? ''}\n${file.source}`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups.values()].map((group) => {
    const { version, source } = group[0] as FirmwareFile;
    return { title: version ?? 'Version unknown', source: SOURCES[source], files: group };
  });
}
