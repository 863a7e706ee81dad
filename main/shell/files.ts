/** What only a desktop can do for the console: the system's file dialogue, and showing a file in its folder. */
import { isAbsolute } from 'node:path';
import type { BrowserWindow, Dialog, Shell } from 'electron';
import type { HandleOwn } from './own-page.ts';

export interface FileParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly shell: Pick<Shell, 'showItemInFolder'>;
}

/** The channels of preload.cts. */
export function serveFiles(handle: HandleOwn, { dialog, shell }: FileParts, window: BrowserWindow): void {
  handle('desktop.chooseFile', async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'] });
    return canceled ? undefined : filePaths[0];
  });
  handle('desktop.revealFile', (path) => {
    if (typeof path !== 'string' || !isAbsolute(path))
      throw new Error('desktop.revealFile needs an absolute path');
    shell.showItemInFolder(path);
  });
}
