/**
 * What a technician does in the console, one function a step, with the names that are on the screen. The proof drives it
 * against a real boot, and the pictures of README are taken of it.
 */
import type { Download, Locator, Page } from 'playwright-core';
import { dropFromDisk } from '../console/chromium.ts';

export const lanes = (page: Page): Locator => page.getByRole('listbox', { name: 'Machines' });
export const lane = (page: Page, mac: string): Locator =>
  lanes(page).getByRole('option').filter({ hasText: mac });
export const machinePanel = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Chosen machine' });

/** Anywhere on the window; here in the middle of it. */
export async function dropOnWindow(page: Page, ...paths: readonly string[]): Promise<void> {
  await dropFromDisk(page, 'body', paths);
}

export async function imageAppears(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).first().waitFor();
}

/** In the panel of a machine. */
export async function assign(page: Page, mac: string, image: string, answer?: string): Promise<void> {
  await lane(page, mac).click();
  await machinePanel(page).getByText(mac).first().waitFor();
  await machinePanel(page).getByLabel('Boots').selectOption({ label: image });
  if (answer !== undefined)
    await machinePanel(page).getByRole('combobox', { name: 'Answer file' }).selectOption(answer);
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
