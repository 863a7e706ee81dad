import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST, UNSPECIFIED } from '../../shared/wire/address.ts';
import { encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { golden } from '../wire/golden.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const macs = [1, 2, 3].map((number) => `00:25:90:96:c4:0${number}` as Mac);
const [one, two] = macs as [Mac, Mac, Mac];
const lanes = (page: Page) => page.getByRole('listbox', { name: 'Machines' });
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' });
const option = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('option', { name });
const current = (page: Page) => page.getByRole('dialog').getByRole('option', { selected: true });

function lab(): EngineDouble {
  const engine = new EngineDouble();
  engine.addImage('debian.iso', 659_000_000, 'Debian 12.12');
  engine.addImage('memtest.iso', 6_000_000, 'Memtest86+');
  engine.addAnswer(
    'lab.preseed',
    'd-i netcfg/get_domain string cellar\nd-i partman-auto/method string lvm\n',
  );
  engine.addFirmware('snponly.efi', 'system');
  macs.forEach((mac, index) =>
    engine.machine(mac, {
      name: `esx-0${index + 1}`,
      model: 'PowerEdge R640',
      serial: `SN${index}XYZ`,
      address: `10.77.0.5${index}` as Ipv4,
    }),
  );
  return engine;
}

async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).fill(text);
}

