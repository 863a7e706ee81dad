/**
 * The page a technician opens, in a real browser, before the real engine: drop, power on, choose, arm; and a Mac that is
 * clicked and given a kickstart.
 */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { noBrowser } from '../console/browser.ts';
import { addBootMachine } from './boot-machine.ts';
import { makeDebianIso } from './debian-iso.ts';
import { makeEsxiIso, namesIn } from './esxi-iso.ts';
import type { Lab } from './lab.ts';
import { RANGE, SERVER_ADDRESS } from './lab.ts';
import { macIn } from './mac.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

/** At 1 MiB/s half a minute, of which the look at its progress needs one second. */
const SLOW_BYTES = 32 * 1024 * 1024;

/** Chromium inside the server's namespace: the console listens on the loopback there. */
async function openPage(lab: Lab, url: string): Promise<Page> {
  const wrapper = join(lab.directory, 'chromium');
  writeFileSync(wrapper, `#!/bin/sh\nexec ip netns exec ${lab.server.name} /usr/bin/chromium "$@"\n`);
  chmodSync(wrapper, 0o755);
  const browser = await chromium.launch({
    executablePath: wrapper,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  lab.onClose(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  return page;
}

/** Where RACKBOOT_SCREENSHOT says, beside the folder of the lab: README's picture is made so. */
async function keepPicture(page: Page, lab: Lab): Promise<void> {
  const picture = join(lab.directory, 'console.png');
  await page.screenshot({ path: picture });
  expect(readFileSync(picture).length).toBeGreaterThan(20_000);
  const kept = process.env['RACKBOOT_SCREENSHOT'];
  if (kept !== undefined) writeFileSync(kept, readFileSync(picture));
}

describeLab('the console and the real engine', ['namespaces', 'debian', 'udhcpc'], () => {
  const lab = useLab('console');

  it.skipIf(noBrowser)('a dropped ISO and a machine that was powered on meet in one assignment', async () => {
    const rackboot = await startRackboot(lab(), ['--range', RANGE]);
    const [ready] = rackboot.seen('engine.ready');
    const page = await openPage(lab(), ready?.console ?? '');
    await page.getByText('Connected').waitFor();
    expect(new URL(page.url()).search).toBe('');

    const iso = makeDebianIso(lab().directory, 'debian-12.iso', {
      layout: 'install.amd',
      names: 'rock-ridge-and-joliet',
    });
    await page.locator('input[type=file]').first().setInputFiles(iso);
    const imported = await rackboot.waitFor('image.imported');
    expect(imported.recipe).toBe('debian-installer');
    await page.getByText(imported.title).first().waitFor();

    const mac = '52:54:00:77:00:41';
    const client = lab().addClient('machine', { mac });
    await client.run([
      'udhcpc',
      '-i',
      'eth0',
      '-q',
      '-n',
      '-s',
      '/bin/true',
      '-V',
      'PXEClient:Arch:00007:UNDI:003016',
      '-x',
      '0x5d:0007',
    ]);
    await page.getByText(mac).first().waitFor();

    const answer = await rackboot.call('answers.save', {
      name: 'lab.preseed',
      text: 'd-i debian-installer/locale string en_US\n',
    });
    await rackboot.call('machines.assign', {
      mac: mac as never,
      image: imported.image,
      answer: answer.id,
      arm: 'once',
    });
    await page.getByText('lab.preseed').first().waitFor();
    await expect
      .poll(async () => (await rackboot.call('machines.plan', { mac: mac as never })).action)
      .toBe('image');

    await rackboot.stop('SIGKILL');
    await page
      .getByText(/engine/i)
      .first()
      .waitFor();
  });
});

describeLab('the console, the real engine and a Mac', ['namespaces', 'xorriso', 'curl'], () => {
  const lab = useLab('console-mac');

  it.skipIf(noBrowser)('a Mac that was found, clicked and given a kickstart loads ESXi with it', async () => {
    const iso = makeEsxiIso(lab().directory, 'esxi80.iso', {
      version: '8.0',
      sizes: { 's.v00': SLOW_BYTES },
    });
    const rackboot = await startRackboot(lab(), ['--range', RANGE, '--image', iso.path]);
    const [ready] = rackboot.seen('engine.ready');
    const page = await openPage(lab(), ready?.console ?? '');

    const card = page.getByRole('button', { name: iso.title });
    await card.getByText('PC, Mac').waitFor();
    await card.click();
    await page.getByRole('button', { name: 'New kickstart…' }).click();
    await page.getByLabel('Root password of the hosts').fill('VMware1!');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('button', { name: 'esxi-7.cfg', exact: true }).waitFor();
    await card.click();

    // The Mac's firmware, and on its network card what its loader asks for later.
    const machine = addBootMachine(lab(), { name: 'mini', mac: 'a8:20:66:77:01:41' });
    const mac = macIn(lab(), machine.namespace, { mac: machine.mac, model: 'Macmini6,2' });
    expect((await mac.netboot({ gatherMs: 300 })).tftp?.file).toBe('snponly.efi');
    const lanes = page.getByRole('listbox', { name: 'Machines' });
    await lanes.getByText('Mac mini (Late 2012)').click();
    const panel = page.getByRole('complementary', { name: 'Chosen machine' });
    await panel.getByLabel('Boots').selectOption({ label: iso.title });
    await panel.getByRole('combobox', { name: 'Answer file' }).selectOption('esxi-7.cfg');
    await panel.getByRole('button', { name: 'Arm for one install' }).click();
    await lanes.getByText('armed once').waitFor();

    const own = `/m/${machine.dashes}`;
    const bootCfg = (await machine.get(`${own}/boot.cfg`)).text;
    const [, token] =
      new RegExp(`ks=http://${SERVER_ADDRESS}${own}/([0-9a-f]{32})/ks\\.cfg`).exec(bootCfg) ?? [];
    expect(token).toBeDefined();
    const small = namesIn(iso.bootCfg).filter((name) => name !== 's.v00');
    await machine.getAll(small.map((name) => `/i/esxi80/${name}`));
    const slow = await machine.getSlowly('/i/esxi80/s.v00', 1024 * 1024);
    await lanes.getByRole('progressbar', { name: 'Transfer of s.v00' }).waitFor();
    await keepPicture(page, lab());
    await slow.stop();

    const kickstart = await machine.get(`${own}/${token}/ks.cfg`);
    expect(kickstart.status).toBe(200);
    expect(kickstart.text).toContain('install --firstdisk');
    expect(kickstart.text).not.toContain('VMware1!');
    await lanes.getByText('armed once').waitFor({ state: 'detached' });
  });
});
