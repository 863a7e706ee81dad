/**
 * Whose address is it? Our own leases know; where another server gives addresses (beside mode, networks behind a relay) it is
 * what machines said of themselves in DHCP and BSDP.
 */
import type { LeaseTable } from '../../shared/boot/lease.ts';
import type { Lease, Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

export interface AddressBook {
  /** Undefined: nobody knows. */
  macAt(address: Ipv4): Mac | undefined;
  addressOf(mac: Mac): Ipv4 | undefined;
  /** `mac` says that it has this address. */
  said(mac: Mac, address: Ipv4): void;
}

/** Bound on memory; the oldest go first. */
const REMEMBERED = 10_000;

export interface AddressBookOptions {
  /** Absent where another server gives the addresses: what we gave in an earlier run is nobody's any more. */
  readonly leases?: Pick<LeaseTable, 'ofAddress' | 'ofMac'>;
  readonly now: () => number;
  /** From earlier runs: machines that were booting when Rackboot was started anew. */
  readonly known: readonly Pick<Machine, 'mac' | 'address' | 'lastSeen'>[];
}

export function createAddressBook({ leases, now, known }: AddressBookOptions): AddressBook {
  const said = new Map<Ipv4, Mac>();
  const addresses = new Map<Mac, Ipv4>();
  const live = (lease: Lease | undefined): Lease | undefined =>
    lease?.state === 'bound' && lease.expiresAt > now() ? lease : undefined;

  const book: AddressBook = {
    macAt: (address) => live(leases?.ofAddress(address))?.mac ?? said.get(address),
    addressOf: (mac) => live(leases?.ofMac(mac))?.address ?? addresses.get(mac),
    said(mac, address) {
      const former = addresses.get(mac);
      if (former !== undefined && said.get(former) === mac) said.delete(former);
      const holder = said.get(address);
      if (holder !== undefined && holder !== mac) addresses.delete(holder);
      said.delete(address);
      said.set(address, mac);
      addresses.set(mac, address);
      for (const [oldest] of said) {
        if (said.size <= REMEMBERED) break;
        addresses.delete(said.get(oldest) as Mac);
        said.delete(oldest);
      }
    },
  };
  for (const { mac, address } of known.toSorted((a, b) => a.lastSeen - b.lastSeen))
    if (address !== undefined) book.said(mac, address);
  return book;
}
