import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const MAC = '00:25:90:96:c4:9a';
const lanes = (page: Page) => page.getByRole('listbox', { name: 'Machines' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Chosen machine' });

function calls(engine: EngineDouble, command: string): unknown[] {
  return engine.calls.filter((call) => call.command === command).map((call) => call.input);
}

/** A machine that waits in iPXE, an image and an answer file. */
function lab(): EngineDouble {
  const engine = new EngineDouble();
  engine.addImage('debian.iso', 659_000_000, 'Debian 12.12');
  engine.addImage('memtest.iso', 6_000_000, 'Memtest86+');
  engine.addAnswer('lab.preseed', 'd-i partman/confirm boolean true\n');
  engine.machine(MAC, { vendor: 'Supermicro', arch: 7 });
  engine.stage(MAC, 'script', { plan: engine.plan(engine.machine(MAC).mac) });
  return engine;
}

describe.skipIf(noBrowser)('machines', () => {
  it('appear when they are switched on and move through their stages', async () => {
    const engine = new EngineDouble();
    engine.addImage('debian.iso', 659_000_000, 'Debian 12.12');
    const { page } = await openConsole(engine);
    await page.getByText('Power a machine on').waitFor();

    engine.machine(MAC, { vendor: 'Supermicro', arch: 7 });
    const lane = lanes(page).getByRole('option');
    await lane.getByText(MAC).waitFor();
    await lane.getByText('Supermicro, x64 UEFI').waitFor();
    await lane.getByText('Choose what it boots').waitFor();
    await lane.getByText('Seen', { exact: true }).waitFor();

    engine.stage(MAC, 'addressed', { address: '10.77.0.50' as Ipv4 });
    await lane.getByText('Has 10.77.0.50. Should ask for its boot loader next.').waitFor();
    engine.stage(MAC, 'loader', { transfer: { file: 'snponly.efi', bytes: 100_000, totalBytes: 301_056 } });
    await lane.getByText('Loading snponly.efi, 100 of 301 kB.').waitFor();
    expect(await lane.getByRole('progressbar').getAttribute('aria-valuenow')).toMatch(/^33/);
    engine.stage(MAC, 'script', { plan: { action: 'wait', why: [] } });
    await lane.getByText('Waits for you', { exact: true }).waitFor();
    await lane.getByText('Held in iPXE until you choose what it boots.').waitFor();
    engine.stage(MAC, 'kernel', { plan: { action: 'image', image: 'debian', why: [] } });
    await lane.getByText('Loaded Debian 12.12 and starts it.').waitFor();
    engine.stage(MAC, 'installed');
    await lane.getByText('Installed. It boots its own disk from now on.').waitFor();
  });

  it('that stall say what is likely wrong', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    engine.machine(MAC);
    engine.stage(MAC, 'loader');
    engine.stage(MAC, 'stalled');
    await lanes(page).getByText('turn off Secure Boot').waitFor();
    await page.getByRole('button', { name: 'Stalled 1' }).click();
    await lanes(page).getByText(MAC).waitFor();
    await page.getByRole('button', { name: 'Booting 0' }).click();
    await page.getByText('No machine fits what is shown above.').waitFor();
  });

  it('are assigned an image and an answer file, and wipe nothing until armed by a click of its own', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).getByText(MAC).click();
    await panel(page).getByLabel('Boots').selectOption({ label: 'Debian 12.12' });
    await panel(page)
      .getByRole('combobox', { name: 'Answer file' })
      .selectOption({ label: 'lab.preseed (Debian preseed)' });
    await panel(page).getByText('Not armed.').waitFor();
    await panel(page).getByText('is not armed', { exact: false }).last().waitFor();
    await lanes(page).getByText('Held in iPXE until you arm it: lab.preseed can erase its disks.').waitFor();
    expect(calls(engine, 'machines.assign')).toEqual([
      { mac: MAC, image: 'debian', arm: 'off' },
      { mac: MAC, image: 'debian', answer: 'lab.preseed', arm: 'off' },
    ]);

    await panel(page).getByRole('button', { name: 'Arm for one install' }).click();
    await panel(page).getByText('Armed for one install.').waitFor();
    await panel(page).getByText('It boots Debian 12.12 and installs with lab.preseed.').waitFor();
    await lanes(page).getByText('armed once').waitFor();
    expect(calls(engine, 'machines.arm')).toEqual([{ mac: MAC, arm: 'once' }]);

    // Another image is another decision: the arming does not move with it.
    await panel(page).getByLabel('Boots').selectOption({ label: 'Memtest86+' });
    await lanes(page).getByText('armed once').waitFor({ state: 'detached' });
    expect(engine.config.assignments[MAC]).toEqual({ image: 'memtest', arm: 'off' });
  });

  it('are told when an image is not known to read the answer file', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).getByText(MAC).click();
    await panel(page).getByLabel('Boots').selectOption({ label: 'Memtest86+' });
    await panel(page).getByRole('combobox', { name: 'Answer file' }).selectOption({ index: 1 });
    await panel(page).getByText('Memtest86+ is not known to read an answer file.').waitFor();
    await panel(page).getByLabel('Boots').selectOption({ label: 'Debian 12.12' });
    await panel(page).getByRole('combobox', { name: 'Answer file' }).selectOption({ index: 1 });
    await panel(page).getByText('It is held in iPXE and waits.').waitFor();
    await panel(page).getByText('not known to read').waitFor({ state: 'detached' });
    expect(engine.config.assignments[MAC]).toEqual({ image: 'debian', answer: 'lab.preseed', arm: 'off' });
  });

  it('show the old choice again when the engine refuses a new one', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).getByText(MAC).click();
    // Removed by somebody else in this moment; this page has not heard of it yet.
    engine.images.delete('memtest');
    await panel(page).getByLabel('Boots').selectOption({ label: 'Memtest86+' });
    await page.getByRole('alert').getByText('UNKNOWN_IMAGE').waitFor();
    await expect.poll(() => panel(page).getByLabel('Boots').inputValue()).toBe('*');
  });

  it('that used up their arming say so and can be armed again', async () => {
    const engine = lab();
    await engine.commands['machines.assign']({
      mac: engine.machine(MAC).mac,
      image: 'debian',
      answer: 'lab.preseed',
      arm: 'once',
    });
    engine.machine(MAC, {
      install: { image: 'debian', answer: 'lab.preseed', answeredAt: 1, spentAt: 2, reported: true },
    });
    const { page } = await openConsole(engine);
    await lanes(page).getByText('its own disk, installed from Debian 12.12').click();
    await panel(page).getByText('Arming is used up: it was installed once already.').waitFor();
    await panel(page).getByText('It boots its own disk.').first().waitFor();
    await panel(page).getByRole('button', { name: 'Arm again for one install' }).click();
    await panel(page).getByText('Armed for one install.').waitFor();
    await panel(page).getByRole('button', { name: 'Disarm' }).click();
    await panel(page).getByText('Not armed.').waitFor();
    expect(calls(engine, 'machines.arm')).toEqual([
      { mac: MAC, arm: 'once' },
      { mac: MAC, arm: 'off' },
    ]);
  });

  it('are armed for every boot only after a question', async () => {
    const engine = lab();
    await engine.commands['machines.assign']({
      mac: engine.machine(MAC).mac,
      image: 'debian',
      answer: 'lab.preseed',
      arm: 'off',
    });
    const { page } = await openConsole(engine);
    await lanes(page).getByText(MAC).click();
    await panel(page).getByRole('button', { name: 'For every boot…' }).click();
    expect(calls(engine, 'machines.arm')).toEqual([]);
    await panel(page).getByRole('button', { name: 'Arm for every boot' }).click();
    await panel(page).getByText('Armed for every boot.').waitFor();
    expect(calls(engine, 'machines.arm')).toEqual([{ mac: MAC, arm: 'always' }]);
  });

  it('get a name, kernel arguments, and are forgotten after a question', async () => {
    const engine = lab();
    await engine.commands['machines.assign']({ mac: engine.machine(MAC).mac, image: 'debian', arm: 'off' });
    const { page } = await openConsole(engine);
    await lanes(page).getByText(MAC).click();
    await panel(page).getByLabel('Name').fill('rack3-u12');
    await panel(page).getByLabel('Name').press('Enter');
    await lanes(page).getByText('rack3-u12').waitFor();
    await panel(page).getByLabel('Kernel arguments added').fill('console=ttyS0');
    await panel(page).getByLabel('Name').focus();
    await expect.poll(() => engine.config.assignments[MAC]?.kernelArgs).toBe('console=ttyS0');
    await panel(page).getByRole('button', { name: 'Forget' }).click();
    await panel(page).getByRole('button', { name: 'Forget' }).click();
    await page.getByText('Power a machine on').waitFor();
    await page.getByRole('complementary', { name: 'This network' }).waitFor();
  });

  it('nobody has chosen for follow the rule of the network', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    const rule = page.getByRole('region', { name: 'Unknown machines' });
    await rule.getByLabel('Machines nobody has chosen for').selectOption({ label: 'Boot their own disk' });
    await rule.getByText('is sent on to its own disk').waitFor();
    await rule.getByLabel('Machines nobody has chosen for').selectOption({ label: 'Debian 12.12' });
    await rule
      .getByRole('combobox', { name: 'Answer file' })
      .selectOption({ label: 'lab.preseed (Debian preseed)' });
    await rule.getByText('every unknown machine waits until you arm this').waitFor();
    await rule.getByRole('button', { name: 'Arm for one install' }).click();
    await rule.getByText('Armed for one install.').waitFor();
    expect(calls(engine, 'config.update').map((input) => (input as { unknown: unknown }).unknown)).toEqual([
      { action: 'local' },
      { action: 'image', image: 'debian', arm: 'off' },
      { action: 'image', image: 'debian', answer: 'lab.preseed', arm: 'off' },
      { action: 'image', image: 'debian', answer: 'lab.preseed', arm: 'once' },
    ]);
    await page.getByText('10.77.0.50 to 10.77.0.199').waitFor();
  });

  it('are found by what is known of them', async () => {
    const engine = new EngineDouble();
    engine.machine('02:00:00:00:00:01', { name: 'alpha' });
    engine.machine('02:00:00:00:00:02', { hostName: 'beta', address: '10.77.0.99' as Ipv4 });
    const { page } = await openConsole(engine);
    const search = page.getByLabel('Find a machine');
    await search.fill('0.99');
    await lanes(page).getByText('alpha').waitFor({ state: 'detached' });
    expect(await lanes(page).getByRole('option').count()).toBe(1);
    await search.fill('00:01');
    await lanes(page).getByText('alpha').waitFor();
  });
});

