/**
 * From 100 to 200 %: nothing is cut off at the side, and all that can be used can be brought into sight and hit. Zooming a
 * page by two halves what its viewport measures, which is what is done here.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';
import { openScreen, SCREENS } from './screens.ts';

const ZOOMS = [100, 125, 150, 175, 200];
const WINDOW = { width: 1440, height: 900 };
/** A folder for pictures of what was looked at. */
const PICTURES = process.env['RACKBOOT_PICTURES'];

async function zoomTo(page: Page, percent: number): Promise<void> {
  const { width, height } = WINDOW;
  await page.setViewportSize({
    width: Math.round((width * 100) / percent),
    height: Math.round((height * 100) / percent),
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** What cannot be seen or hit, in words. */
function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const say = (fault: string, element: Element): void => {
      const name = element.getAttribute('aria-label') ?? element.textContent;
      faults.push(`${fault}: ${element.tagName}.${element.className} ${name.slice(0, 60)}`);
    };
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
    // What is open lies over the rest until it is closed.
    const scope = document.querySelector('dialog[open], [role="menu"], [role="dialog"]') ?? document;
    // What is laid out wider than its box: text that is cut with dots says the rest in its title; code may scroll.
    const mayBeWide =
      'pre, textarea, input, select, [data-track], [data-times], .cut, [aria-hidden="true"], .unseen';
    for (const element of scope.querySelectorAll('*')) {
      if (element.scrollWidth <= element.clientWidth + 1 || element.closest(mayBeWide)) continue;
      const { overflowX } = getComputedStyle(element);
      if (overflowX !== 'visible' && element.clientWidth > 0) say('wider than its box', element);
    }
    /** What of it is in sight, inside all boxes that cut it. */
    const seen = (element: Element): { left: number; right: number; top: number; bottom: number } => {
      let { left, right, top, bottom } = element.getBoundingClientRect();
      // What is fixed is cut by nothing around it; what the body hides, the page scrolls.
      for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
        const { overflowY, position } = getComputedStyle(box);
        if (box !== element && overflowY !== 'visible') {
          const cut = box.getBoundingClientRect();
          [left, right] = [Math.max(left, cut.left), Math.min(right, cut.right)];
          [top, bottom] = [Math.max(top, cut.top), Math.min(bottom, cut.bottom)];
        }
        if (position === 'fixed') break;
      }
      return { left, right, top: Math.max(0, top), bottom: Math.min(innerHeight, bottom) };
    };
    const usable =
      'button, input, select, textarea, summary, a[href], [tabindex="0"], [role="tab"], [role="option"]';
    for (const element of scope.querySelectorAll<HTMLElement>(usable)) {
      if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
      // Links past the panels are seen only while the keyboard is on them.
      if (element.matches('[type="file"]') || element.closest('.unseen, nav')) continue;
      element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const whole = element.getBoundingClientRect();
      if (whole.width === 0 || whole.height === 0) continue;
      const { left, right, top, bottom } = seen(element);
      // All of its width, and as much of its height as a finger needs.
      if (left > whole.left + 1 || right < whole.right - 1 || right > innerWidth + 1)
        say('out of sight at the side', element);
      else if (bottom - top < Math.min(whole.height, 20) - 1) say('out of sight', element);
      else {
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const own = hit && (element.contains(hit) || hit.closest('label')?.contains(element));
        // A notice lies over the page until it is dismissed.
        if (hit?.closest('[role="log"]')) continue;
        if (!own) say(`covered by ${hit?.tagName}.${hit?.className}`, element);
      }
    }
    scrollTo({ top: 0, behavior: 'instant' });
    return faults;
  });
}

async function holdsAtEveryZoom(page: Page, name: string): Promise<void> {
  const faults: string[] = [];
  for (const zoom of ZOOMS) {
    await zoomTo(page, zoom);
    if (PICTURES)
      await page.screenshot({ path: join(PICTURES, `${name.replace(/[^a-z0-9]+/gi, '-')}-${zoom}.png`) });
    faults.push(...(await lost(page)).map((fault) => `${zoom} %: ${fault}`));
  }
  expect(faults).toEqual([]);
}

describe.skipIf(noBrowser)('zoomed from 100 to 200 %, nothing is lost of', () => {
  it.each(SCREENS)('$name', async (screen) => {
    await holdsAtEveryZoom(await openScreen(screen), screen.name);
  });

  it('a bench with nothing on it', async () => {
    const { page } = await openConsole(new EngineDouble());
    await page.getByText('Power a machine on').waitFor();
    await holdsAtEveryZoom(page, 'empty');
  });
});

describe.skipIf(noBrowser)('the look at what is lost', () => {
  it('finds what is covered, and what is too wide', async () => {
    const { page } = await openConsole(new EngineDouble());
    await page.evaluate(() => {
      const cover = document.body.appendChild(document.createElement('div'));
      Object.assign(cover.style, { position: 'fixed', inset: '0 0 auto', height: '60px', zIndex: '99' });
      const wide = document.body.appendChild(document.createElement('button'));
      Object.assign(wide.style, { position: 'fixed', left: '1400px', width: '300px', top: '200px' });
      wide.textContent = 'wide';
    });
    const found = await lost(page);
    expect(found.some((fault) => fault.startsWith('covered by') && fault.includes('Stop'))).toBe(true);
    expect(found.some((fault) => fault.startsWith('out of sight at the side'))).toBe(true);
  });
});
