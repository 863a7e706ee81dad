/** Where the window was and how large, kept between runs; never on a screen that is no longer there. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';

export interface Placement extends Partial<Rectangle> {
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

export const SMALLEST = { width: 900, height: 560 } as const;
const FIRST: Placement = { width: 1360, height: 860, maximized: false };
/** Enough of the title bar to drag it back by. px */
const VISIBLE = { width: 120, height: 40 } as const;
const SAVE_AFTER_MS = 500;

/**
 * @param saved what the file said, whoever wrote it
 * @param workAreas of the screens that are there, without task bars
 */
export function placeWindow(saved: unknown, workAreas: readonly Rectangle[]): Placement {
  const { width, height, x, y, maximized } = numbers(saved);
  const size = {
    width: Math.max(SMALLEST.width, width ?? FIRST.width),
    height: Math.max(SMALLEST.height, height ?? FIRST.height),
    maximized,
  };
  if (x === undefined || y === undefined) return size;
  const home = workAreas.find((area) => reaches({ x, y, ...size }, area));
  if (!home) return size;
  // A screen of lower resolution than last time: all of the window on it.
  const fitted = { width: Math.min(size.width, home.width), height: Math.min(size.height, home.height) };
  return { ...fitted, x, y: Math.max(y, home.y), maximized };
}

function numbers(saved: unknown): { [key in keyof Rectangle]?: number } & { maximized: boolean } {
  const given = (typeof saved === 'object' && saved !== null ? saved : {}) as Record<string, unknown>;
  const whole = (key: string): number | undefined =>
    Number.isSafeInteger(given[key]) ? (given[key] as number) : undefined;
  const [width, height, x, y] = [whole('width'), whole('height'), whole('x'), whole('y')];
  return {
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(x !== undefined && { x }),
    ...(y !== undefined && { y }),
    maximized: given['maximized'] === true,
  };
}

function reaches(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const onTop = window.y >= area.y - VISIBLE.height && window.y <= area.y + area.height - VISIBLE.height;
  return width >= VISIBLE.width && onTop;
}

/** Undefined when there is none or it cannot be read: the window opens as at first. */
export function readPlacement(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Saves a moment after each change. Returns what saves at once, for the end of the app. */
export function rememberPlacement(
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized' | 'isDestroyed'>,
  file: string,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (window.isDestroyed()) return;
    // Normal bounds: what it goes back to from maximised or minimised.
    const placement: Placement = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(placement));
      renameSync(`${file}.new`, file);
    } catch {
      // A full disk must not keep anybody from moving a window.
    }
  };
  const soon = (): void => {
    timer ??= setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  return save;
}
