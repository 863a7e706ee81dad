import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Mac } from '../../shared/wire/address.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const macs = [1, 2, 3, 4].map((number) => `00:25:90:96:c4:0${number}` as Mac);
const lanes = (page: Page) => page.getByRole('listbox', { name: 'Machines' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Chosen machines' });
const checked = (page: Page) => lanes(page).getByRole('option', { checked: true });

function lab(): EngineDouble {
  const engine = new EngineDouble();
  engine.addImage('debian.iso', 659_000_000, 'Debian 12.12');
  engine.addAnswer('lab.preseed', 'd-i partman-auto/method string lvm\n');
  macs.forEach((mac, index) => engine.machine(mac, { name: `esx-0${index + 1}` }));
  return engine;
}

function calls(engine: EngineDouble, command: string): unknown[] {
  return engine.calls.filter((call) => call.command === command).map((call) => call.input);
}

describe.skipIf(noBrowser)('several machines', () => {
  it('are chosen by mark, by Ctrl and Shift and a click', async () => {
    const { page } = await openConsole(lab());
    await lanes(page).getByText('esx-01').hover();
    await lanes(page).getByRole('option').first().locator('[data-mark]').click();
    await panel(page).getByText('1 machine chosen').waitFor();
    await lanes(page)
      .getByText('esx-03')
      .click({ modifiers: ['Shift'] });
    await panel(page).getByText('esx-01, esx-02, esx-03').waitFor();
    await lanes(page)
      .getByText('esx-02')
      .click({ modifiers: ['Control'] });
    await panel(page).getByText('2 machines chosen').waitFor();
    expect(await checked(page).count()).toBe(2);
    // A plain click is for one machine.
    await lanes(page).getByText('esx-04').click();
    await page.getByRole('complementary', { name: 'Chosen machine', exact: true }).waitFor();
    expect(await checked(page).count()).toBe(0);
  });

  it('are chosen by the keyboard alone', async () => {
    const { page } = await openConsole(lab());
    await lanes(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await panel(page).getByText('esx-01, esx-03').waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await panel(page).getByText('esx-01, esx-03, esx-04').waitFor();
    await page.keyboard.press('Control+a');
    await expect.poll(() => checked(page).count()).toBe(4);
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
  });

  it('get image and answer file, and are armed only after a look at all of it', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).focus();
    await page.keyboard.press('Control+a');
    await panel(page).getByText('None of them can be armed').waitFor();
    await panel(page).getByLabel('Boot', { exact: true }).selectOption({ label: 'Debian 12.12' });
    await panel(page).getByRole('combobox', { name: 'Answer file' }).selectOption('lab.preseed');
    expect(calls(engine, 'machines.assignMany')).toEqual([]);
    await panel(page).getByRole('button', { name: 'Set for 4 machines' }).click();
    await panel(page).getByText('0 of 4 machines armed.').waitFor();
    expect(calls(engine, 'machines.assignMany')).toEqual([
      { macs, image: 'debian', answer: 'lab.preseed', arm: 'off' },
    ]);

    // One of them has nothing that erases.
    await engine.commands['machines.assign']({ mac: macs[3] as Mac, image: 'local', arm: 'off' });
    await panel(page).getByText('1 machine with nothing to arm is left out.').waitFor();
    await panel(page).getByLabel('Arming lasts').selectOption({ label: '1 hour' });
    await panel(page).getByRole('button', { name: 'Arm for one install…' }).click();
    const question = panel(page).getByRole('alertdialog', { name: 'Arm 3 machines?' });
    for (const name of ['esx-01', 'esx-02', 'esx-03']) await question.getByText(name).waitFor();
    expect(await question.getByText('esx-04').count()).toBe(0);
    await question.getByText('d-i partman-auto/method string lvm').waitFor();
    expect(await question.getByText('Erases disks').count()).toBe(1);
    expect(calls(engine, 'machines.armMany')).toEqual([]);
    await question.getByRole('button', { name: 'Arm 3 machines' }).click();
    await panel(page).getByText('3 of 4 machines armed.').waitFor();
    expect(calls(engine, 'machines.armMany')).toEqual([{ macs: macs.slice(0, 3), arm: 'once', minutes: 60 }]);
    await panel(page).getByRole('button', { name: 'Disarm 3' }).click();
    await panel(page).getByText('0 of 4 machines armed.').waitFor();
    await panel(page).getByRole('button', { name: 'For every boot…' }).click();
    await panel(page).getByText('Every network boot of these 3 machines').waitFor();
    await page.keyboard.press('Escape');
    await panel(page).getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(Object.values(engine.config.assignments).map(({ arm }) => arm)).toEqual([
      'off',
      'off',
      'off',
      'off',
    ]);
  });

  it('are woken, put into a group, forgotten and brought back', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-01').click();
    await lanes(page)
      .getByText('esx-02')
      .click({ modifiers: ['Shift'] });
    await panel(page).getByRole('button', { name: 'Wake 2 machines' }).click();
    await expect.poll(() => calls(engine, 'machines.wake')).toEqual([{ macs: macs.slice(0, 2) }]);
    await panel(page).getByLabel('Group').selectOption({ label: 'New group…' });
    await panel(page).getByLabel('Name of the new group').fill('rack 3');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => engine.config.machines)
      .toEqual({ [macs[0] as Mac]: { group: 'rack 3' }, [macs[1] as Mac]: { group: 'rack 3' } });
    await panel(page).getByRole('button', { name: 'Forget 2 machines' }).click();
    await panel(page).getByRole('button', { name: 'Forget', exact: true }).click();
    await page.getByText('2 machines forgotten.').waitFor();
    await panel(page).waitFor({ state: 'detached' });
    expect([...engine.machines.keys()]).toEqual(macs.slice(2));
    await page.getByRole('button', { name: 'Undo' }).click();
    await lanes(page).getByText('esx-02').waitFor();
    expect(engine.config.machines[macs[1] as Mac]).toEqual({ group: 'rack 3' });
  });
});
