/**
 * window.desktop: what a browser cannot do. Nothing of network boot but the password for it: all else goes over the console's
 * socket, so the same page works in a browser. CommonJS, because sandboxed preload scripts are.
 */
const { contextBridge, ipcRenderer, webUtils } = require('electron') as typeof import('electron');

contextBridge.exposeInMainWorld('desktop', {
  /** The absolute path of a dropped file; empty for one that is not on a disk. The bytes never pass through the page. */
  pathForFile: (file: File): string => webUtils.getPathForFile(file),
  /** The system's dialogue; resolves with a path, or undefined when the person changed their mind. */
  chooseFile: (): Promise<string | undefined> => ipcRenderer.invoke('desktop.chooseFile'),
  /** Opens the folder of a file in the system's file manager. */
  revealFile: (path: string): Promise<void> => ipcRenderer.invoke('desktop.revealFile', path),
  /** A capture that was double-clicked, and its bytes; resolves when there is one. */
  nextCapture: (): Promise<unknown> => ipcRenderer.invoke('desktop.nextCapture'),
  /** One of the system's own notifications. */
  notify: (notification: { id: string; title: string; body: string }): Promise<void> =>
    ipcRenderer.invoke('desktop.notify', notification),
  /** Which of them was clicked. The event itself stays here: it would be a way to the shell. */
  onNotified: (listener: (id: string) => void): void =>
    void ipcRenderer.on('desktop.notified', (_event: unknown, id: string) => listener(id)),
  /** Another engine, with an administrator's rights; resolves with why not, see shared/model/desktop.ts. */
  serve: (request: unknown): Promise<unknown> => ipcRenderer.invoke('desktop.serve', request),
});
