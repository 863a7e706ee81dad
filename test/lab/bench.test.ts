/**
 * The bench, whole: a browser before the running engine, and a virtual PC with real firmware that does what is decided
 * there. From an empty window to a running installer, and the recording of it read by somebody else.
 * RACKBOOT_SHOTS: a folder for a picture of each step.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { noChromium } from '../console/chromium.ts';
import { openPage } from '../try/page.ts';
import { ANSWER_FILE, untilItAsks, writeAnswers } from '../try/steps.ts';
import * as story from '../try/story.ts';
import { openWorld } from '../try/world.ts';
import { addBootMachine } from './boot-machine.ts';
import { readCapture } from './capture.ts';
import { BOOT_MS } from './debian-boot.ts';
import type { Lab } from './lab.ts';
import type { Rackboot } from './rackboot.ts';
import { describeLab } from './requirements.ts';
import { useLab } from './use-lab.ts';

const TITLE = 'Debian 12.11 installer';

/** Each step leaves a picture, also the last one before a failure. */
function camera(lab: Lab, page: Page): (step: string) => Promise<void> {
  const folder = process.env['RACKBOOT_SHOTS'] ?? join(lab.directory, 'shots');
  mkdirSync(folder, { recursive: true });
  let count = 0;
  lab.onReport(async () => {
    await page.screenshot({ path: join(folder, 'failed.png') });
    return `the window is in ${folder}`;
  });
  return async (step) => {
    const path = join(folder, `${String(++count).padStart(2, '0')}-${step}.png`);
    await page.screenshot({ path });
    expect(statSync(path).size, step).toBeGreaterThan(20_000);
  };
}

describeLab('the bench', ['namespaces', 'qemu', 'ovmf', 'debian', 'tshark'], () => {
  const lab = useLab('bench');

  it.skipIf(noChromium)('takes a dropped ISO to a running installer on a real client', async () => {
    const world = await openWorld(lab(), { firmware: 'uefi', firstStart: true, say: () => undefined });
    const { rackboot } = world;
    const page = await openPage(lab(), world.console);
    const shoot = camera(lab(), page);
    await shoot('first-start');
    await story.chooseNetwork(page, lab().device);
    await shoot('network-chosen');
    await story.startServing(page);
    expect(rackboot.seen('engine.ready').at(-1)).toMatchObject({ interface: lab().device, mode: 'own' });
    await shoot('started');

    await story.dropOnWindow(page, world.iso, writeAnswers(lab().directory));
    await story.imageCard(page, TITLE).waitFor();
    await page.getByRole('button', { name: ANSWER_FILE, exact: true }).waitFor();
    await shoot('dropped');

    const { mac } = await world.addMachine();
    const lane = story.lane(page, mac);
    await lane.waitFor({ timeout: BOOT_MS });
    await shoot('appeared');
    await lane.getByText('Waits for you').waitFor({ timeout: BOOT_MS });

    await dragToAnother(lab(), page, rackboot, () => shoot('dragged'));

    // Between image and answer file it would boot without answers.
    await untilItAsks(rackboot, mac, 1);
    await story.assign(page, mac, TITLE, ANSWER_FILE);
    await lane.getByText(`Held in iPXE until you arm it`).waitFor();
    await shoot('assigned');
    // It gets nothing to load before it is armed.
    await untilItAsks(rackboot, mac, 2);
    expect(rackboot.seen('http.served', (event) => event.path.startsWith('/i/'))).toEqual([]);

    await story.arm(page);
    await lane.getByText('armed once').waitFor();
    await shoot('armed');
    await lane.getByText('Loads the image').waitFor({ timeout: BOOT_MS });
    await shoot('loading');
    await lane.getByText(/^(Installer runs|Installs)$/).waitFor({ timeout: BOOT_MS });
    await shoot('installer');
    await rackboot.waitFor('answer.served', (event) => event.mac === mac, BOOT_MS);
    // One arming is one install: it is used up by the answer file that left.
    await lane.getByText('armed once').waitFor({ state: 'detached' });
    await lane.getByText('Installs', { exact: true }).waitFor();
    await shoot('installs');

    await story.showPackets(page, 'DHCP');
    await story.openPacket(page, /^DHCPACK \(PXE\)/);
    await shoot('packets');
    await story.showPackets(page);
    const file = join(lab().directory, 'boot.pcapng');
    await (await story.exportPackets(page)).saveAs(file);
    await expectBoot(file, mac);
  });
});

/** An image dragged onto the lane of a machine that was only switched on and off, and taken back. */
async function dragToAnother(
  lab: Lab,
  page: Page,
  rackboot: Rackboot,
  look: () => Promise<void>,
): Promise<void> {
  const { mac, dhcp } = addBootMachine(lab, { name: 'other', mac: '52:54:00:77:78:01' });
  await dhcp('firmware');
  await story.lane(page, mac).waitFor();
  await story.dragOnto(page, TITLE, mac);
  await rackboot.waitFor('machine.assigned', (event) => event.mac === mac && event.image === 'debian-12');
  await story.lane(page, mac).getByText(`boots ${TITLE}`).waitFor();
  await look();
  await story.undo(page);
  await rackboot.waitFor('machine.assigned', (event) => event.mac === mac && event.image === null);
}

/** tshark's opinion of the recording. */
async function expectBoot(file: string, mac: string): Promise<void> {
  const read = (filter: string, ...fields: string[]) => readCapture(file, filter, fields);
  expect(await read('_ws.malformed', 'frame.number')).toEqual([]);
  const types = await read(`dhcp.hw.mac_addr == ${mac}`, 'dhcp.option.dhcp');
  // DISCOVER, OFFER, REQUEST, ACK of firmware, iPXE and installer.
  expect(['1', '2', '3', '5'].filter((type) => !types.includes(type))).toEqual([]);
  const requested = await read(`tftp.opcode == 1 && eth.src == ${mac}`, 'tftp.source_file');
  expect(requested).toContain('snponly.efi');
  const asked = await read(`http.request && eth.src == ${mac}`, 'http.request.uri');
  const dashes = mac.replaceAll(':', '-');
  for (const path of [`/m/${dashes}/boot.ipxe`, '/i/debian-12/linux', '/i/debian-12/initrd.gz'])
    expect(asked, path).toContain(path);
  expect(await read(`http.response && eth.dst == ${mac}`, 'http.response.code')).toContain('200');
}
