/**
 * Whose address is it? Our own leases know; where another server gives addresses (beside mode, networks behind a relay) it is
 * what machines said of themselves in DHCP and BSDP.
 */
import type { LeaseTable } from '../../shared/boot/lease.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

export interface AddressBook {
  macAt(address: Ipv4): Mac | undefined;
  /** `mac` says that it has this address. */
  said(mac: Mac, address: Ipv4): void;
}

/** Bound on memory; the oldest go first. */
const REMEMBERED = 10_000;

export function createAddressBook(leases: Pick<LeaseTable, 'ofAddress'>): AddressBook {
  const said = new Map<Ipv4, Mac>();
  return {
    macAt(address) {
      const lease = leases.ofAddress(address);
      return lease?.state === 'bound' ? lease.mac : said.get(address);
    },
    said(mac, address) {
      said.delete(address);
      said.set(address, mac);
      for (const [oldest] of said) {
        if (said.size <= REMEMBERED) break;
        said.delete(oldest);
      }
    },
  };
}
