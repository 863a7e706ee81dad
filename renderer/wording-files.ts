/** Images, answer files and boot firmware in words. */
import { bootsOn as bootsOnFirmware } from '../shared/boot/ipxe-script.ts';
import { booterPath, nbiFile } from '../shared/boot/nbi-files.ts';
import { formatOutsideRoot, withoutPassword } from '../shared/boot/nbi-root-path.ts';
import type { FirmwareFile } from '../shared/model/api.ts';
import type { AnswerFormat, BootEntry, Image } from '../shared/model/image.ts';
import type { NbiContents } from '../shared/model/nbi.ts';
import { texts } from './texts/texts.ts';

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

const INTEL_MACS = ['x86_64', 'i386'] as const;

/** "PC, Mac, ARM": what kinds of machine can boot it; empty when none can. */
export function bootsOn(image: Image): string {
  const { cpus, mac, any } = texts().library;
  if (image.kind === 'nbi') return mac;
  if (image.kind === 'url') return any;
  const startsMacs = INTEL_MACS.some((cpu) => bootsOnFirmware(image, 'efi', cpu));
  const kinds = image.recipe.entries.flatMap(({ cpu }) =>
    startsMacs && INTEL_MACS.some((one) => one === cpu) ? [cpus[cpu], mac] : [cpus[cpu]],
  );
  return [...new Set(kinds)].join(', ');
}

/** "x86_64, BIOS and UEFI: kernel /install.amd/vmlinuz" */
export function entryText(entry: BootEntry): string {
  return texts().library.entry(entry.cpu, entry.platform, startText(entry));
}

function startText(entry: BootEntry): string {
  const words = texts().library;
  switch (entry.how) {
    case 'linux':
      return words.kernel(entry.kernel);
    case 'efi':
      return words.program(entry.file);
    case 'sanboot':
      return words.wholeImage;
    case 'mboot':
      return words.mboot(entry.loader, entry.files.length);
    case 'multiboot':
      return words.multiboot(entry.kernel, entry.modules.length);
  }
}

/** What an Apple NetBoot image holds and whom it is for, a line each. */
export function nbiTexts(nbi: NbiContents): readonly string[] {
  const { info } = nbi;
  const booters = info.architectures.flatMap(
    (arch) => booterPath(info, arch, (path) => nbiFile(nbi, path) !== undefined) ?? [],
  );
  const { booter, diskImage, models } = texts().library;
  return [booter(booters), diskImage(diskImageText(nbi)), models(info.enabledModels)];
}

function diskImageText({ info: { rootPath } }: NbiContents): string {
  const { noDiskImage, onAnotherServer } = texts().library;
  if (rootPath === undefined) return noDiskImage;
  return rootPath.in === 'folder'
    ? rootPath.path
    : onAnotherServer(withoutPassword(formatOutsideRoot(rootPath)));
}

export function formatText(format: AnswerFormat): string {
  return texts().library.formats[format];
}

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
    const { versionUnknown, sources } = texts().library;
    return { title: version ?? versionUnknown, source: sources[source], files: group };
  });
}
