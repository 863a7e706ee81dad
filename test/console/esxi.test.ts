import { describe, expect, it } from 'vitest';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { esxiImage } from '../boot/image-samples.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const MAC = '00:25:90:96:c4:9a' as Mac;

function lab(): EngineDouble {
  const engine = new EngineDouble();
  engine.images.set('esxi', esxiImage());
  engine.addAnswer('esxi.cfg', 'vmaccepteula\ninstall --firstdisk --overwritevmfs\n');
  engine.machine(MAC, { kind: 'ipxe', platform: 'efi', cpu: 'x86_64', address: '10.77.0.51' as Ipv4 });
  return engine;
}

describe.skipIf(noBrowser)('ESXi', () => {
  it('gets a kickstart from the template, for a password', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await page.getByRole('button', { name: /^VMware ESXi 7.0 U3/ }).click();
    await page.getByRole('button', { name: 'New kickstart…' }).click();
    const make = page.getByRole('button', { name: 'Make it' });
    await page.getByLabel('Root password of the hosts').fill('short');
    expect(await make.isDisabled()).toBe(true);
    await page.getByLabel('Root password of the hosts').fill('VMware1!');
    await make.click();
    await page.getByRole('button', { name: 'esxi-7.cfg', exact: true }).waitFor();
    expect(engine.calls.filter(({ command }) => command === 'answers.fromTemplate')).toEqual([
      { command: 'answers.fromTemplate', input: { image: 'esxi', rootPassword: 'VMware1!' } },
    ]);
  });

  it('shows what erases disks beside the arming, and which module is loading', async () => {
    const engine = lab();
    engine.check = {
      wipes: [
        { line: 2, text: 'install --firstdisk --overwritevmfs', words: ['install', '--overwritevmfs'] },
      ],
      warnings: [{ line: 1, sentence: 'reboot is missing: the installer waits for a key when it is done.' }],
    };
    const { page } = await openConsole(engine);
    const lanes = page.getByRole('listbox', { name: 'Machines' });
    await lanes.getByText(MAC).click();
    const panel = page.getByRole('complementary', { name: 'Chosen machine' });
    await panel.getByLabel('Boots').selectOption({ label: 'VMware ESXi 7.0 U3' });
    await panel.getByRole('combobox', { name: 'Answer file' }).selectOption('esxi.cfg');
    await panel.getByText('install --firstdisk --overwritevmfs').waitFor();
    await panel.getByText('reboot is missing').waitFor();
    const load = { file: 's.v00', number: 13, count: 150, bytes: 214e6, totalBytes: 329e6 };
    engine.stage(MAC, 'kernel', { load: { ...load, bytesPerSecond: 92e6, msLeft: 1250 } });
    await lanes.getByText('Loading s.v00 (13 of 150), 214 of 329 MB at 92 MB/s, about 2 s left.').waitFor();
    await lanes.getByRole('progressbar', { name: 'Transfer of s.v00' }).waitFor();
  });
});
