/** What systems ask for on behalf of people: less motion, and colours of their own choosing. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { benchDouble, MACHINE } from './bench-double.ts';
import { newPage, noBrowser, openConsole, serveConsole } from './browser.ts';
import { SCREENS } from './screens.ts';

/** Elements (and what is drawn before and after them) that would move by themselves. */
const moving = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after'].flatMap((part) => {
        const { transitionDuration, transitionProperty, animationName, scrollBehavior } = getComputedStyle(
          element,
          part,
        );
        const still =
          (transitionProperty === 'none' || /^[0s, ]+$/.test(transitionDuration)) &&
          animationName === 'none' &&
          scrollBehavior === 'auto';
        return still ? [] : [`${element.className.toString().slice(0, 60)} ${part ?? ''}`];
      }),
    ),
  );

describe.skipIf(noBrowser)('where less motion is asked for', () => {
  it('nothing moves by itself', async () => {
    const engine = await benchDouble();
    const { page } = await openConsole(engine);
    await page.getByText('rack3-u12').first().waitFor();
    expect(await moving(page)).not.toEqual([]);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving(page)).toEqual([]);
    for (const screen of SCREENS.filter(({ name }) => /settings|several|Hooks/.test(name))) {
      await page.reload();
      await page.getByText('rack3-u12').first().waitFor();
      await screen.come(page, engine);
      expect(await moving(page), screen.name).toEqual([]);
    }
  });

  it('lanes go on by the second, as clocks do, from the moment it is asked', async () => {
    const { console } = await serveConsole(await benchDouble());
    const page = await newPage();
    await page.addInitScript(() => {
      const { setInterval: set, clearInterval: clear } = window;
      const timers = new Map<unknown, number>();
      Object.assign(window, {
        timers,
        setInterval(run: () => void, ms: number) {
          const timer = set(run, ms);
          timers.set(timer, ms);
          return timer;
        },
        clearInterval(timer: number) {
          timers.delete(timer);
          clear(timer);
        },
      });
    });
    await page.goto(console.url);
    await page.getByLabel('Time shown', { exact: true }).selectOption({ label: 'Last minute' });
    const quickest = () =>
      page.evaluate(() =>
        Math.min(...(window as unknown as { timers: Map<unknown, number> }).timers.values()),
      );
    await expect.poll(quickest).toBeLessThan(1000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect.poll(quickest).toBe(1000);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await expect.poll(quickest).toBeLessThan(1000);
  });
});

describe.skipIf(noBrowser)('where the system chooses the colours', () => {
  it('bars of lanes, chosen rows, pressed buttons and the focus are still seen', async () => {
    const { page } = await openConsole(await benchDouble());
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    await page.getByRole('listbox', { name: 'Machines' }).getByText('rack3-u12').click();
    const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const marks = page.locator(`[data-track="${MACHINE}"] [data-row]`);
    const grounds = await marks.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    expect(grounds.length).toBeGreaterThan(4);
    expect(grounds).not.toContain(canvas);
    const outline = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).outline);
    for (const selector of [
      '[role="option"][aria-selected="true"]',
      'button[aria-pressed="true"]',
      '[role="tab"][aria-selected="true"]',
    ])
      expect(await outline(selector)).toMatch(/solid 2px/);
    expect(await outline('[role="option"][aria-selected="true"] > div')).toMatch(/solid 2px/);
    const progress = page.locator('[role="progressbar"]').first();
    expect(await progress.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(canvas);
    await page.keyboard.press('Tab');
    expect(await outline(':focus-visible')).toMatch(/solid 2px/);
    const path = process.env['RACKBOOT_PICTURES'];
    if (path) await page.screenshot({ path: `${path}/forced-colours.png` });
  });
});
