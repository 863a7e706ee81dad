import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { chooseInMenu, dropFiles, noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';
import { LAPTOP } from './engine-double-network.ts';

function newcomer(): EngineDouble {
  const engine = new EngineDouble();
  engine.withoutNetwork(LAPTOP);
  return engine;
}

const steps = (page: Page) => page.getByRole('main', { name: 'First steps' });
/** Titles of the steps that are ticked off. */
const ticked = async (page: Page): Promise<number> => steps(page).getByText(', Done').count();

async function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at === document.body) return '';
    return `${at?.getAttribute('aria-label') ?? ''} ${at?.textContent ?? ''} ${at instanceof HTMLInputElement ? at.value : ''}`;
  });
}

async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let stops = 0; !words.test(await focusedText(page)); stops++) {
    if (stops > 60) throw new Error(`${words} is not reached by Tab`);
    await page.keyboard.press('Tab');
  }
}

describe.skipIf(noBrowser)('the first run', () => {
  it('by mouse: interface, address, look, start, image, machine, each ticked off by what the engine says', async () => {
    const engine = newcomer();
    const { page } = await openConsole(engine);
    await steps(page).getByRole('button', { name: 'Choose the interface' }).waitFor();
    await page.getByText('No network is chosen: nothing is heard or answered.').waitFor();
    expect(await ticked(page)).toBe(0);
    // Nothing to come back to yet.
    expect(await steps(page).getByRole('button', { name: 'Do not show again' }).count()).toBe(0);

    await steps(page)
      .getByRole('button', { name: /en7.*Give it an address/ })
      .click();
    await expect.poll(() => ticked(page)).toBe(1);
    const address = steps(page).getByLabel('Address and length of the network');
    expect(await address.inputValue()).toBe('10.78.0.1/24');
    await steps(page).getByText('It is taken back when Rackboot ends.').waitFor();
    await steps(page).getByRole('button', { name: 'Give this address' }).click();

    await steps(page).getByText('Own this network (proposed)').waitFor();
    await steps(page).getByText('Nobody else gives addresses here').waitFor();
    expect(engine.engine).toMatchObject({ mode: 'listen', address: '10.78.0.1' });
    await expect.poll(() => ticked(page)).toBe(2);
    await steps(page).getByRole('button', { name: 'Start: Own this network' }).click();
    await expect.poll(() => ticked(page)).toBe(3);
    expect(engine.engine.mode).toBe('own');

    await dropFiles(page, '[data-step="image"] [data-drops]', [
      { name: 'debian-12.iso', bytes: 40_000, iso: true },
    ]);
    await expect.poll(() => ticked(page)).toBe(4);
    await steps(page).getByText('debian-12 is ready.').waitFor();
    await steps(page)
      .getByRole('row', { name: /ASUS.*F8/ })
      .waitFor();
    await steps(page).getByText('Hold N while it starts').waitFor();
    await steps(page).getByText('Bridge its network card to en7').waitFor();

    engine.machine('02:00:00:00:00:01', { model: 'PowerEdge R640' });
    await page.getByRole('listbox', { name: 'Machines' }).getByText('PowerEdge R640').waitFor();
    expect(await steps(page).count()).toBe(0);
  });

  it('by keyboard alone', async () => {
    const engine = newcomer();
    engine.network.servers['en7'] = [{ kind: 'dhcp', address: '10.78.0.254' as Ipv4 }];
    const { page } = await openConsole(engine);
    await steps(page).getByText('en7').waitFor();
    await tabTo(page, /en7.*Give it an address/);
    await page.keyboard.press('Enter');
    // The list closed under the keyboard: it is at the step that opened instead.
    await expect.poll(() => focusedText(page)).toContain('2Give it an address');
    await page.keyboard.press('Tab');
    await expect.poll(() => focusedText(page)).toContain('10.78.0.1/24');
    await page.keyboard.press('Enter');
    await steps(page).getByText('Beside DHCP (proposed)').waitFor();
    await steps(page).getByText('Somebody gives addresses here already').waitFor();
    await expect.poll(() => focusedText(page)).toContain('3See who else answers');
    await tabTo(page, /Start: Beside DHCP/);
    await page.keyboard.press('Enter');
    await expect.poll(() => engine.engine.mode).toBe('beside');
    await expect.poll(() => focusedText(page)).toContain('4Drop your first ISO');
    await tabTo(page, /Choose an ISO/);
    await page.keyboard.press('Tab');
    await page.keyboard.type('/srv/iso/debian-12.iso');
    await page.keyboard.press('Enter');
    await expect.poll(() => ticked(page)).toBe(4);
    await expect.poll(() => focusedText(page)).toContain('5Power a machine on');
    await tabTo(page, /Do not show again/);
    await page.keyboard.press('Enter');
    await page.getByText('Power a machine on').waitFor();
    expect(await steps(page).count()).toBe(0);
  });

  it('a refused address is said beside it, and the step stays open', async () => {
    const engine = newcomer();
    engine.network.privileged = false;
    const { page } = await openConsole(engine);
    await steps(page).getByRole('button', { name: /en7/ }).click();
    await steps(page).getByRole('button', { name: 'Give this address' }).click();
    await steps(page)
      .getByText('This user may not give en7 an address. Run Rackboot as an administrator.')
      .waitFor();
    expect(await ticked(page)).toBe(1);
    // Another one is still to be had.
    await steps(page)
      .getByRole('button', { name: /^.?Choose the interface/ })
      .click();
    await steps(page).getByRole('button', { name: /en8/ }).click();
    await expect.poll(() => engine.engine.interface?.name).toBe('en8');
    await expect.poll(() => ticked(page)).toBe(2);
  });

  it('the rest of the window stays usable, and the steps can be put away for good', async () => {
    const engine = newcomer();
    const { page } = await openConsole(engine);
    await page.getByLabel('Machines nobody has chosen for').selectOption({ label: 'Boot their own disk' });
    await expect.poll(() => engine.config.unknown).toEqual({ action: 'local' });
    await steps(page).getByRole('button', { name: /en8/ }).click();
    await steps(page).getByRole('button', { name: 'Do not show again' }).click();
    await page.getByText('Only listening on en8.').waitFor();
    await page.reload();
    await page.getByText('Only listening on en8.').waitFor();
    expect(await steps(page).count()).toBe(0);
    await chooseInMenu(page, 'First steps');
    await steps(page).waitFor();
    await steps(page).getByRole('button', { name: 'Close' }).click();
    expect(await steps(page).count()).toBe(0);
  });

  it('goes on as a line above the machines when one comes before everything is done', async () => {
    const engine = newcomer();
    const { page } = await openConsole(engine);
    await steps(page).getByRole('button', { name: /en8/ }).click();
    await expect.poll(() => engine.engine.interface?.name).toBe('en8');
    engine.machine('02:00:00:00:00:01', { model: 'overheard' });
    await page.getByRole('listbox', { name: 'Machines' }).getByText('overheard').waitFor();
    await page.getByText('3 of 5 done').waitFor();
    await page.getByText('Next: See who else answers, and start').waitFor();
    await page.getByRole('button', { name: 'Show the steps' }).click();
    await steps(page).getByRole('button', { name: 'Back to the machines' }).click();
    await page.getByRole('listbox', { name: 'Machines' }).waitFor();
  });

  it('stays while somebody writes in it, and takes nobody’s keyboard along when it goes', async () => {
    const engine = newcomer();
    const { page } = await openConsole(engine);
    await steps(page).getByRole('button', { name: /en8/ }).click();
    await steps(page)
      .getByRole('button', { name: /Drop your first ISO/ })
      .click();
    const path = steps(page).getByRole('textbox');
    await path.fill('/srv/iso/deb');
    engine.machine('02:00:00:00:00:01', { model: 'overheard' });
    await page.locator('header').getByText('1 machine').waitFor();
    await page.keyboard.type('ian.iso');
    expect(await path.inputValue()).toBe('/srv/iso/debian.iso');
    // Out of the form: now the machine is shown.
    await page.keyboard.press('Tab');
    await expect.poll(() => focusedText(page)).toContain('Take it');
    await page.keyboard.press('Tab');
    const machines = page.getByRole('listbox', { name: 'Machines' });
    await machines.getByText('overheard').waitFor();
    await expect.poll(() => focusedText(page)).toContain('Machines');
  });

  it('says which interface is missing where Rackboot was left on one that is gone', async () => {
    const engine = newcomer();
    engine.configure({ network: { interface: 'en9', mode: 'own' } });
    engine.machine('02:00:00:00:00:01', { model: 'known' });
    const { page } = await openConsole(engine);
    await steps(page).getByText('Rackboot was left on en9').waitFor();
    await page.getByRole('button', { name: 'Choose a network…' }).getByText('en9 gone').waitFor();
  });

  it('speaks German to the last word', async () => {
    const engine = newcomer();
    const { page } = await openConsole(engine);
    await page.evaluate(() => (document.cookie = 'rackboot.preferences={"language":"de"}; Path=/'));
    await page.reload();
    const german = page.getByRole('main', { name: 'Erste Schritte' });
    await german.getByRole('button', { name: /en8/ }).click();
    await german.getByRole('button', { name: 'Starten: Eigenes Netz' }).click();
    await expect.poll(() => engine.engine.mode).toBe('own');
    await page.getByRole('button', { name: 'Stoppen' }).waitFor();
    for (const word of ['Mehr', 'Choose', 'Listen', 'Start:', 'address'])
      expect((await page.getByRole('banner').textContent())?.includes(word), word).toBe(word === 'Mehr');
  });
});
