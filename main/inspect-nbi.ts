/** `rackboot inspect FOLDER.nbi`: which Macs are shown this NetBoot image, and what they load. */
import { basename } from 'node:path';
import { booterPath, kernelPaths, nbiFile } from '../shared/boot/nbi-files.ts';
import { formatOutsideRoot, withoutPassword } from '../shared/boot/nbi-root-path.ts';
import { nbiImageId } from '../shared/boot/nbi.ts';
import type { Recipe } from '../shared/model/image.ts';
import type { NbImageInfo } from '../shared/model/nbi.ts';
import { formatBootImageId } from '../shared/wire/bsdp-image.ts';
import { formatBytes } from './services/image-errors.ts';
import { readNbiFolder } from './services/nbi-folder.ts';

export interface NbiReport {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly title: string;
  /** As BSDP sends it, `0x8100a410`. */
  readonly imageId: string;
  readonly info: NbImageInfo;
  readonly recipe: Recipe;
  readonly files: readonly { readonly path: string; readonly sizeBytes: number }[];
}

/** NOT_SUPPORTED, MALFORMED_IMAGE, FILE_UNREADABLE */
export async function inspectNbi(path: string): Promise<NbiReport> {
  const { recipe, sizeBytes, modifiedAt, nbi, sizes } = await readNbiFolder(path);
  return {
    path,
    name: basename(path),
    sizeBytes,
    modifiedAt,
    title: nbi.info.name,
    imageId: formatBootImageId(nbiImageId(nbi.info)),
    info: nbi.info,
    recipe,
    files: [...sizes].map(([file, bytes]) => ({ path: file, sizeBytes: bytes })),
  };
}

export function formatNbi(report: NbiReport): string {
  const { info, recipe, imageId } = report;
  const id = [imageId, ...(info.install ? ['an installer'] : []), ...(info.isDefault ? ['the default'] : [])];
  const macs = [info.enabledMacs.join(', ') || 'every one', ...info.disabledMacs.map((mac) => `not ${mac}`)];
  const lines = [
    report.title,
    `  folder   ${report.path} (${formatBytes(report.sizeBytes)})`,
    `  family   ${recipe.family}${recipe.version === undefined ? '' : ` ${recipe.version}`}`,
    `  image id ${id.join(', ')}`,
    `  type     ${info.type}`,
    `  disk     ${diskImage(report)}`,
    `  models   ${info.enabledModels.join(', ') || 'every one'}`,
    `  MACs     ${macs.join(', ')}`,
    ...recipe.why.map((why) => `  because  ${why}`),
    '',
    ...info.architectures.flatMap((arch, index) => [
      `${index + 1}. Macs with ${arch}`,
      ...loads(report, arch),
    ]),
    ...recipe.notes.map((note) => `\nNote: ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}

function diskImage(report: NbiReport): string {
  const { rootPath } = report.info;
  if (rootPath === undefined) return 'none';
  if (rootPath.in === 'folder') return withSize(report, rootPath.path);
  return `${withoutPassword(formatOutsideRoot(rootPath))}, on another server`;
}

function loads(report: NbiReport, arch: string): string[] {
  const has = (path: string): boolean => fileOf(report, path) !== undefined;
  const booter = booterPath(report.info, arch, has);
  return [
    ...(booter === undefined ? [] : [`   booter   ${withSize(report, booter)}`]),
    ...kernelPaths(arch, has).map((path) => `   kernel   ${withSize(report, path)}`),
  ];
}

function fileOf({ files }: NbiReport, path: string): NbiReport['files'][number] | undefined {
  const spelled = nbiFile({ files: files.map((file) => file.path) }, path);
  return files.find((file) => file.path === spelled);
}

function withSize(report: NbiReport, path: string): string {
  const file = fileOf(report, path);
  return file ? `${file.path} (${formatBytes(file.sizeBytes)})` : path;
}
