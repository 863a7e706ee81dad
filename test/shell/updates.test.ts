import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Updater } from '../../main/shell/updates.ts';
import { updates } from '../../main/shell/updates.ts';
import { DialogDouble } from './electron-double.ts';

/** As electron-updater's defaults are: everything by itself. */
class UpdaterDouble implements Updater {
  autoDownload = true;
  autoInstallOnAppQuit = true;
  allowDowngrade = true;
  allowPrerelease = true;
  newest: string | undefined;
  failure: Error | undefined;
  downloads = 0;
  async checkForUpdates() {
    if (this.failure) throw this.failure;
    if (this.autoDownload && this.newest !== undefined) this.downloads += 1;
    return { isUpdateAvailable: this.newest !== undefined, updateInfo: { version: this.newest ?? '0.1.0' } };
  }
  async downloadUpdate() {
    this.downloads += 1;
  }
}

let resources: string;
let dialog: DialogDouble;
let updater: UpdaterDouble;
let loads: number;
const load = async () => {
  loads += 1;
  return updater;
};

beforeEach(() => {
  resources = mkdtempSync(join(tmpdir(), 'rackboot-updates-'));
  dialog = new DialogDouble();
  updater = new UpdaterDouble();
  loads = 0;
});
afterEach(() => rmSync(resources, { recursive: true }));

describe('updates', () => {
  it('are off in a checkout and in a package without a feed', () => {
    expect(updates({ dialog, load }, { packaged: true, resources })).toBeUndefined();
    writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n');
    expect(updates({ dialog, load }, { packaged: false, resources })).toBeUndefined();
    expect(updates({ dialog, load }, { packaged: true, resources })).toBeTypeOf('function');
    expect(loads).toBe(0);
  });

  describe('with a feed', () => {
    const check = (asked: boolean) => {
      writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n');
      return updates({ dialog, load }, { packaged: true, resources })?.(asked);
    };

    it('download nothing by themselves', async () => {
      updater.newest = '0.2.0';
      dialog.answers = [1];
      await check(false);
      expect(dialog.asked[0]).toMatchObject({
        message: 'Rackboot 0.2.0 is there.',
        buttons: ['Download', 'Later'],
      });
      expect(updater.downloads).toBe(0);
      expect(updater).toMatchObject({ autoDownload: false, allowDowngrade: false, allowPrerelease: false });
    });

    it('download after a click, and are installed at the end', async () => {
      updater.newest = '0.2.0';
      dialog.answers = [0, 0];
      await check(true);
      expect(updater.downloads).toBe(1);
      expect(updater.autoInstallOnAppQuit).toBe(true);
      expect(dialog.asked[1]?.detail).toBe('Quit Rackboot to install it.');
    });

    it('are silent without the internet, unless somebody asked', async () => {
      updater.failure = new Error('offline');
      await check(false);
      expect(dialog.asked).toEqual([]);
      dialog.answers = [0];
      await check(true);
      expect(dialog.asked[0]?.detail).toContain('offline');
    });

    it('say that there is nothing only to who asked', async () => {
      await check(false);
      dialog.answers = [0];
      await check(true);
      expect(dialog.asked.map(({ message }) => message)).toEqual(['This is the newest version.']);
    });
  });
});
