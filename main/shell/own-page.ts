/** Calls of our own page: each is checked for who sent it, the top frame of our window, on our origin. */
import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { isOurs } from './window.ts';

export type HandleOwn = (channel: string, answer: (argument: unknown) => unknown) => void;

export function forOwnPage(
  ipcMain: Pick<IpcMain, 'handle'>,
  window: BrowserWindow,
  origin: () => string,
): HandleOwn {
  return (channel, answer) =>
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
}
