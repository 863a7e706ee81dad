/** `rackboot inspect FILE`: what is this image (an ISO, or an Apple .nbi folder), how would it boot, what is missing. */
import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BootEntry, LinuxRest, Recipe } from '../shared/model/image.ts';
import type { BootImage } from '../shared/wire/el-torito.ts';
import type { NbiReport } from './inspect-nbi.ts';
import { formatNbi, inspectNbi } from './inspect-nbi.ts';
import { formatBytes } from './services/image-errors.ts';
import { ImageReader } from './services/image-reader.ts';
import { isFolder } from './services/nbi-folder.ts';

export type InspectReport = IsoReport | NbiReport;

export interface IsoReport {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly title: string;
  readonly volumeId: string;
  /** Which names the files in it go by. */
  readonly names: 'rock-ridge' | 'joliet' | 'plain';
  readonly udf: boolean;
  readonly elTorito: readonly BootImage[];
  readonly recipe: Recipe;
  /** The files the entries of the recipe need. */
  readonly files: readonly { readonly path: string; readonly sizeBytes: number }[];
}

/** FILE_NOT_FOUND, FILE_UNREADABLE, NOT_AN_ISO, TRUNCATED_IMAGE, MALFORMED_IMAGE, NOT_SUPPORTED */
export async function inspectFile(file: string): Promise<InspectReport> {
  const path = await realpath(file).catch(() => file);
  return (await isFolder(path)) ? inspectNbi(path) : inspectIso(path);
}

async function inspectIso(path: string): Promise<IsoReport> {
  const reader = await ImageReader.open(path);
  try {
    const { volume } = reader;
    const recipe = await reader.recognise();
    const files: { path: string; sizeBytes: number }[] = [];
    for (const one of new Set(recipe.entries.flatMap(filesOf)))
      files.push({ path: one, sizeBytes: (await reader.tree().stat(one))?.sizeBytes ?? 0 });
    return {
      path,
      name: basename(path),
      sizeBytes: reader.file.sizeBytes,
      modifiedAt: reader.file.modifiedAt,
      title: recipe.title ?? basename(path),
      volumeId: volume.volumeId,
      names: volume.names,
      udf: volume.udf,
      elTorito: volume.elTorito,
      recipe,
      files,
    };
  } finally {
    await reader.file.close();
  }
}

function filesOf(entry: BootEntry): readonly string[] {
  switch (entry.how) {
    case 'linux':
      return [entry.kernel, ...entry.initrds];
    case 'efi':
      return [entry.file];
    case 'sanboot':
      return [];
    case 'mboot':
      return [entry.loader, entry.bootCfg];
    case 'multiboot':
      return [...(entry.loader === undefined ? [] : [entry.loader]), entry.kernel, ...entry.modules];
  }
}

const NAMES = { 'rock-ridge': 'Rock Ridge', joliet: 'Joliet', plain: 'plain ISO 9660' } as const;

export function formatInspect(report: InspectReport): string {
  return 'info' in report ? formatNbi(report) : formatIso(report);
}

function formatIso(report: IsoReport): string {
  const { recipe } = report;
  const sizes = new Map(report.files.map((file) => [file.path, formatBytes(file.sizeBytes)]));
  const boots = [...new Set(report.elTorito.filter((one) => one.bootable).map((one) => one.platform))];
  const lines = [
    report.title,
    `  file     ${report.path} (${formatBytes(report.sizeBytes)})`,
    `  volume   ${report.volumeId || '(no name)'}, ${NAMES[report.names]} names${report.udf ? ', UDF as well' : ''}`,
    `  as a CD  ${boots.length > 0 ? `boots by El Torito: ${boots.join(', ')}` : 'does not boot'}`,
    `  family   ${recipe.family}${recipe.version === undefined ? '' : ` ${recipe.version}`}`,
    `  answers  ${recipe.answer ?? 'none'}`,
    ...recipe.why.map((why) => `  because  ${why}`),
    '',
    ...(recipe.entries.length === 0 ? ['Nothing here boots over the network.'] : []),
    ...recipe.entries.flatMap((entry, index) => [
      `${index + 1}. ${entry.title}`,
      ...describe(entry, sizes).map((line) => `   ${line}`),
    ]),
    ...recipe.notes.map((note) => `\nNote: ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}

function describe(entry: BootEntry, sizes: ReadonlyMap<string, string>): string[] {
  const file = (path: string): string => `${path} (${sizes.get(path) ?? '?'})`;
  const on = `on       ${entry.platform ?? 'BIOS and EFI'}, ${entry.cpu}`;
  switch (entry.how) {
    case 'linux':
      return [
        on,
        `kernel   ${file(entry.kernel)}`,
        ...entry.initrds.map((path) => `initrd   ${file(path)}`),
        `args     ${entry.args || '(none)'}`,
        ...(entry.rest ? [`then     ${restOf(entry.rest)}`] : []),
      ];
    case 'efi':
      return [on, `program  ${file(entry.file)}`, ...(entry.args ? [`args     ${entry.args}`] : [])];
    case 'sanboot':
      return [on, 'drive    the whole image, over HTTP'];
    case 'mboot':
      return [
        on,
        `loader   ${file(entry.loader)}`,
        `config   ${file(entry.bootCfg)}, made anew for each machine`,
        `loads    ${entry.files.length} files, from ${entry.files[0] ?? 'none'}`,
      ];
    case 'multiboot':
      return [
        on,
        `loader   ${entry.loader === undefined ? 'mboot.c32, which is not on the image' : file(entry.loader)}`,
        `kernel   ${file(entry.kernel)}`,
        ...entry.modules.map((path) => `module   ${file(path)}`),
        `args     ${entry.args || '(none)'}`,
      ];
  }
}

function restOf(rest: LinuxRest): string {
  switch (rest.from) {
    case 'tree':
      return rest.packages
        ? 'installer and packages out of this image, over HTTP'
        : 'the installer out of this image, over HTTP; the packages from elsewhere';
    case 'file':
      return `${rest.path}, over HTTP`;
    case 'image':
      return 'the whole image, copied into memory over HTTP';
    case 'drive':
      return 'starts with kernel and initrd of a netboot image, and is the mirror over HTTP';
  }
}
