/** The page in German: by the browser's language, on every main screen, with German numbers; changed without losing anything. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { benchDouble } from './bench-double.ts';
import { chooseInMenu, newPage, noBrowser, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';
import { LAPTOP } from './engine-double-network.ts';
import { englishTexts, wordsOn } from './words-on-page.ts';

/** A folder for pictures of what was looked at. */
const PICTURES = process.env['RACKBOOT_PICTURES'];

/** Of the bench, and by chance what English says. */
const DATA = ['rack 3'];

const lanes = (page: Page) => page.getByRole('listbox', { name: 'Maschinen' });
const machine = (page: Page) =>
  page.getByRole('complementary', { name: 'Ausgewählte Maschine', exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

async function openGerman(engine: EngineDouble): Promise<Page> {
  const { console } = await serveConsole(engine);
  const page = await newPage({ locale: 'de-DE' });
  await page.goto(console.url);
  await page.getByRole('main').waitFor();
  return page;
}

/** Names of the tabs of a dialog, each opened in turn. */
async function eachTab(page: Page, look: (tab: string) => Promise<void>): Promise<void> {
  const tabs = dialog(page).getByRole('tab');
  for (let index = 0; index < (await tabs.count()); index++) {
    await tabs.nth(index).click();
    await look((await tabs.nth(index).textContent()) ?? '');
  }
}

describe.skipIf(noBrowser)('in German', () => {
  let isEnglish: (text: string) => boolean;
  beforeAll(() => {
    isEnglish = englishTexts();
  });

  /** No English is to be seen, and nothing is wider than the window. */
  async function look(page: Page, name: string): Promise<void> {
    for (const [width, height] of [
      [1440, 900],
      [1100, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (PICTURES) {
        mkdirSync(PICTURES, { recursive: true });
        await page.screenshot({ path: join(PICTURES, `${name.replace(/[^\p{L}\d]+/gu, '-')}-${width}.png`) });
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    const words = await wordsOn(page);
    expect(words.length).toBeGreaterThan(2);
    expect
      .soft(
        words.filter((text) => isEnglish(text) && !DATA.includes(text)),
        name,
      )
      .toEqual([]);
  }

  it('is what a German browser gets, with German numbers', async () => {
    const page = await openGerman(await benchDouble());
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await lanes(page).getByText('Lädt snponly.efi, 100 von 301 kB.').waitFor();
    const events = page.getByRole('listbox', { name: 'Ereignisse' });
    await expect.poll(() => events.textContent()).toMatch(/\d\d:\d\d:\d\d,\d\d\d/);
    await page.getByRole('combobox', { name: 'Welche Ereignisse' }).selectOption({ label: 'TFTP' });
    await events.getByText('Hat snponly.efi gelesen, 301 kB in 3,0 s.').waitFor();
    await page.getByText('1 von 34 Ereignissen').waitFor();
    await look(page, 'bank');
  });

  it('a first run, without a network and with one', async () => {
    const engine = new EngineDouble();
    const page = await openGerman(engine);
    await look(page, 'erster start');
    engine.withoutNetwork(LAPTOP);
    await page.getByText('Es ist kein Netz gewählt').waitFor();
    await look(page, 'ohne netzwerk');
  });

  it('the page that has no link, and the one whose engine went away', async () => {
    const { console } = await serveConsole(new EngineDouble());
    const without = await newPage({ locale: 'de-DE' });
    await without.goto(`http://127.0.0.1:${console.port}/`);
    await without.getByText('http://').waitFor();
    await look(without, 'ohne link');
    const page = await newPage({ locale: 'de-DE' });
    await page.goto(console.url);
    await page.getByRole('main').waitFor();
    await console.close();
    await page.getByText('Die Engine antwortet nicht.').waitFor();
    await look(page, 'engine weg');
  });

  it('an empty bench', async () => {
    const page = await openGerman(new EngineDouble());
    const steps = page.getByRole('main', { name: 'Erste Schritte' });
    for (const title of await steps.getByRole('heading', { level: 3 }).getByRole('button').all()) {
      if ((await title.getAttribute('aria-expanded')) === 'false') await title.click();
      await look(page, `schritt ${await title.textContent()}`);
    }
    await steps.getByRole('button', { name: 'Schließen' }).click();
    await page.getByText('Schalten Sie eine Maschine ein').waitFor();
    await look(page, 'leer');
  });

  it('machines, one and several, with all of their panel open', async () => {
    const page = await openGerman(await benchDouble());
    for (const name of ['rack3-u12', 'Mac mini (Late 2012)', '52:54:00:00:00:14']) {
      await lanes(page).getByText(name).first().click();
      await machine(page).waitFor();
      const closed = machine(page).locator('details:not([open]) > summary');
      for (let left = await closed.count(); left > 0; left = await closed.count())
        await closed.first().click();
      await look(page, name);
    }
    await lanes(page).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByRole('complementary', { name: 'Ausgewählte Maschinen' }).waitFor();
    await look(page, 'mehrere');
  });

  it('an event and a packet opened', async () => {
    const page = await openGerman(await benchDouble());
    await page.getByRole('listbox', { name: 'Ereignisse' }).getByRole('option').last().click();
    await look(page, 'ereignis');
    await page.getByRole('tab', { name: 'Pakete' }).click();
    await page
      .getByRole('listbox', { name: 'Pakete' })
      .getByText(/^DHCPDISCOVER/)
      .click();
    await look(page, 'paket');
  });

  it('the rack, an answer file, and a new one', async () => {
    const page = await openGerman(await benchDouble());
    await chooseInMenu(page, 'Rack…');
    await eachTab(page, (tab) => look(page, `rack ${tab}`));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'rack.ks', exact: true }).click();
    await eachTab(page, (tab) => look(page, `antwort ${tab}`));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Neue Antwortdatei' }).click();
    await dialog(page).waitFor();
    await look(page, 'neue antwort');
  });

  it('the palette, and the list of keys', async () => {
    const page = await openGerman(await benchDouble());
    await lanes(page).getByText('rack3-u12').click();
    await page.keyboard.press('Control+k');
    await dialog(page).waitFor();
    await look(page, 'palette');
    await page.keyboard.type('debian');
    await look(page, 'palette mit treffern');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await dialog(page).waitFor();
    await look(page, 'tasten');
  });

  it('changes to English and back, and what is chosen and opened stays', async () => {
    const page = await openGerman(await benchDouble());
    await lanes(page).getByText('rack3-u12').click();
    await page.getByRole('listbox', { name: 'Ereignisse' }).getByRole('option').first().click();
    await page.getByRole('region', { name: 'Ereignis', exact: true }).waitFor();

    await chooseInMenu(page, 'Einstellungen…');
    await look(page, 'einstellungen');
    await dialog(page).getByLabel('English').check();
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const chosen = page.getByRole('complementary', { name: 'Chosen machine', exact: true });
    await chosen.getByText('rack3-u12').first().waitFor();
    await page.getByRole('region', { name: 'Event', exact: true }).waitFor();
    await page.getByRole('listbox', { name: 'Machines' }).getByText('100 of 301 kB').waitFor();
    // What was English is found as such: the test above would see it.
    expect((await wordsOn(page)).filter(isEnglish).length).toBeGreaterThan(50);

    await chooseInMenu(page, 'Settings…');
    await dialog(page).getByLabel('Deutsch', { exact: true }).check();
    await page.keyboard.press('Escape');
    await machine(page).getByText('rack3-u12').first().waitFor();
    await page.getByRole('region', { name: 'Ereignis', exact: true }).waitFor();
  });
});
