import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const MAC = '00:25:90:96:c4:9a' as Mac;
const OTHER = '00:25:90:96:c4:9b' as Mac;
const lanes = (page: Page) => page.getByRole('listbox', { name: 'Machines' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Chosen machine' });

async function lab(): Promise<EngineDouble> {
  const engine = new EngineDouble();
  engine.addImage('debian.iso', 659_000_000, 'Debian 12.12');
  engine.addAnswer('lab.preseed', 'd-i partman-auto/method string lvm\n');
  engine.machine(MAC, { vendor: 'Supermicro', arch: 7, serial: 'S4512', address: '10.77.0.51' as Ipv4 });
  engine.machine(OTHER);
  await engine.commands['machines.name']({ mac: MAC, name: 'esx-01' });
  await engine.commands['machines.assign']({ mac: MAC, image: 'debian', answer: 'lab.preseed', arm: 'off' });
  return engine;
}

async function opened(engine: EngineDouble): Promise<Page> {
  const { page } = await openConsole(engine);
  await lanes(page).getByText('esx-01').click();
  await panel(page).getByRole('heading', { name: 'esx-01' }).waitFor();
  return page;
}

function calls(engine: EngineDouble, command: string): unknown[] {
  return engine.calls.filter((call) => call.command === command).map((call) => call.input);
}

describe.skipIf(noBrowser)('what is written down about a machine', () => {
  it('is notes, a new group, and a fixed address that is set, refused, and cleared', async () => {
    const engine = await lab();
    const page = await opened(engine);
    await panel(page).getByLabel('Notes').fill('Borrowed until May');
    await panel(page).getByLabel('Group').selectOption({ label: 'New group…' });
    await panel(page).getByLabel('Name of the new group').fill('rack 3');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => engine.config.machines[MAC])
      .toEqual({ notes: 'Borrowed until May', group: 'rack 3' });
    await expect.poll(() => panel(page).getByLabel('Group').inputValue()).toBe('rack 3');

    const address = panel(page).getByLabel('Fixed address');
    await address.fill('10.77.0.60');
    await address.press('Enter');
    await expect.poll(() => engine.config.reservations[MAC]).toBe('10.77.0.60');
    await address.fill('10.77.0.999');
    await address.press('Enter');
    await page.getByRole('alert').waitFor();
    await expect.poll(() => address.inputValue()).toBe('10.77.0.60');
    await address.fill('');
    await address.press('Enter');
    await expect.poll(() => engine.config.reservations).toEqual({});

    await panel(page).getByLabel('Group').selectOption({ label: 'no group' });
    await panel(page).getByLabel('Notes').fill('');
    await panel(page).getByLabel('Fixed address').focus();
    await expect.poll(() => engine.config.machines[MAC] ?? {}).toEqual({});
  });

  it('is variables of its own before those of its group and of all', async () => {
    const engine = await lab();
    engine.configure({
      variables: { rack: 'R0', ntp: '10.77.0.1' },
      groups: { 'rack 3': { variables: { rack: 'R3' } } },
      machines: { [MAC]: { group: 'rack 3' } },
    });
    const page = await opened(engine);
    await panel(page).getByText('Variables').click();
    const table = panel(page).getByRole('region', { name: 'Variables of this machine' });
    await table.getByText('rack = R3 from group rack 3').waitFor();
    await table.getByText('ntp = 10.77.0.1 from all machines').waitFor();
    await table.getByLabel('New variable').fill('2nd');
    await table.getByText('A name is letters, digits and _, beginning with a letter.').waitFor();
    await table.getByLabel('New variable').fill('mac');
    await table.getByText('mac is filled in by Rackboot').waitFor();
    await table.getByLabel('New variable').fill('rack');
    await table.getByLabel('Its value').fill('R9');
    await page.keyboard.press('Enter');
    await table.getByText('from group rack 3').waitFor({ state: 'detached' });
    await table.getByLabel('New variable').fill('slot');
    await table.getByLabel('Its value').fill('U12');
    await page.keyboard.press('Enter');
    await expect.poll(() => engine.config.machines[MAC]?.variables).toEqual({ rack: 'R9', slot: 'U12' });
    await table.getByLabel('Value of slot').fill('U13');
    await page.keyboard.press('Enter');
    await table.getByRole('button', { name: 'Remove rack' }).click();
    await expect.poll(() => engine.config.machines[MAC]?.variables).toEqual({ slot: 'U13' });
    await table.getByText('rack = R3 from group rack 3').waitFor();
  });

  it('is a root password that is set and never shown', async () => {
    const engine = await lab();
    await engine.commands['passwords.set']({ password: 'all' });
    const page = await opened(engine);
    const password = panel(page).getByRole('region', { name: 'Root password' });
    await password.getByText('None of its own; there is one for all machines').waitFor();
    await password.getByRole('button', { name: 'Set root password of this machine' }).click();
    await password.getByLabel('New root password of this machine').fill('hunter22');
    await page.keyboard.press('Enter');
    await password.getByRole('button', { name: 'Change root password of this machine' }).waitFor();
    expect(calls(engine, 'passwords.set').at(-1)).toEqual({ mac: MAC, password: 'hunter22' });
    expect(await page.content()).not.toContain('hunter22');
    await password.getByRole('button', { name: 'Remove' }).click();
    await password.getByRole('button', { name: 'Remove' }).click();
    await password.getByText('None of its own').waitFor();
    expect(engine.passwords().machines).toEqual([]);
  });
});

describe.skipIf(noBrowser)('what a machine did', () => {
  it('is shown boot by boot, with what called home and how long it took', async () => {
    const engine = await lab();
    const at = Date.now();
    engine.machine(MAC, {
      boots: [
        { startedAt: at - 900_000, reached: 'local', reachedAt: at - 880_000, calls: [] },
        {
          startedAt: at - 600_000,
          image: 'debian',
          answer: 'lab.preseed',
          reached: 'installed',
          reachedAt: at - 60_000,
          calls: [
            { stage: 'early', at: at - 570_000 },
            { stage: 'installed', at: at - 60_000 },
          ],
        },
      ],
    });
    const page = await opened(engine);
    await panel(page).getByText('S4512').waitFor();
    await panel(page).locator('summary', { hasText: 'Boots 2' }).click();
    const first = panel(page).locator('ol > li').first();
    await first.getByText('Installed', { exact: true }).waitFor();
    await first.getByText('after 9 min', { exact: true }).first().waitFor();
    await first.getByText('Debian 12.12 with lab.preseed').waitFor();
    await first.getByText('called home: early after 30.0 s').waitFor();
  });

  it('is told in its lane while it installs: what called home, and what the installer says', async () => {
    const engine = await lab();
    const at = Date.now();
    engine.stage(MAC, 'answer', {
      install: { image: 'debian', answer: 'lab.preseed', answeredAt: at - 185_000 },
      boots: [
        {
          startedAt: at - 300_000,
          reached: 'answer',
          reachedAt: at - 185_000,
          calls: [{ stage: 'partitioned', at: at - 20_000 }],
        },
      ],
      log: { text: 'debootstrap: Unpacking libc6', at: at - 1000 },
    });
    const { page } = await openConsole(engine);
    await lanes(page)
      .getByText('Installing since 3 min, last: partitioned. debootstrap: Unpacking libc6')
      .waitFor();
    await lanes(page).getByText('installs Debian 12.12 with lab.preseed').waitFor();
    // What was said long ago says nothing of now.
    engine.machine(MAC, { log: { text: 'old news', at: at - 600_000 } });
    await lanes(page).getByText('Unpacking').waitFor({ state: 'detached' });
    expect(await lanes(page).getByText('old news').count()).toBe(0);
  });

  it('by syslog is found among the events', async () => {
    const engine = await lab();
    const { page } = await openConsole(engine);
    engine.append({
      type: 'syslog.received',
      mac: MAC,
      from: '10.77.0.51' as Ipv4,
      severity: 'info',
      text: 'one',
    });
    engine.append({
      type: 'syslog.received',
      mac: MAC,
      from: '10.77.0.51' as Ipv4,
      severity: 'err',
      text: 'two',
    });
    engine.append({ type: 'config.changed', what: 'other' });
    const events = page.getByRole('listbox', { name: 'Events' });
    await events.getByText('Settings changed: other').waitFor();
    await page.getByLabel('Which events').selectOption('Syslog');
    await events.getByText('Settings changed: other').waitFor({ state: 'detached' });
    await expect.poll(() => events.getByRole('option').count()).toBe(2);
    await page.getByLabel('Which events').selectOption('Problems');
    await events.getByText('two').waitFor();
    await events.getByText('one').waitFor({ state: 'detached' });
  });
});

describe.skipIf(noBrowser)('arming', () => {
  it('for a time says when it ends, and afterwards that it has', async () => {
    const engine = await lab();
    const page = await opened(engine);
    await panel(page).getByLabel('Arming lasts').selectOption({ label: '4 hours' });
    await panel(page).getByRole('button', { name: 'Arm for one install' }).click();
    await panel(page)
      .getByText(/^Expires at .*, in (4 h|3 h 59 min)\.$/)
      .waitFor();
    expect(calls(engine, 'machines.arm')).toEqual([{ mac: MAC, arm: 'once', minutes: 240 }]);
    await lanes(page).getByText('armed once').waitFor();
    engine.assign(MAC, {
      image: 'debian',
      answer: 'lab.preseed',
      arm: 'once',
      armedUntil: engine.now() - 1000,
    });
    await panel(page).getByText('Its arming expired at').waitFor();
    await panel(page).getByText('Not armed.').waitFor();
    await lanes(page).getByText('armed once').waitFor({ state: 'detached' });
  });

  it('shows what the kernel arguments do, beside what the file does', async () => {
    const engine = await lab();
    await engine.commands['machines.assign']({
      mac: MAC,
      image: 'debian',
      answer: 'lab.preseed',
      kernelArgs: 'inst.ks=http://elsewhere/a',
      arm: 'off',
    });
    const page = await opened(engine);
    await panel(page)
      .getByText('kernel arguments: inst.ks in the kernel arguments names another file.')
      .waitFor();
    await panel(page).getByText('d-i partman-auto/method string lvm').waitFor();
  });
});

describe.skipIf(noBrowser)('a machine', () => {
  it('is woken', async () => {
    const engine = await lab();
    const page = await opened(engine);
    await panel(page).getByRole('button', { name: 'Wake' }).click();
    await page.getByRole('listbox', { name: 'Events' }).getByText('Was sent a wake-up packet.').waitFor();
    expect(calls(engine, 'machines.wake')).toEqual([{ macs: [MAC] }]);
  });

  it('with a new network card becomes one with the old', async () => {
    const engine = await lab();
    const page = await opened(engine);
    await panel(page).getByRole('button', { name: 'Merge into…' }).click();
    const merge = panel(page).getByRole('region', { name: 'Merge' });
    await merge.getByText(`go over to ${OTHER}; ${MAC} is forgotten.`).waitFor();
    await merge.getByRole('button', { name: 'Merge' }).click();
    await panel(page).getByText(OTHER, { exact: true }).waitFor();
    await panel(page).getByRole('heading', { name: 'esx-01' }).waitFor();
    expect([...engine.machines.keys()]).toEqual([OTHER]);
    expect(engine.config.assignments[OTHER]?.image).toBe('debian');
  });

  it('that was forgotten comes back with what was decided and written down, disarmed', async () => {
    const engine = await lab();
    await engine.commands['machines.edit']({
      mac: MAC,
      notes: 'top',
      group: 'rack 3',
      variables: { slot: 'U12' },
      address: '10.77.0.60' as Ipv4,
    });
    await engine.commands['machines.arm']({ mac: MAC, arm: 'always' });
    const { machines, reservations } = engine.config;
    const page = await opened(engine);
    await panel(page).getByRole('button', { name: 'Forget' }).click();
    await panel(page).getByRole('button', { name: 'Forget' }).click();
    await lanes(page).getByText('esx-01').waitFor({ state: 'detached' });
    expect(engine.config.machines).toEqual({});
    await page.getByText('esx-01 forgotten.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await lanes(page).getByText('esx-01').waitFor();
    await expect
      .poll(() => engine.config.assignments[MAC])
      .toEqual({
        image: 'debian',
        answer: 'lab.preseed',
        arm: 'off',
      });
    expect([engine.config.machines, engine.config.reservations]).toEqual([machines, reservations]);
  });
});
