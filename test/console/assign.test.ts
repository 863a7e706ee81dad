import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Mac } from '../../shared/wire/address.ts';
import { chooseInMenu, noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const macs = [1, 2, 3].map((number) => `00:25:90:96:c4:0${number}` as Mac);
const [one, two, three] = macs as [Mac, Mac, Mac];
const lanes = (page: Page) => page.getByRole('listbox', { name: 'Machines' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Chosen machine', exact: true });
const card = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title }).first();
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

function lab(): EngineDouble {
  const engine = new EngineDouble();
  engine.addImage('debian.iso', 659_000_000, 'Debian 12.12');
  engine.addImage('memtest.iso', 6_000_000, 'Memtest86+');
  engine.addAnswer('lab.preseed', 'd-i partman-auto/method string lvm\n');
  macs.forEach((mac, index) => engine.machine(mac, { name: `esx-0${index + 1}` }));
  return engine;
}

/** With real mouse events, stopping over the target for a look. */
async function drag(page: Page, what: string, onto: string, look?: () => Promise<void>): Promise<void> {
  await card(page, what).hover();
  await page.mouse.down();
  const box = await lanes(page).getByText(onto).boundingBox();
  if (!box) throw new Error(`${onto} is not to be seen`);
  await page.mouse.move(box.x + 8, box.y + 4, { steps: 4 });
  await page.mouse.move(box.x + 12, box.y + 6, { steps: 2 });
  await look?.();
  await page.mouse.up();
}

const boots = (engine: EngineDouble): unknown[] =>
  macs.map((mac) => {
    const { image, answer, arm } = engine.config.assignments[mac] ?? {};
    return image === undefined
      ? undefined
      : [image, answer, arm].filter((part) => part !== undefined).join(' ');
  });

function calls(engine: EngineDouble, command: string): number {
  return engine.calls.filter((call) => call.command === command).length;
}

async function arm(engine: EngineDouble): Promise<void> {
  await engine.commands['machines.assign']({ mac: one, image: 'debian', answer: 'lab.preseed', arm: 'once' });
}

describe.skipIf(noBrowser)('what machines boot', () => {
  it('is set by dragging an image onto a lane, and an answer file where an image is; and taken back', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await drag(page, 'Debian 12.12', 'esx-02', async () => {
      await lanes(page).getByText('Boots Debian 12.12').waitFor();
    });
    await page.getByText('esx-02 boots Debian 12.12.').waitFor();
    expect(boots(engine)).toEqual([undefined, 'debian off', undefined]);
    expect(await lanes(page).locator('[data-landing]').count()).toBe(0);

    await drag(page, 'lab.preseed', 'esx-02', async () => {
      await lanes(page).getByText('Debian 12.12 gets lab.preseed').waitFor();
    });
    await page.getByText('esx-02 boots Debian 12.12 with lab.preseed.').waitFor();
    expect(boots(engine)[1]).toBe('debian lab.preseed off');

    await drag(page, 'lab.preseed', 'esx-01', async () => {
      await lanes(page).locator('[data-landing="refused"]').waitFor();
    });
    await page.getByRole('status').getByText('Give esx-01 an image first').waitFor();
    expect(boots(engine)[0]).toBeUndefined();

    await page.keyboard.press('Control+z');
    await expect.poll(() => boots(engine)[1]).toBe('debian off');
    await page.keyboard.press('Control+z');
    await expect.poll(() => boots(engine)[1]).toBeUndefined();
    await page.keyboard.press('Control+z');
    expect(calls(engine, 'machines.assign')).toBe(4);
  });

  it('is set for all marked machines by a drag onto one of them, refused where one does not fit', async () => {
    const engine = lab();
    engine.machine(two, { arch: 11, platform: 'efi', cpu: 'arm64' });
    await engine.commands['machines.assign']({ mac: three, image: 'memtest', arm: 'off' });
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-01').click();
    await lanes(page)
      .getByText('esx-02')
      .click({ modifiers: ['Control'] });
    await lanes(page)
      .getByText('esx-03')
      .click({ modifiers: ['Control'] });
    await drag(page, 'Debian 12.12', 'esx-03', async () => {
      await expect.poll(() => lanes(page).locator('[data-landing="refused"]').count()).toBe(2);
    });
    const why = 'Debian 12.12 has no way to boot esx-02: it is for PC, Mac, and this is ARM 64-bit UEFI.';
    await page.getByRole('status').getByText(why).waitFor();
    expect(boots(engine)).toEqual([undefined, undefined, 'memtest off']);

    engine.machine(two, { arch: 7, platform: 'efi', cpu: 'x86_64' });
    await drag(page, 'Debian 12.12', 'esx-03');
    await page.getByText('2 machines boot Debian 12.12.').waitFor();
    expect(boots(engine)).toEqual([undefined, 'debian off', 'debian off']);
    await undo(page).click();
    await expect.poll(() => boots(engine)).toEqual([undefined, undefined, 'memtest off']);
  });

  it('comes back disarmed after an undo, and that is said', async () => {
    const engine = lab();
    await arm(engine);
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-01').click();
    await panel(page).getByLabel('Boots').selectOption({ label: 'Memtest86+' });
    await undo(page).click();
    await page.getByText('esx-01 is as before, but not armed any more').waitFor();
    expect(boots(engine)[0]).toBe('debian lab.preseed off');
    await panel(page).getByLabel('Boots').selectOption({ index: 0 });
    await page.getByText('esx-01 boots what unknown machines do.').waitFor();
    await undo(page).click();
    await expect.poll(() => boots(engine)[0]).toBe('debian lab.preseed off');
    // Nothing was armed this time, so there is nothing to say.
    await page.getByText('not armed any more').waitFor({ state: 'detached' });
  });
});

