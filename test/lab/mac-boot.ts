/** The end of a Mac's netboot on real firmware: a virtual machine with the Mac's MAC starts the file that the Mac loaded. */
import { readFileSync } from 'node:fs';
import { makeStarter } from './efi-starter.ts';
import type { Lab } from './lab.ts';
import { efiDisk } from './local-disk.ts';
import type { Mac } from './mac.ts';
import type { Vm } from './qemu.ts';
import { startVm } from './qemu.ts';

/** Takes the Mac off the switch; `file` is what it downloaded. */
export async function bootLoader(lab: Lab, mac: Mac, file: string): Promise<Vm> {
  mac.unplug();
  const name = `mac-${mac.mac.replaceAll(':', '')}`;
  const disk = efiDisk(lab.directory, name, makeStarter(readFileSync(file)));
  return startVm(lab, { name, mac: mac.mac, firmware: 'uefi-disk', disk });
}
