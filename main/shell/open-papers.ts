/** Guides and licences that ship with the app, opened by the system; where it knows no program for them, their folder. */
import { join } from 'node:path';
import type { Shell } from 'electron';

type Opener = Pick<Shell, 'openPath' | 'showItemInFolder'>;

/** @param root the folder that holds docs/ */
export function openGuide(shell: Opener, root: string, name: string): Promise<void> {
  return openOrShow(shell, join(root, 'docs', `${name}.md`));
}

export function openLicences(shell: Opener, resources: string): Promise<void> {
  return openOrShow(shell, join(resources, 'licences', 'licences.txt'));
}

async function openOrShow(shell: Opener, path: string): Promise<void> {
  // openPath resolves with what went wrong, and with nothing when nothing did.
  if ((await shell.openPath(path)) !== '') shell.showItemInFolder(path);
}
