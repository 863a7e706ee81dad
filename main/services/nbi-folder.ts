/** An Apple NetBoot image: a folder `Name.nbi`, checked as a whole when it is dropped and served file by file. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NBI_INFO_NAME, readNbImageInfo, readOsVersion } from '../../shared/boot/nb-image-info.ts';
import { checkNbiFiles, nbiPaths } from '../../shared/boot/nbi-files.ts';
import type { BootFile } from '../../shared/model/boot-file.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image, Recipe } from '../../shared/model/image.ts';
import type { NbImageInfo, NbiContents } from '../../shared/model/nbi.ts';
import { SharedFile, fileChanged, fileGone, openFile, readError } from '../net/file-source.ts';
import type { FoundFile } from './folder-files.ts';
import { findInFolder } from './folder-files.ts';
import { MAX_PLIST_BYTES, readPropertyList } from './property-list.ts';

export interface NbiFolder {
  readonly recipe: Recipe;
  /** Of all its files; what is a link to another of them is counted once. */
  readonly sizeBytes: number;
  /** Of its property list. */
  readonly modifiedAt: number;
  readonly nbi: NbiContents;
  /** Bytes of each of `nbi.files`. */
  readonly sizes: ReadonlyMap<string, number>;
}

const COPY_AGAIN = 'Copy the whole folder again, or make the image anew with the tool that wrote it.';
const NO_LINKS = 'Links out of the folder are not followed: put the files themselves into it.';
/** Somebody who drops a home folder should not wait for a look into all that it holds. */
const MOST_SUBFOLDERS = 200;

/** False for what is not there. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/**
 * NOT_SUPPORTED for a folder that is no such image, MALFORMED_IMAGE with everything that keeps it from booting, each by the
 * name of its file; FILE_UNREADABLE.
 * @param name for messages: an upload has another than the folder it is gathered in
 */
export async function readNbiFolder(path: string, name = basename(path)): Promise<NbiFolder> {
  const { plist, modifiedAt } = await readInfo(path, name);
  const info = readNbImageInfo(plist, name);
  const { byPath, outside } = await lookAtFiles(path, name, info);
  const { problems, notes } = checkNbiFiles(info, name, (asked) => byPath.get(asked)?.sizeBytes);
  if (problems.length > 0) {
    const hint = outside.length > 0 ? NO_LINKS : COPY_AGAIN;
    throw new AppError('MALFORMED_IMAGE', `${[...problems, ...outside].join('; ')}.`, hint);
  }
  const files = [...byPath.values()];
  const distinct = new Map(files.map((file) => [file.realPath, file.sizeBytes]));
  const version = readOsVersion(plist);
  return {
    recipe: {
      family: 'nbi',
      ...(version !== undefined && { version }),
      title: info.name,
      entries: [],
      notes: [...notes, ...outside],
      why: [`a folder with ${NBI_INFO_NAME}`],
    },
    sizeBytes: [...distinct.values()].reduce((sum, bytes) => sum + bytes, 0),
    modifiedAt,
    nbi: { info, files: files.map((file) => file.path) },
    sizes: new Map(files.map((file) => [file.path, file.sizeBytes])),
  };
}

/** Undefined for what is not there, a directory, or a link that leads out of the folder. FILE_CHANGED, FILE_UNREADABLE. */
export async function openInNbi(image: Image, path: string): Promise<BootFile | undefined> {
  // What it says was read when it was dropped; its files may be what another property list goes with.
  const info = await findInFolder(image.path, NBI_INFO_NAME);
  if (info === undefined || info === 'outside') throw fileGone(join(image.path, NBI_INFO_NAME));
  if (info.modifiedAt !== image.modifiedAt) throw fileChanged(info.realPath);
  const file = await findInFolder(image.path, path);
  return file === undefined || file === 'outside' ? undefined : openFile(file.realPath);
}

async function readInfo(path: string, name: string): Promise<{ plist: unknown; modifiedAt: number }> {
  const place = `${name}/${NBI_INFO_NAME}`;
  const found = await findInFolder(path, NBI_INFO_NAME);
  if (found === undefined) throw await noInfo(path, name);
  if (found === 'outside') throw new AppError('MALFORMED_IMAGE', `${leadsOut(place)}.`, NO_LINKS);
  const file = await SharedFile.open(found.realPath);
  try {
    if (file.sizeBytes > MAX_PLIST_BYTES)
      throw new Error(`it has ${(file.sizeBytes / 1024 / 1024).toFixed(1)} MiB`);
    const bytes = new Uint8Array(file.sizeBytes);
    await file.read(bytes, 0);
    return { plist: await readPropertyList(bytes), modifiedAt: file.modifiedAt };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const message = `${place} is no property list that can be read: ${(error as Error).message}.`;
    throw new AppError('MALFORMED_IMAGE', message, COPY_AGAIN, { cause: error });
  } finally {
    await file.close();
  }
}

/** Files by the path they are asked for; `outside`: a sentence for each link that leads out of the folder. */
async function lookAtFiles(
  path: string,
  name: string,
  info: NbImageInfo,
): Promise<{ byPath: ReadonlyMap<string, FoundFile>; outside: readonly string[] }> {
  const byPath = new Map<string, FoundFile>();
  const outside: string[] = [];
  for (const asked of nbiPaths(info)) {
    const found = await findInFolder(path, asked);
    if (found === 'outside') outside.push(leadsOut(`${name}/${asked}`));
    if (found === undefined || found === 'outside') continue;
    // What cannot be read should be known now, not when a Mac asks for it.
    await (await SharedFile.open(found.realPath)).close();
    byPath.set(asked, found);
  }
  return { byPath, outside };
}

function leadsOut(place: string): string {
  return `${place} is a link that leads out of the folder`;
}

/** People also drop the folder around the image. */
async function noInfo(path: string, name: string): Promise<AppError> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw readError(path, error, false);
  });
  const images: string[] = [];
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  for (const inside of folders.sort().slice(0, MOST_SUBFOLDERS)) {
    const found = await findInFolder(join(path, inside), NBI_INFO_NAME).catch(() => undefined);
    if (found !== undefined) images.push(join(path, inside));
  }
  if (images.length > 0) {
    const message = `${path} is the folder around ${images.length === 1 ? 'an Apple NetBoot image' : 'several Apple NetBoot images'}.`;
    return new AppError('NOT_SUPPORTED', message, `Use what is in it: ${images.join(', ')}`);
  }
  if (name.toLowerCase().endsWith('.nbi'))
    return new AppError('MALFORMED_IMAGE', `${name}/${NBI_INFO_NAME} is missing.`, COPY_AGAIN);
  const hint = 'Drop an .iso file, or the folder of an Apple NetBoot image; its name ends in .nbi.';
  return new AppError('NOT_SUPPORTED', `${path} is a folder.`, hint);
}
