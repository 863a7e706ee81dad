/** The whole window by the keyboard: every control in turn, none that keeps it, and ways past the panels. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { benchDouble } from './bench-double.ts';
import { noBrowser, openConsole } from './browser.ts';

/** The panel that the keyboard is in, by role and what it is called. */
const panel = (page: Page) =>
  page.evaluate(() => {
    const found = document.activeElement?.closest('header, aside, main, footer');
    return found ? (found.getAttribute('aria-label') ?? found.tagName) : undefined;
  });

async function bench(): Promise<Page> {
  const { page } = await openConsole(await benchDouble());
  await page.getByRole('listbox', { name: 'Machines' }).getByText('rack3-u12').click();
  await page.getByRole('heading', { name: 'rack3-u12' }).waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  return page;
}

describe.skipIf(noBrowser)('the keyboard', () => {
  it('comes by Tab to all that can be used, sees where it is, and comes round', async () => {
    const page = await bench();
    await page.evaluate(() => {
      const tabbable = document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]',
      );
      const expected = [...tabbable].filter(
        (element) =>
          element.tabIndex === 0 &&
          !element.matches(':disabled') &&
          element.checkVisibility({ visibilityProperty: true }),
      );
      Object.assign(window, { expected: new Set(expected), all: expected.length, unseen: [] as string[] });
      document.addEventListener('focusin', ({ target }) => {
        const now = window as unknown as { expected: Set<EventTarget | null>; unseen: string[] };
        now.expected.delete(target);
        const element = target as HTMLElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        if ((outlineStyle === 'none' || outlineWidth === '0px') && element.tagName !== 'BODY')
          now.unseen.push(element.outerHTML.slice(0, 120));
      });
    });
    const all = await page.evaluate(() => (window as unknown as { all: number }).all);
    expect(all).toBeGreaterThan(40);
    // Between the last and the first of them the browser has the keyboard.
    for (let step = 0; step < all + 2; step++) await page.keyboard.press('Tab');
    const { left, unseen } = await page.evaluate(() => {
      const { expected, unseen: without } = window as unknown as {
        expected: Set<HTMLElement>;
        unseen: string[];
      };
      return { left: [...expected].map((element) => element.outerHTML.slice(0, 120)), unseen: without };
    });
    expect(left).toEqual([]);
    expect(unseen).toEqual([]);
  });

  it('skips to the machines, to what was chosen, and to the events', async () => {
    const page = await bench();
    for (const [presses, name, there] of [
      [1, 'Skip to the machines', 'Machines'],
      [2, 'Skip to what was chosen', 'Chosen machine'],
      [3, 'Skip to events and packets', 'FOOTER'],
    ] as const) {
      await page.evaluate(() => {
        // Where the keyboard is when a page was just loaded.
        const top = document.createElement('i');
        top.tabIndex = -1;
        document.body.prepend(top);
        top.focus();
        top.remove();
      });
      for (let press = 0; press < presses; press++) await page.keyboard.press('Tab');
      const link = page.getByRole('link', { name });
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
      expect((await link.boundingBox())?.height).toBeGreaterThan(24);
      const before = page.url();
      await page.keyboard.press('Enter');
      await expect.poll(() => panel(page)).toBe(there);
      expect(page.url()).toBe(before);
    }
  });

  it('goes from panel to panel by F6 and back by Shift+F6, and finds its place again', async () => {
    const page = await bench();
    const seen: (string | undefined)[] = [];
    for (let press = 0; press < 6; press++) {
      await page.keyboard.press('F6');
      seen.push(await panel(page));
    }
    expect(seen).toEqual(['HEADER', 'Files', 'Machines', 'Chosen machine', 'FOOTER', 'HEADER']);
    await page.getByLabel('Find a machine').focus();
    await page.keyboard.press('F6');
    await page.keyboard.press('Shift+F6');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Find a machine',
    );
    await page.keyboard.press('Shift+F6');
    expect(await panel(page)).toBe('Files');
  });

  it('stays in a dialog until that is closed', async () => {
    const page = await bench();
    await page.getByRole('button', { name: 'rack.ks', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'rack.ks' });
    await dialog.waitFor();
    const inside = () =>
      page.evaluate(
        () => document.activeElement === document.body || !!document.activeElement?.closest('dialog'),
      );
    for (let press = 0; press < 20; press++) {
      await page.keyboard.press(press % 5 === 4 ? 'F6' : 'Tab');
      expect(await inside()).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});