describe.skipIf(noBrowser)('what was changed or removed', () => {
  it('comes back: an image with its name, disarmed where it was assigned', async () => {
    const engine = lab();
    await arm(engine);
    const { page } = await openConsole(engine);
    await page
      .getByRole('button', { name: /^DEB Debian|Debian 12.12/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Title').fill('Bookworm');
    await page.keyboard.press('Enter');
    await page.getByText('Debian 12.12 is called Bookworm now.').waitFor();
    await undo(page).click();
    await expect.poll(() => engine.images.get('debian')?.title).toBe('Debian 12.12');

    await card(page, 'Debian 12.12').getByRole('button', { name: 'Remove' }).click();
    await card(page, 'Debian 12.12').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Debian 12.12 was removed.').waitFor();
    expect(engine.images.has('debian')).toBe(false);
    await page.keyboard.press('Control+z');
    await expect.poll(() => engine.images.has('debian')).toBe(true);
    expect(boots(engine)[0]).toBe('debian lab.preseed off');
  });

  it('comes back: a name; two machines that were merged', async () => {
    const engine = lab();
    await arm(engine);
    await engine.commands['machines.edit']({ mac: one, notes: 'by the door', group: 'rack 3' });
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-01').click();
    await panel(page).getByLabel('Name', { exact: true }).fill('db-01');
    await page.keyboard.press('Enter');
    await page.getByText('esx-01 is called db-01 now.').waitFor();
    await page.keyboard.press('Control+z');
    // The field has undo of its own.
    expect(engine.machines.get(one)?.name).toBe('db-01');
    await undo(page).click();
    await expect.poll(() => engine.machines.get(one)?.name).toBe('esx-01');

    await panel(page).getByRole('button', { name: 'Merge into…' }).click();
    await panel(page).getByLabel('Merge into').selectOption(three);
    await panel(page).getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByText('esx-01 was merged into esx-03.').waitFor();
    expect([...engine.machines.keys()]).toEqual([two, three]);
    await undo(page).click();
    await page.getByText('Both are there again.').waitFor();
    expect(engine.machines.get(one)?.name).toBe('esx-01');
    expect(engine.config.machines).toEqual({ [one]: { notes: 'by the door', group: 'rack 3' } });
    expect(boots(engine)).toEqual(['debian lab.preseed off', undefined, undefined]);
  });

  it('comes back: a group, a variable, a hook', async () => {
    const engine = lab();
    await engine.commands['groups.set']({ name: 'rack 3', variables: { rack: '3' } });
    await engine.commands['machines.edit']({ mac: one, group: 'rack 3' });
    engine.configure({
      variables: { site: 'cellar' },
      hooks: ['a', 'b', 'c'].map((id) => ({
        id,
        stage: '*',
        enabled: true,
        does: 'webhook' as const,
        url: `http://10.77.0.9/${id}`,
      })),
    });
    const { page } = await openConsole(engine);
    await chooseInMenu(page, 'Rack…');
    const rack = page.getByRole('dialog', { name: 'Rack' });
    await rack.getByRole('button', { name: 'Remove site' }).click();
    await rack.getByText('site of all machines was removed.').waitFor();
    expect(engine.config.variables).toEqual({});
    await undo(page).click();
    await expect.poll(() => engine.config.variables).toEqual({ site: 'cellar' });

    await rack.getByRole('tab', { name: 'Groups' }).click();
    const group = rack.getByRole('region', { name: 'Group rack 3' });
    await group.getByRole('button', { name: 'Remove', exact: true }).click();
    await group.getByRole('button', { name: 'Remove', exact: true }).click();
    await rack.getByText('Group rack 3 was removed.').waitFor();
    await undo(page).click();
    await expect.poll(() => engine.config.groups).toEqual({ 'rack 3': { variables: { rack: '3' } } });
    await expect.poll(() => engine.config.machines[one]).toEqual({ group: 'rack 3' });

    await rack.getByRole('tab', { name: 'Hooks' }).click();
    await rack.getByRole('button', { name: 'Remove hook b' }).click();
    await expect.poll(() => engine.config.hooks.map(({ id }) => id)).toEqual(['a', 'c']);
    await page.keyboard.press('Control+z');
    await expect.poll(() => engine.config.hooks.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