describe.skipIf(noBrowser)('a large lab', () => {
  it('of 1,000 machines and 100,000 events keeps only the rows in sight', async () => {
    const engine = new EngineDouble();
    const hex = (index: number) =>
      index
        .toString(16)
        .padStart(4, '0')
        .replace(/(..)(..)/, '$1:$2');
    for (let index = 0; index < 1000; index++)
      engine.machine(`02:00:00:00:${hex(index)}`, { name: `machine ${index}` });
    for (let index = engine.events.length; index < 100_000; index++)
      engine.append({ type: 'config.changed', what: `change ${index}` });
    const { page } = await openConsole(engine);
    const events = page.getByRole('listbox', { name: 'Events' });
    await page.getByText('1,000 machines').waitFor();
    // The server keeps 20,000 waiting events for a console at most; the newest are there.
    await events.getByText('change 99999').waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(80);

    await lanes(page).focus();
    await page.keyboard.press('End');
    await lanes(page).getByText('machine 999', { exact: true }).waitFor();
    await page.keyboard.press('Home');
    await lanes(page).getByText('machine 0', { exact: true }).waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(80);
    for (let index = 0; index < 5000; index++)
      engine.append({ type: 'config.changed', what: `burst ${index}` });
    await events.getByText('burst 4999').waitFor();
  });
});
