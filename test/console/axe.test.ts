/** Every screen in both themes, looked at by axe: names, roles, order of headings, contrast. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { benchDouble } from './bench-double.ts';
import { newPage, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';
import { openScreen, SCREENS } from './screens.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A folder for pictures of what was looked at. */
const PICTURES = process.env['RACKBOOT_PICTURES'];

declare global {
  interface Window {
    readonly axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

/** What axe finds in the page as it stands: rule, element, and what axe says of it. */
async function violations(page: Page): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(
    (values) => window.axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    TAGS,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id} at ${target.join(' ')}: ${html.slice(0, 200)}\n${failureSummary ?? ''}`,
    ),
  );
}

async function holdsInBothThemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(colorScheme);
    if (PICTURES)
      await page.screenshot({
        path: join(PICTURES, `${name.replace(/[^a-z0-9]+/gi, '-')}-${colorScheme}.png`),
      });
    expect(await violations(page), colorScheme).toEqual([]);
  }
}

describe.skipIf(noBrowser)('axe finds nothing wrong with', () => {
  it.each(SCREENS)('$name', async (screen) => {
    await holdsInBothThemes(await openScreen(screen), screen.name);
  });

  it('a bench with nothing on it', async () => {
    const { page } = await openConsole(new EngineDouble());
    await page.getByText('Power a machine on').waitFor();
    await holdsInBothThemes(page, 'empty');
  });

  it('the page without a link', async () => {
    const { console } = await serveConsole(new EngineDouble());
    const page = await newPage();
    await page.goto(`http://127.0.0.1:${console.port}/`);
    await page.getByText('This page needs the link of the running engine.').waitFor();
    await holdsInBothThemes(page, 'no-link');
  });

  it('the page whose engine went away', async () => {
    const { page, console } = await openConsole(await benchDouble());
    await console.close();
    await page.getByText('The engine does not answer.').waitFor();
    await holdsInBothThemes(page, 'gone');
  });
});

describe.skipIf(noBrowser)('axe', () => {
  it('finds what is wrong where something is', async () => {
    const { page } = await openConsole(new EngineDouble());
    await page.evaluate(() => {
      const bad = document.querySelector('main')!.appendChild(document.createElement('div'));
      bad.innerHTML = '<input><p class="grey">hard to read</p><h5>too deep</h5>';
      bad.querySelector<HTMLElement>('.grey')!.style.color = '#999';
    });
    const found = await violations(page);
    for (const rule of ['label', 'color-contrast', 'heading-order'])
      expect(found.some((one) => one.startsWith(`${rule} at`))).toBe(true);
  });
});
