import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const macs = [1, 2, 3].map((number) => `00:25:90:96:c4:0${number}` as Mac);
const [one, two] = macs as [Mac, Mac, Mac];
const lanes = (page: Page) => page.getByRole('listbox', { name: 'Machines' });
const menu = (page: Page) => page.getByRole('menu');
const item = (page: Page, name: string) => menu(page).getByRole('menuitem', { name, exact: true });
const holdsFocus = (page: Page) => lanes(page).evaluate((it) => it === document.activeElement);

function lab(): EngineDouble {
  const engine = new EngineDouble();
  engine.addImage('debian.iso', 659_000_000, 'Debian 12.12');
  engine.addAnswer('lab.preseed', 'd-i partman-auto/method string lvm\n');
  engine.addFirmware('snponly.efi', 'system');
  macs.forEach((mac, index) =>
    engine.machine(mac, { name: `esx-0${index + 1}`, address: `10.77.0.5${index}` as Ipv4 }),
  );
  return engine;
}

function calls(engine: EngineDouble, command: string): unknown[] {
  return engine.calls.filter((call) => call.command === command).map((call) => call.input);
}

describe.skipIf(noBrowser)('the menu of a machine', () => {
  it('opens where it was clicked, chooses that machine, and gives the keyboard back', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-02').click({ button: 'right' });
    await page.getByRole('menu', { name: 'esx-02' }).waitFor();
    await page
      .getByRole('complementary', { name: 'Chosen machine', exact: true })
      .getByText(two, { exact: true })
      .waitFor();
    await page.keyboard.press('Escape');
    await menu(page).waitFor({ state: 'detached' });
    await expect.poll(() => holdsFocus(page)).toBe(true);

    await lanes(page).getByText('esx-02').click({ button: 'right' });
    await item(page, 'Wake').click();
    await expect.poll(() => calls(engine, 'machines.wake')).toEqual([{ macs: [two] }]);
    await menu(page).waitFor({ state: 'detached' });

    // Anything that happens elsewhere closes it.
    await lanes(page).getByText('esx-01').click({ button: 'right' });
    await menu(page).waitFor();
    await page.mouse.click(700, 60);
    await menu(page).waitFor({ state: 'detached' });
    await lanes(page).getByText('esx-01').click({ button: 'right' });
    await menu(page).waitFor();
    await page.mouse.move(700, 300);
    await page.mouse.wheel(0, 50);
    await menu(page).waitFor({ state: 'detached' });
    await expect.poll(() => holdsFocus(page)).toBe(true);
  });

  it('opens by its dots and stays inside the window', async () => {
    const { page } = await openConsole(lab());
    await lanes(page).getByRole('option').nth(2).locator('[data-menu]').click();
    const box = await page.getByRole('menu', { name: 'esx-03' }).boundingBox();
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    expect(
      box && box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height,
    ).toBe(true);
  });

  it.each(['Shift+F10', 'ContextMenu'])(
    'opens by %s, moves by arrows and letters, and is for all that are marked',
    async (key) => {
      const engine = lab();
      const { page } = await openConsole(engine);
      await lanes(page).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await page.keyboard.press(key);
      await page.getByRole('menu', { name: '2 chosen machines' }).waitFor();
      const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
      await expect.poll(focused).toContain('Boot an image…');
      await page.keyboard.press('End');
      await expect.poll(focused).toContain('Forget');
      await page.keyboard.press('ArrowDown');
      await expect.poll(focused).toContain('Boot an image…');
      await page.keyboard.press('w');
      await expect.poll(focused).toContain('Wake');
      await page.keyboard.press('Enter');
      await expect.poll(() => calls(engine, 'machines.wake')).toEqual([{ macs: [one, two] }]);
      await expect.poll(() => holdsFocus(page)).toBe(true);
      await page.keyboard.press(key);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.getByText('2 machines forgotten.').waitFor();
      expect([...engine.machines.keys()]).toEqual(macs.slice(2));
    },
  );

  it('shows its packets alone, and copies', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await lanes(page).getByText('esx-02').click({ button: 'right' });
    await item(page, 'Copy MAC').click();
    await page.getByText(`Copied: ${two}`).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(two);
    await lanes(page).getByText('esx-02').click({ button: 'right' });
    await menu(page).getByRole('menuitem', { name: 'Show its packets' }).click();
    await page.getByRole('tab', { name: 'Packets', selected: true }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Only esx-02' }).isChecked()).toBe(true);
  });
});

describe.skipIf(noBrowser)('the menus of files', () => {
  it('do with an image what its card does, and boot it on what is chosen', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-02').click();
    await page.getByRole('button', { name: 'What can be done with Debian 12.12' }).click();
    await menu(page).getByRole('menuitem', { name: 'Boot on esx-02' }).click();
    await expect.poll(() => engine.config.assignments).toEqual({ [two]: { image: 'debian', arm: 'off' } });
    await page.getByRole('button', { name: 'What can be done with Debian 12.12' }).focus();
    await page.keyboard.press('Enter');
    await item(page, 'Rename…').click();
    await page.getByRole('dialog', { name: 'Rename an image' }).getByLabel('Title').fill('Bookworm');
    await page.keyboard.press('Enter');
    await expect.poll(() => engine.images.get('debian')?.title).toBe('Bookworm');
    await page.locator('[data-image="debian"]').click({ button: 'right' });
    await item(page, 'Remove').click();
    await page.getByText('Bookworm was removed.').waitFor();
  });

  it('set an answer file by B, duplicate it, and name a first loader', async () => {
    const engine = lab();
    await engine.commands['machines.assign']({ mac: two, image: 'debian', arm: 'off' });
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-02').click();
    await page.getByRole('button', { name: 'lab.preseed', exact: true }).focus();
    await page.keyboard.press('b');
    await expect
      .poll(() => engine.config.assignments[two])
      .toEqual({ image: 'debian', answer: 'lab.preseed', arm: 'off' });
    await page.keyboard.press('Shift+F10');
    await item(page, 'Duplicate…').click();
    await page.getByRole('dialog', { name: 'Duplicate an answer file' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => [...engine.answers.keys()]).toEqual(['lab.preseed', 'lab-copy.preseed']);
    await page.getByText('snponly.efi').first().click({ button: 'right' });
    await item(page, 'First loader of esx-02').click();
    await expect.poll(() => engine.config.loaders).toEqual({ [two]: 'snponly.efi' });
  });
});

describe.skipIf(noBrowser)('the menu of an event', () => {
  it('leads to its machine and copies its sentence', async () => {
    const engine = lab();
    engine.append({ type: 'home.called', mac: one, stage: 'postinstall' });
    const { page } = await openConsole(engine);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const row = page
      .getByRole('listbox', { name: 'Events' })
      .getByRole('option')
      .filter({ hasText: 'postinstall' });
    await row.click({ button: 'right' });
    await item(page, 'To its machine').click();
    await page
      .getByRole('complementary', { name: 'Chosen machine', exact: true })
      .getByText(one, { exact: true })
      .waitFor();
    await row.hover();
    await row.locator('[data-menu]').click();
    await item(page, 'Copy the sentence').click();
    await page.getByText('Copied:').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('postinstall');
  });
});
