import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeWindow, readPlacement, rememberPlacement } from '../../main/shell/window-state.ts';
import { WindowDouble, asWindow } from './electron-double.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const SECOND = { x: 1440, y: 0, width: 1920, height: 1080 };
const FIRST_TIME = { width: 1360, height: 860, maximized: false };

describe('where the window opens', () => {
  const saved = { x: 1500, y: 100, width: 1200, height: 800, maximized: false };

  it('is where it was, while that screen is there', () => {
    expect(placeWindow(saved, [LAPTOP, SECOND])).toEqual(saved);
    expect(placeWindow({ ...saved, maximized: true }, [LAPTOP, SECOND])).toEqual({
      ...saved,
      maximized: true,
    });
  });

  it('is the middle, in the same size, when that screen was unplugged', () => {
    expect(placeWindow(saved, [LAPTOP])).toEqual({ width: 1200, height: 800, maximized: false });
  });

  it('never leaves the title bar out of reach', () => {
    for (const lost of [{ x: 1400 }, { x: -1150 }, { y: -100 }, { y: 890 }])
      expect(placeWindow({ ...saved, x: 100, ...lost }, [LAPTOP])).not.toHaveProperty('x');
    expect(placeWindow({ ...saved, x: 100, y: 0 }, [LAPTOP])).toMatchObject({ x: 100, y: 25 });
  });

  it('fits a screen that has become smaller', () => {
    const small = { x: 0, y: 0, width: 1024, height: 600 };
    expect(placeWindow({ ...saved, x: 0, y: 0 }, [small])).toMatchObject({ width: 1024, height: 600 });
  });

  it('does not depend on what the file says', () => {
    for (const nonsense of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { width: 'wide', x: 1.5, y: NaN, maximized: 'yes' },
    ])
      expect(placeWindow(nonsense, [LAPTOP])).toEqual(FIRST_TIME);
    expect(placeWindow({ width: 1, height: -5 }, [LAPTOP])).toEqual({
      width: 900,
      height: 560,
      maximized: false,
    });
  });
});

describe('remembering it', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rackboot-window-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('saves what the window goes back to from maximised', async () => {
    const file = join(folder, 'deep', 'window.json');
    const window = new WindowDouble({});
    rememberPlacement(asWindow(window), file);
    expect(existsSync(file)).toBe(false);
    window.maximized = true;
    window.emit('maximize');
    await expect.poll(() => existsSync(file)).toBe(true);
    expect(readPlacement(file)).toEqual({ x: 10, y: 20, width: 1000, height: 700, maximized: true });
  });

  it('saves at once at the end, and nothing of a window that is gone', () => {
    const file = join(folder, 'window.json');
    const window = new WindowDouble({});
    const save = rememberPlacement(asWindow(window), file);
    save();
    const text = readFileSync(file, 'utf8');
    window.bounds.width = 7;
    window.destroyed = true;
    save();
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('reads nothing out of a broken file, and does not mind a place it may not write', () => {
    writeFileSync(join(folder, 'window.json'), '{"width": 10');
    expect(readPlacement(join(folder, 'window.json'))).toBeUndefined();
    const below = join(folder, 'window.json', 'not-a-folder', 'window.json');
    expect(() => rememberPlacement(asWindow(new WindowDouble({})), below)()).not.toThrow();
  });
});
