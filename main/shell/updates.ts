/**
 * Updates, by electron-updater: Electron's own autoUpdater downloads as soon as it is asked, knows no Linux and no NSIS. Off
 * unless the package was built with a feed (electron-builder writes app-update.yml then): neither an environment variable nor a
 * setting may say where programs come from. Nothing is downloaded without a click, and nothing is installed while serving.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialog } from 'electron';
import { reportError } from '../../shared/model/error.ts';
import { texts } from './texts/texts.ts';

/** What we use of electron-updater's AppUpdater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  checkForUpdates(): Promise<{
    readonly isUpdateAvailable: boolean;
    readonly updateInfo: { readonly version: string };
  } | null>;
  downloadUpdate(): Promise<unknown>;
}

export interface UpdateParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly load: () => Promise<Updater>;
}

/** `asked`: by the person, who is also told that there is nothing. */
export type CheckForUpdates = (asked: boolean) => Promise<void>;

/** Undefined when this package has no feed. */
export function updates(
  { dialog, load }: UpdateParts,
  { packaged, resources }: { readonly packaged: boolean; readonly resources: string },
): CheckForUpdates | undefined {
  if (!packaged || !existsSync(join(resources, 'app-update.yml'))) return undefined;
  const tell = (message: string, detail: string, buttons: string[]): Promise<number> =>
    dialog
      .showMessageBox({
        type: 'info',
        title: 'Rackboot',
        message,
        detail,
        buttons,
        cancelId: buttons.length - 1,
        noLink: true,
      })
      .then(({ response }) => response);

  return async (asked) => {
    const { ok, updates: words } = texts();
    try {
      const updater = configure(await load());
      const found = await updater.checkForUpdates();
      if (!found?.isUpdateAvailable) {
        if (asked) await tell(words.newest, '', [ok]);
        return;
      }
      const { version } = found.updateInfo;
      const answer = await tell(words.there(version), words.when, [words.download, words.later]);
      if (answer !== 0) return;
      await updater.downloadUpdate();
      await tell(words.downloaded(version), words.quit, [ok]);
    } catch (error) {
      // A laptop in a rack has no internet most of the time: only who asked is told.
      const { message, hint } = reportError(error);
      if (asked) await tell(words.failed, `${message}\n${hint}`, [ok]);
    }
  };
}

function configure(updater: Updater): Updater {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  return updater;
}
