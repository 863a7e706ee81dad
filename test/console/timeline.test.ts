import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const MAC = '00:25:90:96:c4:9a' as Mac;
const FROM = '10.77.0.50' as Ipv4;
const lanes = (page: Page) => page.getByRole('listbox', { name: 'Machines' });
const marks = (page: Page, row: string, mac: Mac = MAC) =>
  page.locator(`[data-track="${mac}"] [data-row="${row}"]`);

const dhcp = (mac: Mac = MAC): EventBody => ({
  type: 'dhcp.answered',
  mac,
  xid: 1,
  message: 'DHCPDISCOVER',
  reply: 'DHCPOFFER',
  address: FROM,
  to: 'broadcast',
  why: ['free in the pool'],
});
const tftp = (ms: number): EventBody => ({
  type: 'tftp.finished',
  mac: MAC,
  from: FROM,
  file: 'snponly.efi',
  bytes: 301_056,
  ms,
  blksize: 1468,
  windowsize: 4,
  resent: 0,
});
const http = (path: string, ms: number, bytes = 1_000_000): EventBody => ({
  type: 'http.served',
  mac: MAC,
  from: FROM,
  method: 'GET',
  path,
  status: 200,
  bytes,
  ms,
});

/** A boot that began 40 s ago: asked, loaded iPXE, loaded 150 files, called home, stalled. */
function boot(): EngineDouble {
  const start = Date.now() - 40_000;
  const engine = new EngineDouble(start - 5000);
  const at = (ms: number, body: EventBody): void => {
    engine.goTo(start + ms);
    engine.append(body);
  };
  engine.machine(MAC, { name: 'rack3-u12' });
  at(0, dhcp());
  at(6000, tftp(3000));
  for (let index = 0; index < 150; index++) at(10_000 + index * 100, http(`/i/esxi/f${index}`, 95));
  at(28_000, { type: 'syslog.received', mac: MAC, from: FROM, severity: 'info', text: 'disk found' });
  at(30_000, { type: 'home.called', mac: MAC, stage: 'pre' });
  at(34_000, { type: 'machine.stage', mac: MAC, stage: 'stalled', previous: 'answer' });
  return engine;
}

async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (!found) throw new Error('not to be seen');
  return { ...found, right: found.x + found.width };
}

async function showLastMinute(page: Page): Promise<void> {
  await page.getByLabel('Time shown', { exact: true }).selectOption({ label: 'Last minute' });
}

