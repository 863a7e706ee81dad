/** Which files of an NBI's folder firmware and booter fetch, and what is wrong with them. */
import type { NbImageInfo } from '../model/nbi.ts';
import { NBI_INFO_NAME } from './nb-image-info.ts';

/**
 * Apple's EFI fails on every TFTP file of 32 MiB or more, kernel caches above all ("Error loading kernel cache"): 65535
 * blocks of 512 bytes are one block less.
 */
export const APPLE_TFTP_LIMIT_BYTES = 32 * 1024 * 1024;

export interface NbiFilesReport {
  /** What keeps it from booting. Each sentence names the file. */
  readonly problems: readonly string[];
  /** What may be meant so. */
  readonly notes: readonly string[];
}

/** In the order they are looked for: 10.7 and later ask for the first, 10.6 and earlier for one of the others. */
const KERNELS = ['x86_64/kernelcache', 'kernelcache', 'mach.macosx'] as const;

/** Path of the booter in the folder; PowerPC images before 10.5 have it at the top. Undefined: it is not there. */
export function booterPath(
  { bootFile }: Pick<NbImageInfo, 'bootFile'>,
  arch: string,
  has: (path: string) => boolean,
): string | undefined {
  const paths = [`${arch}/${bootFile}`, ...(arch === 'ppc' ? [bootFile] : [])];
  return paths.find(has);
}

/**
 * @param folder its name, for the sentences
 * @param sizeOf bytes of a file by its path in the folder; undefined when there is none
 */
export function checkNbiFiles(
  info: NbImageInfo,
  folder: string,
  sizeOf: (path: string) => number | undefined,
): NbiFilesReport {
  const problems: string[] = [];
  const notes: string[] = [];
  const has = (path: string): boolean => sizeOf(path) !== undefined;
  const byTftp: string[] = [];
  for (const arch of info.architectures) {
    const booter = booterPath(info, arch, has);
    if (booter === undefined)
      problems.push(`${folder}/${arch}/${info.bootFile} is missing: ${NBI_INFO_NAME} names it as the booter`);
    else byTftp.push(booter);
    if (info.type === 'BootFileOnly' || arch === 'ppc') continue;
    const kernels = KERNELS.map((name) => `${arch}/${name}`).filter(has);
    if (kernels.length === 0)
      problems.push(`${folder}/${arch}/${KERNELS[0]} is missing: the booter has no kernel to load`);
    byTftp.push(...kernels);
  }
  for (const path of byTftp) {
    const size = sizeOf(path) ?? 0;
    if (size === 0) problems.push(`${folder}/${path} is empty`);
    if (size >= APPLE_TFTP_LIMIT_BYTES) {
      const mebibytes = (size / 1024 / 1024).toFixed(1);
      problems.push(
        `${folder}/${path} has ${mebibytes} MiB: Apple's firmware loads no file of 32 MiB or more by TFTP`,
      );
    }
  }
  if (info.rootPath?.in === 'folder' && !has(info.rootPath.path)) {
    problems.push(`${folder}/${info.rootPath.path} is missing: ${NBI_INFO_NAME} names it as the disk image`);
  }
  if (!info.enabled)
    notes.push(`${folder}/${NBI_INFO_NAME}: IsEnabled is off, so no Mac is shown this image`);
  if (!info.architectures.includes('i386')) {
    notes.push(
      `${folder}/${NBI_INFO_NAME}: Architectures is ${info.architectures.join(', ')}, so no Intel Mac is shown this image`,
    );
  }
  if (info.disabledModels.length > 0) {
    notes.push(
      `${folder}/${NBI_INFO_NAME}: DisabledSystemIdentifiers is ignored, as Apple's server does; EnabledSystemIdentifiers counts`,
    );
  }
  return { problems, notes };
}
