/** The settings: chosen in the dialog, worn and spoken at once, and still there when the engine comes back elsewhere. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chooseInMenu, noBrowser, openConsole, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const scheme = (page: Page) => page.locator('html').getAttribute('data-mantine-color-scheme');

async function openSettings(page: Page): Promise<void> {
  await chooseInMenu(page, /^(Settings|Einstellungen)/);
}

describe.skipIf(noBrowser)('the settings', () => {
  it('change the theme at once, and back to the system’s', async () => {
    const { page } = await openConsole(new EngineDouble());
    await page.emulateMedia({ colorScheme: 'light' });
    await openSettings(page);
    const appearance = page.getByRole('group', { name: 'Appearance' });
    await expect.poll(() => appearance.getByLabel('As the system').isChecked()).toBe(true);
    await appearance.getByLabel('Dark').check();
    await expect.poll(() => scheme(page)).toBe('dark');
    // By the keyboard: radio buttons are one stop, arrows choose.
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => scheme(page)).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await appearance.getByLabel('As the system').check();
    await expect.poll(() => scheme(page)).toBe('dark');
  });

  it('change the language of the page, with the dialog still open', async () => {
    const { page } = await openConsole(new EngineDouble());
    await openSettings(page);
    await page.getByLabel('Deutsch').check();
    const dialog = page.getByRole('dialog', { name: 'Einstellungen' });
    await dialog.getByText('Erscheinungsbild').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    const english = dialog.getByRole('radio', { name: 'English', exact: true });
    // Up from German, which is still what the keyboard is on.
    await page.keyboard.press('ArrowUp');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await page.getByLabel('Deutsch').check();
    await english.click();
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    // Where it was opened is no more: the keyboard goes to the machines.
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('#machines')?.id))
      .toBe('machines');
  });

  it('are as they were left when the engine starts again on another port', async () => {
    const { page } = await openConsole(new EngineDouble());
    await page.emulateMedia({ colorScheme: 'light' });
    await openSettings(page);
    await page.getByLabel('Dark').check();
    await page.getByLabel('Deutsch').check();
    await page.getByRole('dialog', { name: 'Einstellungen' }).waitFor();
    const { console } = await serveConsole(new EngineDouble());
    await page.goto(console.url);
    await page.getByRole('button', { name: /^Mehr/ }).waitFor();
    expect(await scheme(page)).toBe('dark');
  });
});
