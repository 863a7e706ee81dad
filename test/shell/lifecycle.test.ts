import { beforeEach, describe, expect, it } from 'vitest';
import { askInterface } from '../../main/shell/ask-interface.ts';
import { isOnlyInstance, stopOnQuit } from '../../main/shell/lifecycle.ts';
import { menuTemplate } from '../../main/shell/menu.ts';
import { AppDouble, ShellDouble, WindowDouble, asApp, asWindow } from './electron-double.ts';

let app: AppDouble;
beforeEach(() => {
  app = new AppDouble();
});

describe('a second start', () => {
  it('quits, and brings the first one to the front', () => {
    const window = new WindowDouble({});
    window.minimized = true;
    expect(isOnlyInstance(asApp(app), () => asWindow(window))).toBe(true);
    app.emit('second-instance', {}, [], '/');
    expect(window).toMatchObject({ minimized: false, focused: 1 });

    const second = new AppDouble();
    second.first = false;
    expect(isOnlyInstance(asApp(second), () => undefined)).toBe(false);
    expect(second.exitCode).toBe(0);
  });

  it('does no harm while the first has no window yet', () => {
    isOnlyInstance(asApp(app), () => undefined);
    expect(() => app.emit('second-instance', {}, [], '/')).not.toThrow();
  });
});

describe('quitting', () => {
  it('waits for the engine to stop, however often it is asked', async () => {
    const stopping = Promise.withResolvers<void>();
    const reasons: string[] = [];
    stopOnQuit(
      asApp(app),
      (reason) => {
        reasons.push(reason);
        return stopping.promise;
      },
      () => undefined,
    );
    app.emit('window-all-closed');
    app.quit();
    app.quit();
    expect(reasons).toEqual(['the app was quit']);
    expect(app.exitCode).toBeUndefined();
    stopping.resolve();
    await stopping.promise;
    await Promise.resolve();
    expect(app.exitCode).toBe(0);
  });

  it('ends with 1 and a report when the engine cannot be stopped', async () => {
    const reported: unknown[] = [];
    stopOnQuit(
      asApp(app),
      () => Promise.reject(new Error('port stuck')),
      (error) => reported.push(error),
    );
    app.quit();
    await expect.poll(() => app.exitCode).toBe(1);
    expect(reported).toEqual([new Error('port stuck')]);
  });
});

describe('the question for the interface', () => {
  const choices = [
    { name: 'eth0', label: 'eth0 (10.77.0.1/24)' },
    { name: 'wlan0', label: 'wlan0 (192.168.1.7/24)' },
  ];
  it('offers each, and quitting as the default', async () => {
    let shown: object = {};
    const dialog = (response: number) => ({
      showMessageBox: async (options: object) => {
        shown = options;
        return { response, checkboxChecked: false };
      },
    });
    expect(await askInterface(dialog(1) as never, choices)).toBe('wlan0');
    expect(shown).toMatchObject({
      buttons: ['eth0 (10.77.0.1/24)', 'wlan0 (192.168.1.7/24)', 'Quit'],
      cancelId: 2,
      defaultId: 2,
    });
    expect(await askInterface(dialog(2) as never, choices)).toBeUndefined();
  });
});

describe('the menu', () => {
  const labels = (platform: NodeJS.Platform, packaged: boolean) => {
    const shell = new ShellDouble();
    const flat = menuTemplate({ platform, shell, dataDir: '/data', packaged }).flatMap((item) => [
      item,
      ...(Array.isArray(item.submenu) ? item.submenu : []),
    ]);
    return { shell, flat, roles: flat.map((item) => item.role).filter(Boolean) };
  };

  it('keeps developer tools out of a packaged app', () => {
    expect(labels('linux', true).roles).not.toContain('toggleDevTools');
    expect(labels('linux', true).roles).not.toContain('reload');
    expect(labels('linux', false).roles).toContain('toggleDevTools');
  });

  it('has what shortcuts hang on, and the app menu on macOS', () => {
    expect(labels('darwin', true).roles).toEqual(
      expect.arrayContaining(['appMenu', 'editMenu', 'windowMenu', 'close', 'zoomIn']),
    );
    expect(labels('linux', true).roles).toEqual(expect.arrayContaining(['quit', 'editMenu']));
    expect(labels('linux', true).roles).not.toContain('appMenu');
  });

  it('opens the data folder', () => {
    const { shell, flat } = labels('linux', true);
    const item = flat.find((one) => one.label === 'Open the &data folder');
    item?.click?.({} as never, undefined, {} as never);
    expect(shell.opened).toEqual(['/data']);
  });
});