describe.skipIf(noBrowser)('the palette', () => {
  it('opens by key and by button, moves by arrows, closes by Escape and gives the keyboard back', async () => {
    const { page } = await openConsole(lab());
    await lanes(page).focus();
    await page.keyboard.press('Control+k');
    const field = palette(page).getByRole('combobox');
    await expect.poll(() => field.evaluate((it) => it === document.activeElement)).toBe(true);
    const first = await current(page).textContent();
    await page.keyboard.press('ArrowDown');
    expect(await current(page).textContent()).not.toBe(first);
    expect(await field.getAttribute('aria-activedescendant')).toBe(await current(page).getAttribute('id'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    // Around to the last.
    expect(await page.getByRole('dialog').getByRole('option').last().getAttribute('aria-selected')).toBe(
      'true',
    );
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'detached' });
    await expect.poll(() => lanes(page).evaluate((it) => it === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Search' }).click();
    await palette(page).waitFor();
    await page.mouse.click(20, 500);
    await palette(page).waitFor({ state: 'detached' });
  });

  it('is as tall as what it found', async () => {
    const { page } = await openConsole(lab());
    const heights = () =>
      palette(page).evaluate((it) => [it.clientHeight, it.firstElementChild?.clientHeight] as const);
    await page.keyboard.press('Control+k');
    const [everything] = await heights();
    await type(page, 'esx-02');
    await expect.poll(async () => (await heights())[0]).toBeLessThan(everything);
    const [around, sheet] = await heights();
    expect(around).toBe(sheet);
  });

  it('finds machines by whatever is known of them and selects them', async () => {
    const engine = lab();
    await engine.commands['machines.edit']({ mac: two, notes: 'belongs to Ada', group: 'rack 3' });
    const { page } = await openConsole(engine);
    for (const text of ['esx-02', '0025.9096.c402', 'SN1XYZ', '10.77.0.51', 'ada', 'poweredge rack']) {
      await type(page, text);
      await expect.poll(() => current(page).textContent()).toContain('esx-02');
      await page.keyboard.press('Enter');
      await page
        .getByRole('complementary', { name: 'Chosen machine', exact: true })
        .getByText(two)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Close machine' }).click();
    }
  });

  it('finds files, lines in them, groups, variables, hooks, firmware', async () => {
    const engine = lab();
    engine.configure({
      groups: { 'rack 3': { variables: { vlan: '30' } } },
      hooks: [{ id: 'vcenter', stage: '*', enabled: true, does: 'webhook', url: 'http://10.77.0.9/add' }],
    });
    const { page } = await openConsole(engine);
    await type(page, 'memt');
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await expect.poll(focused).toContain('Memtest86+');
    await type(page, 'cellar');
    await option(page, 'd-i netcfg/get_domain string cellar').click();
    await page.getByRole('dialog', { name: 'lab.preseed' }).waitFor();
    await page.keyboard.press('Escape');
    for (const text of ['rack 3', 'vlan', 'vcenter']) {
      await type(page, text);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Rack' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Rack' }).waitFor({ state: 'detached' });
    }
    await type(page, 'zzzz');
    await page.getByText('Nothing fits “zzzz”.').waitFor();
  });

  it('finds events and packets, and opens them', async () => {
    const engine = lab();
    engine.append({ type: 'home.called', mac: one, stage: 'postinstall' });
    const { page } = await openConsole(engine);
    const events = palette(page).getByRole('group', { name: 'Events' });
    for (const text of [one, one.replaceAll(':', '-'), one.replaceAll(':', '').toUpperCase()]) {
      await type(page, text);
      await events.getByText('postinstall').waitFor();
      await page.keyboard.press('Escape');
    }
    await type(page, 'postinstall');
    await option(page, /postinstall/).click();
    await page.getByRole('tabpanel').getByText('postinstall').first().waitFor();
    await expect
      .poll(() => page.locator('[aria-selected="true"][role="option"]').first().textContent())
      .toContain('postinstall');
  });

  it('reads packets when something is looked for in them, and their menu copies', async () => {
    const engine = lab();
    const bytes = golden('dhcp', 'ovmf-pxe-discover').bytes;
    const frame = encodeUdpFrame({
      ...{ sourceMac: one, destinationMac: 'ff:ff:ff:ff:ff:ff' as Mac },
      ...{ source: UNSPECIFIED, sourcePort: 68, destination: LIMITED_BROADCAST, destinationPort: 67 },
      payload: bytes,
    });
    engine.packets.append({ at: 1_760_000_000_000_000, bytes: frame, wireBytes: frame.length });
    const { page } = await openConsole(engine);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await type(page, one.replaceAll(':', '-'));
    await option(page, /^DHCPDISCOVER, PXEClient/).waitFor();
    await page.keyboard.press('Escape');
    await type(page, 'dhcpdiscover pxeclient');
    await option(page, /^DHCPDISCOVER, PXEClient/).click();
    await page.getByRole('tab', { name: 'Packets', selected: true }).waitFor();
    await page.getByRole('region', { name: 'Packet' }).waitFor();
    await page
      .getByRole('listbox', { name: 'Packets' })
      .getByRole('option')
      .first()
      .click({ button: 'right' });
    await page
      .getByRole('menu', { name: 'packet 1' })
      .getByRole('menuitem', { name: 'Copy the summary' })
      .click();
    await page.getByText('Copied: DHCPDISCOVER').waitFor();
  });

  it('does things with what is chosen, and offers what was used lately first', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-01').click();
    await lanes(page)
      .getByText('esx-02')
      .click({ modifiers: ['Shift'] });
    await type(page, 'boot debian');
    await expect.poll(() => current(page).textContent()).toContain('Boot Debian 12.12 on 2 chosen machines');
    await page.keyboard.press('Enter');
    await page.getByText('2 machines boot Debian 12.12.').waitFor();
    expect(engine.config.assignments).toEqual({
      [one]: { image: 'debian', arm: 'off' },
      [two]: { image: 'debian', arm: 'off' },
    });
    await page.keyboard.press('Control+k');
    await palette(page)
      .getByRole('group', { name: 'Recently used' })
      .getByText('Boot Debian 12.12')
      .waitFor();
    await page.keyboard.press('Escape');
    await type(page, 'undo');
    await page.keyboard.press('Enter');
    await expect.poll(() => engine.config.assignments).toEqual({});
  });

  it('speaks German', async () => {
    const { page } = await openConsole(lab());
    await type(page, 'sprache deutsch');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Suchen/ }).click();
    await page
      .getByRole('dialog', { name: 'Suche und Befehle' })
      .getByText('Keyboard')
      .waitFor({ state: 'detached' });
    await page.getByRole('dialog').getByRole('option', { name: 'Tastaturhilfe' }).waitFor();
  });

  it('finds one of 1,000 machines among 10,000 events while one types', async () => {
    const engine = lab();
    for (let number = 0; number < 1000; number++)
      engine.machines.set(`02:00:00:00:${hex(number >> 8)}:${hex(number & 255)}` as Mac, {
        ...engine.machine(one),
        mac: `02:00:00:00:${hex(number >> 8)}:${hex(number & 255)}` as Mac,
        name: `node-${number}`,
      });
    for (let number = 0; number < 10_000; number++)
      engine.events.push({
        type: 'syslog.received',
        mac: one,
        from: '10.77.0.50' as Ipv4,
        severity: 'info',
        text: number === 17 ? 'the needle' : `line ${number}`,
        seq: engine.events.length + 1,
        at: engine.now(),
      });
    const { page } = await openConsole(engine);
    await page.getByText('1,003 machines').waitFor();
    await type(page, 'node-73');
    await expect.poll(() => current(page).textContent()).toContain('node-73');
    await palette(page).getByRole('combobox').fill('the needle');
    await option(page, /the needle/).waitFor();
    expect(await page.getByRole('dialog').getByRole('option').count()).toBe(1);
  });
});

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

