/**
 * Files in a folder by their path in it: spelled as a Mac would take it, so in any case, and never anything outside of the
 * folder, whichever way a path or a link points there.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { foldName } from '../../shared/boot/nbi-files.ts';
import { readError } from '../net/file-source.ts';

export interface FoundFile {
  /** In the folder, with forward slashes, as it is spelled there. */
  readonly path: string;
  /** Where its bytes are, all links followed. */
  readonly realPath: string;
  readonly sizeBytes: number;
  /** Whole ms since 1970. */
  readonly modifiedAt: number;
}

/** Errors that mean there is nothing of this name: also links in a circle, and names that no file can have. */
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']);

/** `outside`: a link leads out of the folder. Undefined: there is no such file; a directory is none. FILE_UNREADABLE. */
export async function findInFolder(folder: string, path: string): Promise<FoundFile | 'outside' | undefined> {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.length === 0 || names.includes('..') || path.includes('\0')) return undefined;
  const root = await unlessMissing(folder, realpath(folder));
  if (root === undefined) return undefined;
  return (await asSpelled(root, names)) ?? (await inAnyCase(root, names));
}

/** One look at the disk, which is enough for nearly every request. */
async function asSpelled(root: string, names: readonly string[]): Promise<FoundFile | 'outside' | undefined> {
  const path = join(root, ...names);
  const realPath = await unlessMissing(path, realpath(path));
  return realPath === undefined ? undefined : checked(root, names, realPath);
}

async function inAnyCase(root: string, names: readonly string[]): Promise<FoundFile | 'outside' | undefined> {
  const spelled: string[] = [];
  let at = root;
  for (const name of names) {
    const there = await unlessMissing(at, readdir(at));
    const found = there?.sort().find((one) => foldName(one) === foldName(name));
    if (found === undefined) return undefined;
    spelled.push(found);
    const next = join(at, found);
    const real = await unlessMissing(next, realpath(next));
    if (real === undefined) return undefined;
    if (!isInside(root, real)) return 'outside';
    at = real;
  }
  return checked(root, spelled, at);
}

async function checked(
  root: string,
  names: readonly string[],
  realPath: string,
): Promise<FoundFile | 'outside' | undefined> {
  if (!isInside(root, realPath)) return 'outside';
  const stats = await unlessMissing(realPath, stat(realPath));
  if (stats?.isFile() !== true) return undefined;
  return {
    path: names.join('/'),
    realPath,
    sizeBytes: stats.size,
    modifiedAt: Math.trunc(stats.mtimeMs),
  };
}

function isInside(root: string, realPath: string): boolean {
  const way = relative(root, realPath);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function unlessMissing<T>(path: string, looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw readError(path, error, false);
  }
}