describe.skipIf(noBrowser)('a lane', () => {
  it('shows what happened where it happened, in the colours of the protocols', async () => {
    const { page } = await openConsole(boot());
    await showLastMinute(page);
    // Held, so that all that is measured is of one moment.
    await page.getByRole('button', { name: 'Hold' }).click();
    const [asked, loaded, files, said, called, stalled] = await Promise.all(
      ['dhcp', 'tftp', 'http', 'syslog', 'home', 'stall'].map((row) => box(marks(page, row))),
    );
    const track = await box(page.locator(`[data-track="${MAC}"]`));
    const second = track.width / 60;
    const start = asked!.x;
    expect((loaded!.x - start) / second).toBeCloseTo(3, 0);
    expect((loaded!.right - start) / second).toBeCloseTo(6, 0);
    expect((files!.x - start) / second).toBeCloseTo(10, 0);
    expect((files!.right - start) / second).toBeCloseTo(25, 0);
    expect((said!.x - start) / second).toBeCloseTo(28, 0);
    expect((called!.x - start) / second).toBeCloseTo(30, 0);
    expect((stalled!.x - start) / second).toBeCloseTo(34, 0);

    const colour = (row: string) =>
      marks(page, row).evaluate((element) => getComputedStyle(element).backgroundColor);
    const token = (name: string) =>
      page.evaluate((variable) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = `var(${variable})`;
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      }, `--${name}`);
    for (const row of ['dhcp', 'tftp', 'http', 'home', 'stall'])
      expect(await colour(row)).toBe(await token(row));

    expect(await marks(page, 'http').getAttribute('title')).toMatch(/^HTTP: 150 files, 150 MB in 15\.0 s/);
    expect(await marks(page, 'tftp').getAttribute('title')).toContain('snponly.efi');
    // What is drawn is said too.
    expect(await page.locator(`[data-track="${MAC}"]`).getAttribute('aria-hidden')).toBe('true');
    await expect
      .poll(() => lanes(page).getByRole('option').textContent())
      .toContain('In the time shown: Stall 1, Call home 1, DHCP 1, TFTP 1 (301 kB), HTTP 150 (150 MB)');
  });

  it('grows with the transfer under way, and what comes is drawn as it comes', async () => {
    const engine = new EngineDouble(Date.now() - 10_000);
    const { page } = await openConsole(engine);
    engine.goTo(Date.now() - 9000);
    engine.machine(MAC);
    await showLastMinute(page);
    engine.goTo(Date.now() - 1000);
    engine.stage(MAC, 'loader', { transfer: { file: 'snponly.efi', bytes: 1000, totalBytes: 301_056 } });
    await expect.poll(() => marks(page, 'tftp').getAttribute('title')).toContain('loading snponly.efi');
    const before = await box(marks(page, 'tftp'));
    engine.goTo(Date.now() - 1000);
    engine.machine(MAC, { transfer: { file: 'snponly.efi', bytes: 200_000, totalBytes: 301_056 } });
    await expect.poll(async () => (await box(marks(page, 'tftp'))).width).toBeGreaterThan(before.width + 5);
    engine.goTo(Date.now());
    engine.machine(MAC, { transfer: undefined });
    engine.append(tftp(4000));
    await expect.poll(() => marks(page, 'tftp').getAttribute('title')).toContain('301 kB in 4.0 s');
    expect(await marks(page, 'dhcp').count()).toBe(0);
    engine.append(dhcp());
    await marks(page, 'dhcp').waitFor();
  });

  it('opens the event of a bar below, by mouse and by the arrow keys', async () => {
    const { page } = await openConsole(boot());
    await showLastMinute(page);
    await page.getByRole('tab', { name: 'Packets' }).click();
    await marks(page, 'tftp').click();
    await page.getByRole('complementary', { name: 'Chosen machine' }).getByText('rack3-u12').waitFor();
    const chosen = page.getByRole('listbox', { name: 'Events' }).getByRole('option', { selected: true });
    await chosen.getByText('snponly.efi').waitFor();
    await page.getByText('tftp.finished').waitFor();

    await lanes(page).focus();
    await page.keyboard.press('ArrowRight');
    await chosen.getByText('/i/esxi/f149').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await chosen.getByText('DISCOVER').waitFor();
  });

  it('is scrolled back in time and goes with the clock again', async () => {
    const { page } = await openConsole(boot());
    await showLastMinute(page);
    await marks(page, 'http').waitFor();
    await page.getByRole('button', { name: 'Earlier' }).click();
    await marks(page, 'home').waitFor({ state: 'detached' });
    await page.getByText('held there').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Go to now' }).click();
    await marks(page, 'home').waitFor();

    const axis = await box(page.locator(`[data-track="${MAC}"]`));
    await page.mouse.move(axis.x + axis.width / 2, axis.y - 15);
    await page.mouse.down();
    await page.mouse.move(axis.x + axis.width / 2 + axis.width * 0.6, axis.y - 15, { steps: 4 });
    await page.mouse.up();
    await marks(page, 'home').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Later' }).click();
    await page.getByRole('button', { name: 'Later' }).click();
    await marks(page, 'home').waitFor();
    await page.getByRole('button', { name: 'Hold' }).waitFor();

    await page.reload();
    await expect.poll(() => page.getByLabel('Time shown', { exact: true }).inputValue()).toBe('1');
  });

  it('of a large lab is drawn only in sight, and a storm of events reaches it', async () => {
    const start = Date.now() - 50_000;
    const engine = new EngineDouble(start);
    const macs = Array.from(
      { length: 1000 },
      (_, index) =>
        `02:00:00:00:${(index >> 8).toString(16).padStart(2, '0')}:${(index & 255).toString(16).padStart(2, '0')}` as Mac,
    );
    for (const [index, mac] of macs.entries()) {
      engine.goTo(start + index);
      engine.machine(mac, { name: `machine ${index}` });
    }
    const { page } = await openConsole(engine);
    await showLastMinute(page);
    await page.getByText('1,000 machines').waitFor();
    for (let round = 0; round < 10; round++)
      for (const mac of macs) {
        engine.goTo(start + 10_000 + round * 3000);
        engine.append(dhcp(mac));
      }
    await expect.poll(() => marks(page, 'dhcp', macs[0]).count()).toBe(10);
    expect(await page.locator('[data-track]').count()).toBeLessThan(40);
    await lanes(page).focus();
    await page.keyboard.press('End');
    await expect.poll(() => marks(page, 'dhcp', macs[999]).count()).toBe(10);
  });
});

