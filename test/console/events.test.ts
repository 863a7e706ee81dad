import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../shared/model/event.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { SENTENCES } from '../renderer/event-sentences.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const mac = '00:25:90:96:c4:9a' as Mac;

const list = (page: Page) => page.getByRole('listbox', { name: 'Events' });

function engineWithNames(): EngineDouble {
  const engine = new EngineDouble();
  engine.addImage('debian.iso', 659_000_000, 'Debian 12 netinst');
  engine.addAnswer('lab.preseed', '');
  return engine;
}

describe.skipIf(noBrowser)('events', () => {
  it('are one sentence each, newest last, as they happen', async () => {
    const engine = engineWithNames();
    const { page } = await openConsole(engine);
    for (const [body, sentence] of Object.values(SENTENCES)) {
      engine.append(body);
      await list(page).getByText(sentence, { exact: true }).waitFor();
    }
    expect(await list(page).textContent()).not.toMatch(/[{}]|undefined|NaN|\[object/);
  });

  it('of a type this page does not know are named, and break nothing', async () => {
    const engine = engineWithNames();
    const { page } = await openConsole(engine);
    engine.append({ type: 'wake.sent', mac } as unknown as EventBody);
    await list(page).getByText('wake sent.').waitFor();
  });

  it('show their fields when opened, packets as hex, JSON only when asked for', async () => {
    const engine = engineWithNames();
    engine.append(SENTENCES['dhcp.answered'][0]);
    const { page } = await openConsole(engine);
    await list(page).getByText('DHCPDISCOVER answered').click();
    const detail = page.getByRole('region', { name: 'Event', exact: true });
    for (const text of [
      '0x1234abcd',
      'free address of the pool',
      'http://10.77.0.1/fw/snponly.efi',
      'dhcp.answered',
    ]) {
      await detail.getByText(text).waitFor();
    }
    expect(await detail.getByText('"xid"').count()).toBe(0);
    await detail.getByText('Request, 32 bytes').click();
    await detail.getByText('0010  01 01 06 00').waitFor();
    await detail.getByRole('button', { name: 'Show JSON' }).click();
    await detail.getByText('"xid": 305441741').waitFor();
    await detail.getByRole('button', { name: 'Close event' }).click();
    await detail.waitFor({ state: 'detached' });
  });

  it('are filtered by what they are about, by machine, and by trouble', async () => {
    const engine = engineWithNames();
    engine.machine(mac, { name: 'rack3' });
    engine.machine('02:00:00:00:00:02', { name: 'rack4' });
    for (const [body] of Object.values(SENTENCES)) engine.append(body);
    const { page } = await openConsole(engine);
    const which = page.getByLabel('Which events');
    await which.selectOption('TFTP');
    await expect.poll(() => list(page).getByRole('option').count()).toBe(2);
    await which.selectOption('Problems');
    await list(page).getByText('Settings changed').waitFor({ state: 'detached' });
    await list(page).getByText('Did not get nope').waitFor();
    await which.selectOption('Machine');
    await page.getByRole('listbox', { name: 'Machines' }).getByText('rack4').click();
    await page.getByLabel('Only rack4').check();
    await expect.poll(() => list(page).getByRole('option').count()).toBe(1);
  });

  it('stand still while paused, and are cleared', async () => {
    const engine = engineWithNames();
    const { page } = await openConsole(engine);
    engine.append({ type: 'config.changed', what: 'before' });
    await list(page).getByText('before').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    engine.append({ type: 'config.changed', what: 'meanwhile' });
    await page.getByRole('button', { name: 'Go on (1 new)' }).waitFor();
    expect(await list(page).getByText('meanwhile').count()).toBe(0);
    await page.getByRole('button', { name: 'Go on' }).click();
    await list(page).getByText('meanwhile').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Nothing has happened yet.').waitFor();
    engine.append({ type: 'config.changed', what: 'after' });
    await list(page).getByText('after').waitFor();
    expect(await list(page).getByRole('option').count()).toBe(1);
  });
});
