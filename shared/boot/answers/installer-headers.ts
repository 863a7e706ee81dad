/**
 * By which headers an installer says which machine it runs on. Anaconda and its predecessors send them where the boot loader
 * says `inst.ks.sendmac` (`kssendmac`) and `inst.ks.sendsn` (`kssendsn`).
 */
import type { Mac } from '../../wire/address.ts';
import { parseMac } from '../../wire/address.ts';

const MAC_HEADER = /^x-rhn-provisioning-mac-(\d{1,4})$/;
const SERIAL_HEADER = 'x-system-serial-number';

/** Lower-case name: is it one of them? */
export function isInstallerHeader(name: string): boolean {
  return MAC_HEADER.test(name) || name === SERIAL_HEADER;
}

export type InstallerHeaders = Readonly<Record<string, string>>;

/** Of `X-RHN-Provisioning-MAC-0: eth0 52:54:00:00:00:01` and further cards, by their numbers. */
export function provisioningMacs(headers: InstallerHeaders = {}): readonly Mac[] {
  const cards = Object.entries(headers).flatMap(([name, value]) => {
    const number = MAC_HEADER.exec(name)?.[1];
    // InfiniBand cards have longer addresses, which are none of ours.
    const mac = parseMac(value.trim().split(/\s+/).at(-1) ?? '');
    return number !== undefined && mac ? [{ number: Number(number), mac }] : [];
  });
  return cards.sort((a, b) => a.number - b.number).map(({ mac }) => mac);
}

export function serialHeader(headers: InstallerHeaders = {}): string | undefined {
  return headers[SERIAL_HEADER];
}
