import { describe, expect, it } from 'vitest';
import { netbootInstructions } from '../../shared/boot/netboot-instructions.ts';
import { macModel } from '../../shared/boot/mac-models.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { MODELS } from '../boot/mac-samples.ts';
import { nbiImage } from '../boot/image-samples.ts';
import { noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const MAC = '3c:07:54:77:af:54' as Mac;

function benchWith(modelId: string, more: Partial<Machine> = {}): EngineDouble {
  const engine = new EngineDouble();
  engine.addImage('debian-12.12.iso', 659_000_000);
  const model = macModel(modelId, 'i386', MODELS);
  engine.instructions = netbootInstructions({ server: '10.77.0.1' as Ipv4, model });
  engine.machine(MAC, {
    kind: 'bsdp',
    how: 'bsdp',
    model: model.title,
    modelId,
    platform: 'efi',
    address: '10.77.0.51' as Ipv4,
    stage: 'addressed',
    ...(model.cannotNetboot !== undefined && { cannotNetboot: model.cannotNetboot }),
    ...more,
  });
  return engine;
}

describe.skipIf(noBrowser)('a Mac', () => {
  it('is shown by the name it was sold under, with instructions that name this server', async () => {
    const { page } = await openConsole(benchWith('Macmini6,2'));
    const lanes = page.getByRole('listbox', { name: 'Machines' });
    await lanes.getByText('Mac mini (Late 2012)').first().click();
    await lanes.getByText('Asks for NetBoot images, or somebody chooses one at it.').waitFor();
    const panel = page.getByRole('complementary', { name: 'Chosen machine' });
    await panel.getByText('Macmini6,2').waitFor();
    const ways = panel.getByRole('region', { name: 'Start this Mac from here' });
    await ways.getByText('hold N from the chime until a globe appears').waitFor();
    await ways.getByText('bless, from Terminal or a script').click();
    await ways.getByRole('code').getByText('sudo bless --netboot --server bsdp://10.77.0.1').waitFor();
    await ways.getByText('Allow this server, once').click();
    await ways.getByRole('code').getByText('csrutil netboot add 10.77.0.1').waitFor();
  });

  it('with a T2 chip is said to be none that netboots, in lane and panel', async () => {
    const { page } = await openConsole(benchWith('Macmini8,1'));
    const sentence = 'Mac mini (2018) has the T2 chip, whose firmware cannot boot from a network.';
    await page
      .getByRole('listbox', { name: 'Machines' })
      .getByText('cannot boot from the network', { exact: true })
      .click();
    await page.getByRole('listbox', { name: 'Machines' }).getByText(sentence).waitFor();
    const panel = page.getByRole('complementary', { name: 'Chosen machine' });
    await panel.getByText(sentence).first().waitFor();
    await panel.getByText('This Mac cannot netboot').waitFor();
  });

  it('tells what was chosen at it, and that can be taken back', async () => {
    const engine = benchWith('Macmini6,2', { chosen: 'debian' });
    const { page } = await openConsole(engine);
    await page.getByRole('listbox', { name: 'Machines' }).getByText(MAC).click();
    const chosen = page.getByRole('region', { name: 'Chosen at this Mac' });
    await chosen.getByText('with the Option key or in Startup Disk').waitFor();
    await chosen.getByRole('button', { name: 'Forget this choice' }).click();
    await expect
      .poll(() => engine.calls.filter(({ command }) => command === 'machines.assign'))
      .toEqual([{ command: 'machines.assign', input: { mac: MAC, image: null, arm: 'off' } }]);
  });

  it('waits for arming before an installer of Apple’s', async () => {
    const engine = benchWith('Macmini6,2');
    engine.images.set('sierra', nbiImage());
    const { page } = await openConsole(engine);
    await page.getByRole('listbox', { name: 'Machines' }).getByText(MAC).click();
    const panel = page.getByRole('complementary', { name: 'Chosen machine' });
    await panel.getByLabel('Boots').selectOption({ label: 'Sierra' });
    await panel.getByText('Apple’s installer images may install without asking').waitFor();
    await panel.getByRole('button', { name: 'Arm for one install' }).click();
    await page.getByRole('listbox', { name: 'Machines' }).getByText('armed once').waitFor();
  });
});

describe.skipIf(noBrowser)('Macs of before 2011', () => {
  it('are offered image and address together by one switch', async () => {
    const engine = benchWith('Macmini3,1');
    const { page } = await openConsole(engine);
    const macs = page.getByRole('region', { name: 'Macs' });
    await macs.getByRole('combobox').selectOption({ label: 'an address and an image together' });
    await macs.getByText('For Macs of before 2011.').waitFor();
    expect(engine.config.bsdp).toEqual({ offer: 'combined', priority: 32768 });
  });
});
