/** A Mac on the switch and ESXi for it: found, clicked, given a kickstart, armed, and in the middle of loading. */
import type { Page } from 'playwright-core';
import type { BootMachine } from '../lab/boot-machine.ts';
import { addBootMachine } from '../lab/boot-machine.ts';
import type { EsxiIso } from '../lab/esxi-iso.ts';
import { namesIn } from '../lab/esxi-iso.ts';
import type { Lab } from '../lab/lab.ts';
import { macIn } from '../lab/mac.ts';
import * as story from './story.ts';

export const KICKSTART = 'esxi-7.cfg';
export const PASSWORD = 'VMware1!';
/** The module of an ISO that is made large enough to be seen while it loads. */
export const LARGE = 's.v00';

/** Of the image with this title, in the page. */
export async function makeKickstart(page: Page, title: string): Promise<void> {
  const card = story.imageCard(page, title);
  await card.click();
  await page.getByRole('button', { name: 'New kickstart…' }).click();
  await page.getByLabel('Root password of the hosts').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('button', { name: KICKSTART, exact: true }).waitFor();
  await card.click();
}

export interface LoadingMac {
  readonly machine: BootMachine;
  /** As its firmware asked for it. */
  readonly loader: string | undefined;
  /** What it was told, of its own. */
  readonly bootCfg: string;
  /** Ends the loading. */
  stop(): Promise<unknown>;
}

/** The Mac's firmware asks first; what its loader asks for later comes from the same network card. @param image id of the image */
export async function startMac(
  lab: Lab,
  page: Page,
  {
    iso,
    image,
    bytesPerSecond,
  }: { readonly iso: EsxiIso; readonly image: string; readonly bytesPerSecond: number },
): Promise<LoadingMac> {
  const machine = addBootMachine(lab, { name: 'mini', mac: 'a8:20:66:77:01:41' });
  const mac = macIn(lab, machine.namespace, { mac: machine.mac, model: 'Macmini6,2' });
  const { tftp } = await mac.netboot({ gatherMs: 300 });
  await story.lane(page, machine.mac).waitFor();
  // snponly.efi is iPXE, which asks anew.
  await machine.namespace.run(['ip', 'address', 'flush', 'dev', 'eth0']);
  await machine.dhcp('ipxe');
  await story.assign(page, machine.mac, iso.title, KICKSTART);
  await story.arm(page);
  const lane = story.lane(page, machine.mac);
  await lane.getByText('armed once').waitFor();
  const bootCfg = (await machine.get(`/m/${machine.dashes}/boot.cfg`)).text;
  const small = namesIn(iso.bootCfg).filter((name) => name !== LARGE);
  await machine.getAll(small.map((name) => `/i/${image}/${name}`));
  const slow = await machine.getSlowly(`/i/${image}/${LARGE}`, bytesPerSecond);
  lab.onClose(async () => void (await slow.stop()));
  await lane.getByRole('progressbar', { name: `Transfer of ${LARGE}` }).waitFor();
  return { machine, loader: tftp?.file, bootCfg, stop: () => slow.stop() };
}
