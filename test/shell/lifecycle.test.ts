import { beforeEach, describe, expect, it } from 'vitest';
import { isOnlyInstance, stopOnQuit } from '../../main/shell/lifecycle.ts';
import type { QuitSteps } from '../../main/shell/lifecycle.ts';
import { AppDouble, WindowDouble, asApp, asWindow } from './electron-double.ts';

let app: AppDouble;
beforeEach(() => {
  app = new AppDouble();
});

describe('a second start', () => {
  it('quits, brings the first one to the front and hands its files over', () => {
    const window = new WindowDouble({});
    window.minimized = true;
    const files: string[] = [];
    const first = {
      window: () => asWindow(window),
      onFiles: (paths: readonly string[]) => files.push(...paths),
    };
    expect(isOnlyInstance(asApp(app), [], first)).toBe(true);

    const second = new AppDouble();
    second.first = false;
    expect(isOnlyInstance(asApp(second), ['/isos/a.iso'], first)).toBe(false);
    expect(second.exitCode).toBe(0);
    app.emit(
      'second-instance',
      {},
      ['rackboot', '--no-sandbox', '/not/taken/from/words.iso'],
      '/',
      second.handed,
    );
    expect(window).toMatchObject({ minimized: false, focused: 1 });
    expect(files).toEqual(['/isos/a.iso']);
  });

  it('is given nothing but absolute paths, whatever it says', () => {
    const files: string[] = [];
    isOnlyInstance(asApp(app), [], { window: () => undefined, onFiles: (paths) => files.push(...paths) });
    for (const data of [
      undefined,
      null,
      7,
      {},
      { files: 'a' },
      { files: [7, null, 'a.iso', 'http://x/a.iso'] },
    ])
      expect(() => app.emit('second-instance', {}, [], '/', data)).not.toThrow();
    expect(files).toEqual([]);
  });
});

describe('quitting', () => {
  const reasons: string[] = [];
  const steps = (more: Partial<QuitSteps> = {}): QuitSteps => ({
    mayQuit: async () => true,
    stop: async (reason) => void reasons.push(reason),
    report: () => undefined,
    ...more,
  });
  beforeEach(() => reasons.splice(0));

  it('waits for the engine to stop, however often it is asked', async () => {
    const stopping = Promise.withResolvers<void>();
    stopOnQuit(
      asApp(app),
      steps({
        stop(reason) {
          reasons.push(reason);
          return stopping.promise;
        },
      }),
    );
    app.emit('window-all-closed');
    app.quit();
    await expect.poll(() => reasons).toEqual(['the app was quit']);
    app.quit();
    expect(app.exitCode).toBeUndefined();
    stopping.resolve();
    await expect.poll(() => app.exitCode).toBe(0);
    expect(reasons).toHaveLength(1);
  });

  it('ends with 1 and a report when the engine cannot be stopped', async () => {
    const reported: unknown[] = [];
    const stop = () => Promise.reject(new Error('port stuck'));
    stopOnQuit(asApp(app), steps({ stop, report: (error) => reported.push(error) }));
    app.quit();
    await expect.poll(() => app.exitCode).toBe(1);
    expect(reported).toEqual([new Error('port stuck')]);
  });

  it('does not happen when the person wants to stay, and is asked again the next time', async () => {
    const window = new WindowDouble({});
    const answers = [false, true];
    let asked = 0;
    const mayQuit = async () => {
      asked += 1;
      return answers.shift() ?? false;
    };
    stopOnQuit(asApp(app), steps({ mayQuit })).guard(asWindow(window));
    // The window stays while the question is open, and after a no.
    expect(window.closes()).toBe(false);
    app.quit();
    await expect.poll(() => answers.length).toBe(1);
    expect(asked).toBe(1);
    expect(app.exitCode).toBeUndefined();
    await expect.poll(() => (app.quit(), app.exitCode)).toBe(0);
    expect(asked).toBe(2);
  });

  it('asks nothing where the engine is gone or the system shuts down', async () => {
    const mayQuit = () => Promise.reject(new Error('must not be asked'));
    stopOnQuit(asApp(app), steps({ mayQuit })).now();
    await expect.poll(() => app.exitCode).toBe(0);

    const windows = new AppDouble();
    const window = new WindowDouble({});
    stopOnQuit(asApp(windows), steps({ mayQuit })).guard(asWindow(window));
    window.emit('session-end', {});
    await expect.poll(() => windows.exitCode).toBe(0);
  });

  it('is not locked by a question that cannot be asked', async () => {
    stopOnQuit(asApp(app), steps({ mayQuit: () => Promise.reject(new Error('no display')) }));
    app.quit();
    await expect.poll(() => app.exitCode).toBe(0);
  });
});
