/** The page a technician opens, in a real browser, before the real engine: drop, power on, choose, arm, disarm. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { noBrowser } from '../console/browser.ts';
import { makeDebianIso } from './debian-iso.ts';
import type { Lab } from './lab.ts';
import { RANGE, useLab } from './lab.ts';
import { startRackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';

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

    const picture = join(lab().directory, 'console.png');
    await page.screenshot({ path: picture });
    expect(readFileSync(picture).length).toBeGreaterThan(20_000);
    const kept = process.env['RACKBOOT_SCREENSHOT'];
    if (kept !== undefined) writeFileSync(kept, readFileSync(picture));

    await rackboot.stop('SIGKILL');
    await page
      .getByText(/engine/i)
      .first()
      .waitFor();
  });
});
