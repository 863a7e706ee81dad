/**
 * `npm run screenshots`, once scripts/screenshots.mjs has seen to what it needs: the story of a first boot once more, without a
 * person, and README's pictures of it. Virtual PCs boot for real; the Mac and its ESXi are the lab's, which send what real ones do.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Preferences } from '../../renderer/preferences.ts';
import { BOOT_MS } from '../lab/debian-boot.ts';
import { makeEsxiIso } from '../lab/esxi-iso.ts';
import type { Lab } from '../lab/lab.ts';
import { createLab } from '../lab/lab.ts';
import { makeMemtestIso } from '../lab/debian-iso.ts';
import { missing } from '../lab/needs.ts';
import { until } from '../lab/processes.ts';
import { LARGE, makeKickstart, startMac } from './esxi-on-mac.ts';
import { packPng } from './pack-png.ts';
import { openPage } from './page.ts';
import { ANSWER_FILE, untilItAsks, writeAnswers } from './steps.ts';
import * as story from './story.ts';
import type { World } from './world.ts';
import { openWorld } from './world.ts';

const [folder = 'resources/screenshots'] = process.argv.slice(2);
const DEBIAN = 'Debian 12.11 installer';
/** At 3 MB/s longer than the pictures take. */
const MODULE_BYTES = 150_000_000;

async function main(): Promise<number> {
  const lacking = missing(['namespaces', 'qemu', 'ovmf', 'debian', 'memtest', 'curl']);
  for (const sentence of lacking) process.stderr.write(`${sentence}\n`);
  if (lacking.length > 0) return 1;
  mkdirSync(folder, { recursive: true });
  const lab = createLab('pictures');
  let failed = true;
  try {
    await takePictures(lab);
    failed = false;
  } catch (error) {
    process.stderr.write(`${await lab.report()}\n\n${String(error)}\n`);
  } finally {
    await lab.close({ keepFiles: failed });
  }
  return failed ? 1 : 0;
}

async function takePictures(lab: Lab): Promise<void> {
  const world = await openWorld(lab, { firmware: 'uefi', firstStart: true, say: () => undefined });
  const page = await openPage(lab, world.console);
  lab.onReport(async () => {
    const path = join(lab.directory, 'failed.png');
    await page.screenshot({ path });
    return `the window is in ${path}`;
  });
  await story.chooseNetwork(page, lab.device);
  // Which firmware this computer lacks is another story.
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await shoot(page, 'first-run');
  await story.startServing(page);

  const esxi = makeEsxiIso(lab.directory, 'esxi80.iso', { version: '8.0', sizes: { [LARGE]: MODULE_BYTES } });
  const isos = [world.iso, esxi.path, makeMemtestIso(lab.directory, 'memtest.iso')];
  await story.dropOnWindow(page, ...isos, writeAnswers(lab.directory));
  for (const title of [DEBIAN, esxi.title]) await story.imageCard(page, title).waitFor();
  await makeKickstart(page, esxi.title);

  await page.getByRole('button', { name: 'Clear finished' }).click();

  const first = await world.addMachine();
  await story.lane(page, first.mac).getByText('Waits for you').waitFor({ timeout: BOOT_MS });
  // Between image and answer file it would boot without answers.
  await untilItAsks(world.rackboot, first.mac, 1);
  await story.assign(page, first.mac, DEBIAN, ANSWER_FILE);
  await story.arm(page);
  await story.machinePanel(page).getByText('Armed for one install.').waitFor();
  await shoot(page, 'armed');

  const second = await world.addMachine();
  await story.lane(page, second.mac).getByText('Waits for you').waitFor({ timeout: BOOT_MS });
  await story.lane(page, first.mac).getByText('Installs', { exact: true }).waitFor({ timeout: BOOT_MS });
  const { machine } = await startMac(lab, page, { iso: esxi, image: 'esxi80', bytesPerSecond: 3_000_000 });
  await untilLoaded(page, machine.mac, 15);
  await shoot(page, 'bench');
  await prefer(page, world, machine.mac, { scheme: 'dark' });
  await shoot(page, 'dark');
  await prefer(page, world, machine.mac, { language: 'de' });
  await shoot(page, 'german');

  await prefer(page, world, first.mac, {});
  await story.showPackets(page, 'DHCP');
  await story.openPacket(page, /^DHCPACK \(PXE\)/);
  await page
    .getByRole('region', { name: 'Packet' })
    .getByRole('button', { name: /^Boot file name/ })
    .click();
  await shoot(page, 'packets');
}

async function untilLoaded(page: Page, mac: string, percent: number): Promise<void> {
  const bar = story.lane(page, mac).getByRole('progressbar');
  await until(`${percent} % of the image of ${mac}`, 60_000, async () =>
    Number(await bar.getAttribute('aria-valuenow')) >= percent ? true : undefined,
  );
}

/** As if it had been chosen in the settings; then the machine is chosen again. */
async function prefer(
  page: Page,
  world: World,
  mac: string,
  preferences: Partial<Preferences>,
): Promise<void> {
  const { origin } = new URL(world.console);
  const value = encodeURIComponent(JSON.stringify({ scheme: 'light', language: 'en', ...preferences }));
  await page.context().addCookies([{ name: 'rackboot.preferences', value, url: origin }]);
  await page.reload();
  await story.lane(page, mac).click();
}

async function shoot(page: Page, name: string): Promise<void> {
  // What was said or asked a moment ago covers what is pictured.
  const covering = page.getByRole('button', { name: /^(Dismiss|No, thanks|Nein, danke)$/ });
  while ((await covering.count()) > 0) await covering.first().click();
  await page.mouse.move(0, 0);
  const path = join(folder, `${name}.png`);
  writeFileSync(path, packPng(await page.screenshot({ animations: 'disabled' })));
  process.stdout.write(`${path}\n`);
}

process.exit(await main());
