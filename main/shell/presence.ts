/** What the desktop shows of the engine beside its window, and what it does for it: tray, menu, no sleep while serving. */
import { join } from 'node:path';
import type { Menu, MenuItemConstructorOptions, PowerSaveBlocker, Tray } from 'electron';
import type { EngineView } from './engine-watch.ts';
import type { MenuActions } from './menu.ts';
import { menuTemplate } from './menu.ts';
import { keepAwake } from './power.ts';
import { servingStatus } from './serving-status.ts';
import type { TrayActions } from './tray.ts';
import { showTray, trayIcon } from './tray.ts';

export interface PresenceParts {
  readonly Tray: new (icon: string) => Tray;
  readonly Menu: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
    setApplicationMenu(menu: Menu | null): void;
  };
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
}

export interface PresenceOptions {
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  /** Folder of the tray's icons. */
  readonly icons: string;
  readonly actions: MenuActions & TrayActions;
}

export interface Presence {
  /** @param now ms since 1970 */
  show(view: EngineView | undefined, now: number): void;
  /** The engine ends with the app: the laptop may sleep again. */
  end(): void;
}

const NOTHING: EngineView = { machines: [], events: [] };

export function showPresence(
  { Tray, Menu, powerSaveBlocker }: PresenceParts,
  { platform, packaged, icons, actions }: PresenceOptions,
): Presence {
  const awake = keepAwake(powerSaveBlocker);
  const tray = showTray({ Tray, Menu }, join(icons, trayIcon(platform)), actions);
  let menuServing: boolean | undefined;
  return {
    show(view, now) {
      const status = servingStatus(view ?? NOTHING, now);
      tray?.(status);
      awake(status.serving);
      // Replaced only when it says something else: on Linux an open menu would close.
      if (status.serving === menuServing) return;
      menuServing = status.serving;
      Menu.setApplicationMenu(
        Menu.buildFromTemplate(menuTemplate({ platform, packaged, serving: status.serving, actions })),
      );
    },
    end: () => awake(false),
  };
}
