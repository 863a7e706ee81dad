/** The application menu: editing and zoom, which keyboard shortcuts hang on, and where to read more. */
import type { MenuItemConstructorOptions, Shell } from 'electron';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly shell: Pick<Shell, 'openExternal' | 'openPath'>;
  readonly dataDir: string;
  /** Developer tools and reloading belong to developers. */
  readonly packaged: boolean;
}

export function menuTemplate({
  platform,
  shell,
  dataDir,
  packaged,
}: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open the &data folder', click: () => void shell.openPath(dataDir) },
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...(packaged
          ? []
          : [
              { role: 'reload' } as const,
              { role: 'toggleDevTools' } as const,
              { type: 'separator' } as const,
            ]),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [{ label: 'About iPXE', click: () => void shell.openExternal('https://ipxe.org/') }],
    },
  ];
}
