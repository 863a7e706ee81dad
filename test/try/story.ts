/**
 * What a technician does in the console, one function a step, with the names that are on the screen. The proof drives it
 * against a real boot, and the pictures of README are taken of it.
 */
import type { Download, Locator, Page } from 'playwright-core';
import { dropFromDisk } from '../console/chromium.ts';

/** In both languages. */
export const lanes = (page: Page): Locator => page.getByRole('listbox', { name: /^(Machines|Maschinen)$/ });
export const lane = (page: Page, mac: string): Locator =>
  lanes(page).getByRole('option').filter({ hasText: mac });
export const machinePanel = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Chosen machine' });

const firstSteps = (page: Page): Locator => page.getByRole('main', { name: 'First steps' });

/** Of an engine without a network: the bare interface, an address for it, and a look at who else answers there. */
export async function chooseNetwork(page: Page, device: string): Promise<void> {
  const steps = firstSteps(page);
  await steps.getByRole('button', { name: new RegExp(`${device}.*Give it an address`) }).click();
  await steps.getByRole('button', { name: 'Give this address' }).click();
  await steps.getByText('Own this network (proposed)').waitFor();
}

export async function startServing(page: Page): Promise<void> {
  await firstSteps(page).getByRole('button', { name: 'Start: Own this network' }).click();
  await firstSteps(page).getByText('Machines are answered on').first().waitFor();
}

/** Anywhere on the window; here in the middle of it. */
export async function dropOnWindow(page: Page, ...paths: readonly string[]): Promise<void> {
  await dropFromDisk(page, 'body', paths);
}

/** Beside it is the menu of what can be done with it, which has its title in its name. */
export const imageCard = (page: Page, title: string): Locator =>
  page.getByRole('button', { name: title }).first();

/** In the panel of a machine. */
export async function assign(page: Page, mac: string, image: string, answer?: string): Promise<void> {
  await lane(page, mac).click();
  await machinePanel(page).getByText(mac).first().waitFor();
  await machinePanel(page).getByLabel('Boots').selectOption({ label: image });
  if (answer !== undefined)
    await machinePanel(page).getByRole('combobox', { name: 'Answer file' }).selectOption(answer);
}

/** With the mouse, from its card onto a lane. */
export async function dragOnto(page: Page, image: string, mac: string): Promise<void> {
  await page.getByRole('listitem').filter({ hasText: image }).first().hover();
  await page.mouse.down();
  const box = await lane(page, mac).boundingBox();
  if (!box) throw new Error(`the lane of ${mac} is not to be seen`);
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
  await page.mouse.move(x, y - 4, { steps: 4 });
  await page.mouse.move(x, y, { steps: 2 });
  await lanes(page).getByText(`Boots ${image}`).waitFor();
  await page.mouse.up();
}

export async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click();
}

export async function arm(page: Page): Promise<void> {
  await machinePanel(page).getByRole('button', { name: 'Arm for one install' }).click();
}

/** Those of the chosen machine, of one protocol or of all. */
export async function showPackets(page: Page, protocol = 'All protocols'): Promise<void> {
  await page.getByRole('tab', { name: 'Packets' }).click();
  await page.getByLabel(/^Only /).check();
  await page.getByLabel('Which packets').selectOption({ label: protocol });
}

/** The first one whose line begins so, and what is in it. */
export async function openPacket(page: Page, line: RegExp): Promise<void> {
  await page.getByRole('listbox', { name: 'Packets' }).getByText(line).first().click();
  await page.getByRole('region', { name: 'Packet' }).waitFor();
}

export async function exportPackets(page: Page): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export .pcapng' }).click(),
  ]);
  return download;
}