describe.skipIf(noBrowser)('the header', () => {
  it('says what is sent now, and nothing while nothing is', async () => {
    const engine = new EngineDouble(Date.now() - 1000);
    engine.machine(MAC);
    const { page } = await openConsole(engine);
    const header = page.getByRole('banner');
    await header.getByText('1 machine', { exact: true }).waitFor();
    const loading = setInterval(() => {
      engine.goTo(Date.now() - 1000);
      engine.machine(MAC, {
        stage: 'kernel',
        load: { file: 'a', number: 1, count: 2, bytes: 5, totalBytes: 10, bytesPerSecond: 92_000_000 },
      });
    }, 500);
    try {
      await header.getByText('92 MB/s').waitFor();
    } finally {
      clearInterval(loading);
    }
    engine.machine(MAC, { load: undefined });
    await header.getByText('MB/s').waitFor({ state: 'detached' });
  });
});

describe.skipIf(noBrowser)('panels', () => {
  const edge = (page: Page, name: string) => page.getByRole('separator', { name });
  const size = async (page: Page, name: string): Promise<number> =>
    Number(await edge(page, name).getAttribute('aria-valuenow'));

  it('are resized by keyboard and mouse, and stay so', async () => {
    const { page } = await openConsole(boot());
    const files = page.getByRole('complementary', { name: 'Files' });
    const left = 'Width of the files';
    expect(await size(page, left)).toBe(268);
    await edge(page, left).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => size(page, left)).toBe(268 + 16 + 64);
    expect((await box(files)).width).toBe(348);

    const right = 'Width of the panel at the right';
    await edge(page, right).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => size(page, right)).toBe(336);
    await page.keyboard.press('Home');
    await expect.poll(() => size(page, right)).toBe(250);

    const below = 'Height of events and packets';
    const line = await box(edge(page, below));
    await page.mouse.move(700, line.y + 4);
    await page.mouse.down();
    await page.mouse.move(700, line.y + 4 + 100, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => size(page, below)).toBe(288 - 100);

    await page.reload();
    await expect.poll(() => size(page, left)).toBe(348);
    expect(await size(page, right)).toBe(250);
    expect(await size(page, below)).toBe(188);
    await edge(page, left).dblclick();
    await expect.poll(() => size(page, left)).toBe(268);
    await edge(page, right).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => size(page, right)).toBe(320);
  });

  it('leave room for the lanes in small windows, and lie below them at 200 %', async () => {
    const { page } = await openConsole(boot());
    await page.setViewportSize({ width: 1100, height: 700 });
    await edge(page, 'Width of the files').focus();
    await page.keyboard.press('End');
    await edge(page, 'Width of the panel at the right').focus();
    await page.keyboard.press('End');
    await expect
      .poll(async () => (await box(page.getByRole('main', { name: 'Machines' }))).width)
      .toBeGreaterThanOrEqual(420);

    // 1440 × 900 at 200 %.
    await page.setViewportSize({ width: 720, height: 450 });
    const machines = page.getByRole('main', { name: 'Machines' });
    await expect.poll(async () => (await box(machines)).width).toBe(720);
    const overflow = await page.evaluate(() => document.body.scrollWidth - document.body.clientWidth);
    expect(overflow).toBe(0);
    const events = page.getByRole('listbox', { name: 'Events' });
    await events.scrollIntoViewIfNeeded();
    await lanes(page).getByRole('option').click();
    await page.getByRole('complementary', { name: 'Chosen machine' }).getByLabel('Boots').focus();
  });
});