describe.skipIf(noBrowser)('keys', () => {
  it('choose an image for the chosen machines, arm after the question, disarm, wake, name, forget', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('b');
    await page.getByRole('dialog', { name: 'What boots on esx-01?' }).waitFor();
    await page.keyboard.type('deb');
    await page.keyboard.press('Enter');
    await expect.poll(() => engine.config.assignments[one]).toEqual({ image: 'debian', arm: 'off' });
    await page.getByText('esx-01 boots Debian 12.12.').waitFor();
    await page.keyboard.press('a');
    await page.getByText('esx-01: nothing to arm.').waitFor();
    await engine.commands['machines.assign']({
      mac: one,
      image: 'debian',
      answer: 'lab.preseed',
      arm: 'off',
    });
    await lanes(page).getByText('lab.preseed').first().waitFor();
    await page.keyboard.press('a');
    const question = page.getByRole('dialog', { name: 'Arm 1 machine' });
    await question.getByText('d-i partman-auto/method string lvm').waitFor();
    expect(engine.config.assignments[one]?.arm).toBe('off');
    await question.getByRole('button', { name: 'Arm 1 machine' }).click();
    await expect.poll(() => engine.config.assignments[one]?.arm).toBe('once');
    await question.waitFor({ state: 'detached' });
    await lanes(page).getByText('armed once').waitFor();
    await page.keyboard.press('d');
    await expect.poll(() => engine.config.assignments[one]?.arm).toBe('off');
    await page.keyboard.press('w');
    await expect.poll(() => engine.calls.filter(({ command }) => command === 'machines.wake').length).toBe(1);
    await page.keyboard.press('F2');
    await page.getByRole('dialog', { name: 'Name a machine' }).getByLabel('Name').fill('db-01');
    await page.keyboard.press('Enter');
    await expect.poll(() => engine.machines.get(one)?.name).toBe('db-01');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await lanes(page).getByText('db-01').waitFor();
    await page.keyboard.press('Delete');
    await page.getByText('db-01 forgotten.').waitFor();
    expect(engine.machines.has(one)).toBe(false);
    await page.keyboard.press('Control+z');
    await expect.poll(() => engine.machines.get(one)?.name).toBe('db-01');
  });

  it('mean one thing however long they are held down, and nothing to the machines in a menu or a list', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    const wakes = () => engine.calls.filter(({ command }) => command === 'machines.wake').length;
    await lanes(page).getByText('esx-01').click();
    await page.keyboard.down('w');
    await page.keyboard.down('w');
    await page.keyboard.up('w');
    const more = page.getByRole('button', { name: 'More', exact: true });
    await more.click();
    await page.getByRole('menu', { name: 'More' }).waitFor();
    await page.keyboard.press('w');
    await page.keyboard.press('Escape');
    await page.getByRole('menu', { name: 'More' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /lab0/ }).first().click();
    await page.getByRole('list', { name: 'Interfaces' }).waitFor();
    await page.keyboard.press('w');
    await page.keyboard.press('Escape');
    await page.getByRole('list', { name: 'Interfaces' }).waitFor({ state: 'detached' });
    await lanes(page).focus();
    await page.keyboard.press('w');
    await expect.poll(wakes).toBe(2);
  });

  it('are all in the help, and letters are none while one writes or when they are turned off', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await lanes(page).getByText('esx-01').click();
    await page.getByLabel('Find a machine').fill('');
    await page.keyboard.type('wab?');
    expect(await page.getByLabel('Find a machine').inputValue()).toBe('wab?');
    await page.getByLabel('Find a machine').fill('');
    await lanes(page).focus();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await help.getByText('Arm, after a question').waitFor();
    await help.getByText('Ctrl+K').waitFor();
    await help.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('w');
    await page.keyboard.press('?');
    await page.keyboard.press('F1');
    await help.waitFor();
    expect(engine.calls.filter(({ command }) => command === 'machines.wake')).toEqual([]);
  });
});
