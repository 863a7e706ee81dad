import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Mac } from '../../shared/wire/address.ts';
import { chooseInMenu, dropFiles, noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const MAC = '00:25:90:96:c4:9a' as Mac;
const rack = (page: Page) => page.getByRole('dialog', { name: 'Rack' });

async function openRack(engine: EngineDouble, tab: string): Promise<Page> {
  const { page } = await openConsole(engine);
  await chooseInMenu(page, 'Rack…');
  await rack(page).getByRole('tab', { name: tab }).click();
  return page;
}

describe.skipIf(noBrowser)('the rack', () => {
  it('is reached and left by the keyboard, and every control has a name', async () => {
    const engine = new EngineDouble();
    engine.machine(MAC);
    engine.configure({ hooks: [{ id: 'a', stage: '*', enabled: true, does: 'webhook', url: 'http://a/' }] });
    const { page } = await openConsole(engine);
    await page.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Rack…' }).press('Enter');
    for (const tab of [
      'Groups',
      'Password and keys',
      'Hooks',
      'Name by power-on order',
      'Import and export',
    ]) {
      await page.keyboard.press('ArrowRight');
      await rack(page).getByRole('tab', { name: tab, selected: true }).waitFor();
      const nameless = await rack(page).evaluate((dialog) =>
        [...dialog.querySelectorAll('button, select, textarea, input:not([type=file]), [tabindex="0"]')]
          .filter((element) => {
            const labels = 'labels' in element ? ((element.labels as NodeList | null)?.length ?? 0) : 0;
            return labels === 0 && !element.getAttribute('aria-label') && !element.textContent?.trim();
          })
          .map((element) => element.outerHTML),
      );
      expect(nameless).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await rack(page).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^More/);
  });

  it('has variables for all machines', async () => {
    const engine = new EngineDouble();
    const page = await openRack(engine, 'Variables');
    await rack(page).getByText('An answer file that says').waitFor();
    await rack(page).getByLabel('New variable').fill('ntpServer');
    await rack(page).getByLabel('Its value').fill('10.77.0.1');
    await page.keyboard.press('Enter');
    await rack(page).getByLabel('Value of ntpServer').waitFor();
    await expect.poll(() => engine.config.variables).toEqual({ ntpServer: '10.77.0.1' });
  });

  it('has groups with variables and a root password of their own', async () => {
    const engine = new EngineDouble();
    engine.machine(MAC, { name: 'esx-01' });
    const page = await openRack(engine, 'Groups');
    await rack(page).getByLabel('Name of a new group').fill('rack 3');
    await page.keyboard.press('Enter');
    const group = rack(page).getByRole('region', { name: 'Group rack 3', exact: true });
    await group.getByText('no machine yet').waitFor();
    await group.getByLabel('New variable').fill('gateway');
    await group.getByLabel('Its value').fill('10.77.0.254');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => engine.config.groups)
      .toEqual({ 'rack 3': { variables: { gateway: '10.77.0.254' } } });
    await group.getByRole('button', { name: 'Set root password of group rack 3' }).click();
    await group.getByLabel('New root password of group rack 3').fill('hunter22');
    await page.keyboard.press('Enter');
    await expect.poll(() => engine.passwords().groups).toEqual(['rack 3']);
    await engine.commands['machines.edit']({ mac: MAC, group: 'rack 3' });
    await group.getByText('1 machine: esx-01').waitFor();
    await group.getByRole('button', { name: 'Remove', exact: true }).first().click();
    await group.getByText('Remove group rack 3? Its machines stay.').waitFor();
    await page.keyboard.press('Enter');
    await group.waitFor({ state: 'detached' });
    expect(engine.config.machines[MAC]?.group).toBeUndefined();
  });

  it('has a root password and SSH keys, and refuses what is no public key', async () => {
    const engine = new EngineDouble();
    const page = await openRack(engine, 'Password and keys');
    await rack(page).getByRole('button', { name: 'Set root password of all machines' }).click();
    await rack(page).getByLabel('New root password of all machines').fill('hunter22');
    await page.keyboard.press('Enter');
    await rack(page).getByRole('button', { name: 'Change root password of all machines' }).waitFor();
    expect(engine.passwords().all).toBe(true);
    const keys = rack(page).getByLabel('Public keys that may log in');
    const save = rack(page).getByRole('button', { name: 'Save keys' });
    await keys.fill('ssh-ed25519 AAAAC3NzaC1 anna\nnonsense');
    await rack(page).getByText('Line 2 is no public key').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await keys.fill('-----BEGIN OPENSSH PRIVATE KEY-----');
    await rack(page).getByText('This is a private key.').waitFor();
    const good = [
      'ssh-ed25519 AAAAC3NzaC1 anna',
      'sk-ssh-ed25519@openssh.com AAAAGnNr',
      'ecdsa-sha2-nistp256 AAAAE2Vj= b',
    ];
    await keys.fill(`${good.join('\n\n')}\n`);
    await save.click();
    await expect.poll(() => engine.config.sshKeys).toEqual(good);
  });

  it('has hooks that are added, tried, switched off and removed', async () => {
    const engine = new EngineDouble();
    engine.machine(MAC, { name: 'esx-01' });
    engine.hookResult = { ok: false, tries: 1, status: 3, output: 'no route to host' };
    const page = await openRack(engine, 'Hooks');
    await rack(page).getByText('No hook yet.').waitFor();
    await rack(page).getByRole('button', { name: 'Add a program…' }).click();
    await rack(page).getByLabel('Name', { exact: true }).fill('vcenter');
    await rack(page).getByLabel('Program on the computer').fill('/usr/bin/pwsh');
    await rack(page).getByLabel('Arguments, one a line').fill('-File\n/srv/add host.ps1');
    await rack(page).getByRole('button', { name: 'Save hook' }).click();
    const hook = rack(page).getByRole('region', { name: 'Hook vcenter' });
    await hook.getByText('Not run since this page was opened.').waitFor();
    const saved = {
      id: 'vcenter',
      stage: 'installed',
      enabled: true,
      does: 'command',
      command: '/usr/bin/pwsh',
      args: ['-File', '/srv/add host.ps1'],
    };
    await expect.poll(() => engine.config.hooks).toEqual([saved]);
    await hook.getByRole('button', { name: 'Try hook vcenter' }).click();
    await hook.getByText('failed (3)').waitFor();
    await hook.getByText('no route to host').waitFor();
    await hook.getByLabel('On').uncheck();
    await expect.poll(() => engine.config.hooks).toEqual([{ ...saved, enabled: false }]);

    await rack(page).getByRole('button', { name: 'Add a web address…' }).click();
    await rack(page).getByLabel('Name', { exact: true }).fill('vcenter');
    await rack(page).getByText('There is a hook vcenter already.').waitFor();
    await rack(page).getByLabel('Name', { exact: true }).fill('inventory');
    await rack(page).getByLabel('Address that gets a POST').fill('ftp://nope');
    expect(await rack(page).getByRole('button', { name: 'Save hook' }).isDisabled()).toBe(true);
    await rack(page).getByLabel('Address that gets a POST').fill('https://inventory.example/hosts');
    await rack(page).getByLabel('When a machine calls home with').fill('*');
    await page.keyboard.press('Enter');
    await rack(page).getByRole('region', { name: 'Hook inventory' }).getByText('at every call').waitFor();
    await rack(page).getByRole('button', { name: 'Remove hook vcenter' }).click();
    await expect.poll(() => engine.config.hooks.map(({ id }) => id)).toEqual(['inventory']);
  });

  it('is named in the order in which it is switched on', async () => {
    const engine = new EngineDouble();
    engine.machine('00:25:90:96:c4:01', { name: 'esx-03' });
    await engine.commands['machines.name']({ mac: '00:25:90:96:c4:01' as Mac, name: 'esx-03' });
    const page = await openRack(engine, 'Name by power-on order');
    await rack(page).getByLabel('Pattern').fill('esx');
    await rack(page).getByText('has no place for the number').waitFor();
    await rack(page).getByLabel('Pattern').fill('esx-{nn}');
    await rack(page).getByText('The first three: esx-01, esx-02, esx-04.').waitFor();
    await rack(page).getByLabel('Group').fill('rack 3');
    await page.keyboard.press('Enter');
    await rack(page).getByText('The next machine without a name becomes esx-01').waitFor();
    await page.keyboard.press('Escape');
    const banner = page.getByText('Naming by power-on order.');
    await banner.waitFor();

    engine.machine(MAC);
    await page.getByText('The next new machine becomes esx-02 in group rack 3.').waitFor();
    const lanes = page.getByRole('listbox', { name: 'Machines' });
    await lanes.getByText('esx-01', { exact: true }).waitFor();
    expect(engine.config.machines[MAC]).toEqual({ group: 'rack 3' });
    await page.getByRole('button', { name: 'Stop naming' }).click();
    await banner.waitFor({ state: 'detached' });
  });

  it('goes out as a table and comes in after a look at what that changes', async () => {
    const engine = new EngineDouble();
    engine.machine(MAC, { name: 'esx-01' });
    const page = await openRack(engine, 'Import and export');
    const download = page.waitForEvent('download');
    await rack(page).getByRole('button', { name: 'Save machines.csv' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('machines.csv');
    expect(readFileSync(await file.path(), 'utf8')).toContain(`${MAC},esx-01`);

    const csv = `mac,name\n${MAC},esx-one\nnonsense,x\n00:25:90:96:c4:01,esx-02\n`;
    await dropFiles(page, 'section[aria-label=Import]', [{ name: 'rack.csv', bytes: 0, text: csv }]);
    const changes = rack(page).getByRole('region', { name: 'What it changes' });
    await changes.getByText('"nonsense" is not a MAC address.').waitFor();
    await changes.getByText('esx-one').waitFor();
    await rack(page).getByText('1 new, 1 changed, 0 as they are, 1 refused.').waitFor();
    expect(engine.machines.get(MAC)?.name).toBe('esx-01');
    await rack(page).getByRole('button', { name: 'Import 2 machines' }).click();
    await rack(page).getByText('2 machines added or changed.').waitFor();
    expect([...engine.machines.values()].map(({ name }) => name)).toEqual(['esx-one', 'esx-02']);

    await rack(page).getByLabel('A table with a column').fill('name\nx\n');
    await rack(page).getByRole('button', { name: 'Show what it changes' }).click();
    await rack(page).getByRole('alert').getByText('The table has no column "mac".').waitFor();
    expect(
      engine.calls.filter(({ command }) => command === 'machines.import').map(({ input }) => input),
    ).toEqual([
      { csv, dryRun: true },
      { csv, dryRun: false },
      { csv: 'name\nx\n', dryRun: true },
    ]);
  });
});
