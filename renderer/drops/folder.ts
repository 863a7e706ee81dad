/** A folder that was dropped or chosen: what lies in it, which of it are Apple NetBoot images, and one of these as a tar. */
import { tarEnd, tarHeader, tarPadding } from '../../shared/wire/tar.ts';

/** A file in a folder. */
export interface InFolder {
  /** From the folder, without its name: `i386/booter`. */
  readonly path: string;
  readonly file: File;
}

/** Somebody who drops a home folder should not wait for all that it holds. */
const MOST_FILES = 5000;
const INFO = 'nbimageinfo.plist';
/** What Finder leaves behind; it would only be sent for nothing. */
const LITTER = /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.fseventsd|\.Spotlight-V100|\.Trashes)$/i;

export async function readFolder(entry: FileSystemDirectoryEntry): Promise<readonly InFolder[]> {
  const found: InFolder[] = [];
  const open: { readonly at: string; readonly entry: FileSystemDirectoryEntry }[] = [{ at: '', entry }];
  for (let next = open.shift(); next && found.length < MOST_FILES; next = open.shift()) {
    for (const inside of await entriesOf(next.entry)) {
      const path = next.at + inside.name;
      if (LITTER.test(inside.name)) continue;
      if (isDirectory(inside)) open.push({ at: `${path}/`, entry: inside });
      else found.push({ path, file: await fileOf(inside as FileSystemFileEntry) });
    }
  }
  return found;
}

/** Files that a folder dialog gave, by the folders they were chosen with. */
export function chosenFolders(files: readonly File[]): ReadonlyMap<string, readonly InFolder[]> {
  const folders = new Map<string, InFolder[]>();
  for (const file of files) {
    const [name = '', ...rest] = file.webkitRelativePath.split('/');
    if (LITTER.test(file.name)) continue;
    folders.set(name, [...(folders.get(name) ?? []), { path: rest.join('/'), file }]);
  }
  return folders;
}

/** The NetBoot images in it, by their place: `''` for the folder itself, `'Images/'` for the one around several. */
export function nbiPlaces(files: readonly Pick<InFolder, 'path'>[]): readonly string[] {
  return files.flatMap(({ path }) => {
    const slash = path.lastIndexOf('/') + 1;
    return path.slice(slash).toLowerCase() === INFO ? [path.slice(0, slash)] : [];
  });
}

/** Nothing is read into memory: the browser reads the files when it sends them. */
export function tarOf(files: readonly InFolder[]): Blob {
  const parts = files.flatMap(({ path, file }) => [tarHeader(path, file.size), file, tarPadding(file.size)]);
  return new Blob([...parts, tarEnd()] as BlobPart[]);
}

/** Chromium gives a hundred at a time, and none when there are no more. */
async function entriesOf(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
