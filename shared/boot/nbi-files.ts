/** Which files of an NBI's folder firmware and booter fetch, and what is wrong with them. */
import type { NbiContents, NbImageInfo } from '../model/nbi.ts';
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
/** What the booter asks for as well, where it is there: the models it may start on, and the drivers of 10.6 and earlier. */
const BESIDE_KERNEL = ['PlatformSupport.plist', 'mach.macosx.mkext'] as const;

/** Path of the booter in the folder; PowerPC images before 10.5 have it at the top. Undefined: it is not there. */
export function booterPath(
  info: Pick<NbImageInfo, 'bootFile'>,
  arch: string,
  has: (path: string) => boolean,
): string | undefined {
  return booterPaths(info, arch).find(has);
}

function booterPaths({ bootFile }: Pick<NbImageInfo, 'bootFile'>, arch: string): readonly string[] {
  return [`${arch}/${bootFile}`, ...(arch === 'ppc' ? [bootFile] : [])];
}

/** Paths of the kernels of an architecture that are there. */
export function kernelPaths(arch: string, has: (path: string) => boolean): readonly string[] {
  return KERNELS.map((name) => `${arch}/${name}`).filter(has);
}

function pathsBesideKernel(arch: string): readonly string[] {
  return BESIDE_KERNEL.map((name) => `${arch}/${name}`);
}

/** Every path in the folder that firmware, booter or macOS may ask for. */
export function nbiPaths(
  info: Pick<NbImageInfo, 'architectures' | 'bootFile' | 'rootPath'>,
): readonly string[] {
  const all = () => true;
  return [
    ...info.architectures.flatMap((arch) => [
      ...booterPaths(info, arch),
      ...kernelPaths(arch, all),
      ...pathsBesideKernel(arch),
    ]),
    ...(info.rootPath?.in === 'folder' ? [info.rootPath.path] : []),
  ];
}

/** Equal for names that are one name on a Mac: its file system knows no case and takes letters apart from their accents. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The file of this path, as it is spelled in the folder, which was copied off a Mac; undefined when there is none. */
export function nbiFile({ files }: Pick<NbiContents, 'files'>, path: string): string | undefined {
  const wanted = foldName(path);
  return files.find((file) => foldName(file) === wanted);
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
    const kernels = kernelPaths(arch, has);
    if (kernels.length === 0)
      problems.push(`${folder}/${arch}/${KERNELS[0]} is missing: the booter has no kernel to load`);
    byTftp.push(...kernels, ...pathsBesideKernel(arch).filter(has));
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

/** What a file of an NBI is in a boot. @param path in the folder, with or without a leading slash, whatever its case */
export function nbiPart({ info }: NbiContents, path: string): 'booter' | 'kernel' | 'disk' | 'other' {
  const inFolder = foldName(path.replace(/^\/+/, ''));
  const { rootPath, bootFile, architectures } = info;
  const booters = architectures.map((arch) => foldName(`${arch}/${bootFile}`));
  if (booters.includes(inFolder) || inFolder === foldName(bootFile)) return 'booter';
  if (rootPath?.in === 'folder' && inFolder === foldName(rootPath.path)) return 'disk';
  return KERNELS.some((name) => inFolder.endsWith(`/${name}`)) ? 'kernel' : 'other';
}

/**
 * The file with which what an NBI boots may begin to write to a disk: its disk image; where that comes from another server
 * already the kernel; and of an image that is a booter only, that.
 *
 * @param elsewhere its disk image comes from an NFS server that the settings name
 */
export function nbiBeginsWith({ info }: NbiContents, elsewhere: boolean): 'booter' | 'kernel' | 'disk' {
  if (info.type === 'BootFileOnly') return 'booter';
  return info.rootPath?.in === 'folder' && !elsewhere ? 'disk' : 'kernel';
}
