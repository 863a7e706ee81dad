/** The system's own dialog for files of any kind, or for a folder. */
import { pathOf } from '../desktop.ts';
import { chosenFolders } from './folder.ts';
import type { Intake } from './intake.ts';

export function pickFiles(intake: Intake): void {
  choose((files) => intake.files(files));
}

/** NetBoot images are folders. In the desktop window the path of a file in it tells where it lies. */
export function pickFolder(intake: Intake): void {
  choose(
    (files) => {
      for (const [name, inside] of chosenFolders(files)) {
        const [first] = inside;
        const path = first && pathOf(first.file)?.slice(0, -(first.path.length + 1));
        intake.folder({ name, path, read: () => Promise.resolve(inside) });
      }
    },
    { isFolder: true },
  );
}

function choose(take: (files: readonly File[]) => void, { isFolder = false } = {}): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = isFolder;
  input.onchange = () => take([...(input.files ?? [])]);
  input.click();
}
