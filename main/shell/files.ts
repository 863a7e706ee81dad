/** What only a desktop can do for the console: the system's file dialogue, and showing a file in its folder. */
import { isAbsolute } from 'node:path';
import type { BrowserWindow, Dialog, IpcMain, IpcMainInvokeEvent, Shell } from 'electron';
import { isOurs } from './window.ts';

export interface FileParts {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly shell: Pick<Shell, 'showItemInFolder'>;
}

/** The channels of preload.cts. Each call is checked for who sent it: the top frame of our window, on our origin. */
export function serveFiles(
  { ipcMain, dialog, shell }: FileParts,
  window: BrowserWindow,
  origin: () => string,
): void {
  const handle = <T>(channel: string, answer: (argument: unknown) => T): void =>
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, argument: unknown) => {
      const frame = event.senderFrame;
      const ours =
        event.sender === window.webContents &&
        frame !== null &&
        frame.parent === null &&
        isOurs(frame.url, origin());
      if (!ours) throw new Error(`${channel} is not for ${frame?.url ?? 'a frame that is gone'}`);
      return answer(argument);
    });

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
