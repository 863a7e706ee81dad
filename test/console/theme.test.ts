/** Light and dark: the system's, live, or what was chosen; never the wrong one first. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newPage, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const LIGHT = 'rgb(245, 246, 244)';
const DARK = 'rgb(18, 21, 19)';
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const native = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);

describe.skipIf(noBrowser)('the theme', () => {
  it('is the one of the system, also when that changes, and native controls follow', async () => {
    const { page } = await openConsole(new EngineDouble());
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => ground(page)).toBe(DARK);
    await expect.poll(() => native(page)).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => ground(page)).toBe(LIGHT);
    await expect.poll(() => native(page)).toBe('light');
  });

  it.each([
    ['dark', 'light', DARK],
    ['light', 'dark', LIGHT],
  ] as const)(
    'that was chosen is %s from the first frame on, though the system is %s',
    async (scheme, system, colour) => {
      const { console } = await serveConsole(new EngineDouble());
      const page = await newPage();
      await page.emulateMedia({ colorScheme: system });
      await page.context().addCookies([
        {
          name: 'rackboot.preferences',
          value: encodeURIComponent(JSON.stringify({ scheme })),
          url: console.url,
        },
      ]);
      await page.addInitScript(() => {
        const frames: string[] = [];
        Object.assign(window, { grounds: frames });
        const look = (): void => {
          if (document.body) frames.push(getComputedStyle(document.body).backgroundColor);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      await page.goto(console.url);
      await page.getByText('Connected').waitFor();
      const seen = await page.evaluate(() => (window as unknown as { grounds: string[] }).grounds);
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen)).toEqual(new Set([colour]));
      expect(await native(page)).toBe(scheme);
    },
  );
});
