import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Console } from '../../main/control/server.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { newPage, noBrowser, serveConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const mac = (number: number) => `00:25:90:96:c4:${String(number).padStart(2, '0')}` as Mac;

interface Told {
  readonly title: string;
  readonly body: string;
  click(): void;
}
declare global {
  interface Window {
    told: Told[];
    asked: number;
  }
}

/** A page whose person looks at another window; what it would show on the screen is kept. */
async function away(
  engine: EngineDouble,
  permission: 'granted' | 'default',
): Promise<{ page: Page; served: Console; token: string }> {
  const { console: served, token } = await serveConsole(engine);
  const page = await newPage();
  if (permission === 'granted') await page.context().grantPermissions(['notifications']);
  await page.addInitScript((first) => {
    document.hasFocus = () => false;
    window.told = [];
    window.asked = 0;
    let may: NotificationPermission = first;
    class Kept {
      static get permission(): NotificationPermission {
        return may;
      }
      static async requestPermission(): Promise<NotificationPermission> {
        window.asked += 1;
        may = 'granted';
        return may;
      }
      onclick: (() => void) | undefined;
      constructor(title: string, { body }: { body: string }) {
        window.told.push({ title, body, click: () => this.onclick?.() });
      }
      close(): void {}
    }
    Object.defineProperty(window, 'Notification', { value: Kept });
  }, permission);
  await page.goto(served.url);
  await page.getByText('Connected').waitFor({ state: 'attached' });
  return { page, served, token };
}

const told = (page: Page) => page.evaluate(() => window.told.map(({ title, body }) => `${title}: ${body}`));

describe.skipIf(noBrowser)('notifications', () => {
  it('tell what happens now, many at once as one, and lead to the machine', async () => {
    const engine = new EngineDouble();
    engine.machine(mac(99), { name: 'old' });
    const { page } = await away(engine, 'granted');
    engine.machine(mac(1), { name: 'esx-01' });
    await expect.poll(() => told(page)).toEqual([`New machine: esx-01: ${mac(1)}`]);
    for (let number = 2; number <= 31; number++) engine.machine(mac(number), { name: `esx-${number}` });
    await expect.poll(() => told(page)).toHaveLength(2);
    expect((await told(page))[1]).toBe('30 new machines: esx-2, esx-3, esx-4 and 27 more');

    engine.stage(mac(1), 'stalled');
    await expect.poll(() => told(page)).toHaveLength(3);
    expect((await told(page))[2]).toMatch(/^esx-01 stalled: ./);
    await page.evaluate(() => window.told[2]?.click());
    await page
      .getByRole('complementary', { name: 'Chosen machine', exact: true })
      .getByText(mac(1), { exact: true })
      .waitFor();
    await page.evaluate(() => window.told[1]?.click());
    await page.getByText('30 machines chosen').waitFor();
  });

  it('close what holds nothing when they are clicked, and no answer file that is not saved', async () => {
    const engine = new EngineDouble();
    engine.addAnswer('lab.ks', 'reboot\n');
    const { page } = await away(engine, 'granted');
    engine.machine(mac(1), { name: 'esx-01' });
    await expect.poll(() => told(page)).toHaveLength(1);
    await page.getByRole('button', { name: 'lab.ks', exact: true }).click();
    const text = page.getByRole('textbox', { name: 'Text of lab.ks' });
    await text.fill('poweroff\n');
    await page.evaluate(() => window.told[0]?.click());
    const chosen = page.getByLabel('Chosen machine', { exact: true });
    await chosen.getByText(mac(1), { exact: true }).waitFor();
    expect(await text.inputValue()).toBe('poweroff\n');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Throw away' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() => window.told[0]?.click());
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('tell nothing again after the connection was lost', async () => {
    const engine = new EngineDouble();
    const { page, served, token } = await away(engine, 'granted');
    const { port } = new URL(served.url);
    await served.close();
    engine.machine(mac(1), { name: 'esx-01' });
    await serveConsole(engine, { port: Number(port), token });
    await page.getByText('esx-01').first().waitFor();
    engine.machine(mac(2), { name: 'esx-02' });
    await expect.poll(() => told(page)).toEqual([`New machine: esx-02: ${mac(2)}`]);
  });

  it('ask once, and the browser only after a click', async () => {
    const engine = new EngineDouble();
    const { page } = await away(engine, 'default');
    engine.machine(mac(1), { name: 'esx-01' });
    await page.getByText('Shall this browser tell you').waitFor();
    expect(await page.evaluate(() => window.asked)).toBe(0);
    await page.getByRole('button', { name: 'Tell me…' }).click();
    await expect.poll(() => page.evaluate(() => window.asked)).toBe(1);
    engine.machine(mac(2), { name: 'esx-02' });
    await expect.poll(() => told(page)).toEqual([`New machine: esx-02: ${mac(2)}`]);
  });

  it('are asked for no more once that was declined, and are chosen by kind in the settings', async () => {
    const engine = new EngineDouble();
    const { page } = await away(engine, 'default');
    engine.machine(mac(1), { name: 'esx-01' });
    await page.getByRole('button', { name: 'No, thanks' }).click();
    await page.reload();
    engine.machine(mac(2), { name: 'esx-02' });
    await page.getByText('esx-02').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('settings of this page');
    await page.keyboard.press('Enter');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('button', { name: 'Let this browser show them…' }).click();
    await settings.getByRole('checkbox', { name: 'A new machine' }).uncheck();
    await page.keyboard.press('Escape');
    engine.machine(mac(3), { name: 'esx-03' });
    engine.stage(mac(3), 'installed');
    await expect.poll(() => told(page)).toHaveLength(1);
    expect((await told(page))[0]).toMatch(/^esx-03 is installed/);
    expect(await page.getByText('Shall this browser tell you').count()).toBe(0);
  });

  it('of the desktop window go through its bridge', async () => {
    const engine = new EngineDouble();
    const { console: served } = await serveConsole(engine);
    const page = await newPage();
    await page.addInitScript(() => {
      document.hasFocus = () => false;
      window.told = [];
      let clicked: (id: string) => void = () => undefined;
      Object.defineProperty(window, 'desktop', {
        value: {
          async notify({ id, title, body }: { id: string; title: string; body: string }) {
            window.told.push({ title, body, click: () => clicked(id) });
          },
          onNotified: (listener: (id: string) => void) => (clicked = listener),
        },
      });
    });
    await page.goto(served.url);
    await page.getByText('Connected').waitFor({ state: 'attached' });
    engine.machine(mac(1), { name: 'esx-01' });
    await expect.poll(() => told(page)).toEqual([`New machine: esx-01: ${mac(1)}`]);
    await page.evaluate(() => window.told[0]?.click());
    await page
      .getByRole('complementary', { name: 'Chosen machine', exact: true })
      .getByText(mac(1), { exact: true })
      .waitFor();
  });
});
