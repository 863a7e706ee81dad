/**
 * Who has which address: every lease, offer, conflict and memory of a past lease on one subnet.
 * Pure: the time is an argument. A decision reads the table and returns new records; `put` applies them. One record per
 * address, at most one address per MAC, so the table never grows beyond the pool and the reservations.
 *
 * Leases are keyed by MAC address, which deviates from RFC 2131 §2 and §4.2 ("client identifier, else chaddr") on purpose: in
 * one boot the same machine speaks with up to four client identifiers (PXE firmware sends its UUID, iPXE its MAC, the
 * installer a DUID or nothing, the installed system another DUID). A server that follows the letter gives it a new address
 * at every step, so the address in the loader's log, in the kernel's `ip=` and in the technician's notes disagree, and a
 * pool of forty is empty after ten machines. The identifier is kept with the lease for show and echoed (RFC 6842).
 */
import type { Ipv4, Mac, Subnet } from '../wire/address.ts';
import { inSubnet, ipv4FromNumber, ipv4Number } from '../wire/address.ts';
import type { Lease } from '../model/machine.ts';
import type { Expiring } from './expiry-heap.ts';
import { ExpiryHeap } from './expiry-heap.ts';
import type { Pool } from './pool.ts';
import { derivePool } from './pool.ts';

/** How long an offered address is kept from others (RFC 2131 §3.1 step 2: need not be, but works better so). */
export const OFFER_HOLD_MS = 30_000;
/** How long an address that somebody else uses is put aside (RFC 2131 §4.3.3). */
export const CONFLICT_HOLD_MS = 600_000;

export interface LeaseRules {
  readonly subnet: Subnet;
  /** This server's address: never given out. */
  readonly own: Ipv4;
  /** Undefined: only reservations are served. */
  readonly pool: Pool | undefined;
  readonly reservations: ReadonlyMap<Mac, Ipv4>;
}

/** The rules that follow from the settings document for a server at `own`; without a pool there, one is derived. */
export function leaseRules(
  config: { readonly pool?: Pool | undefined; readonly reservations: Readonly<Record<string, Ipv4>> },
  own: Ipv4,
  subnet: Subnet,
): LeaseRules {
  return {
    subnet,
    own,
    pool: config.pool ?? derivePool(subnet),
    reservations: new Map(Object.entries(config.reservations) as [Mac, Ipv4][]),
  };
}

export type AddressChoice =
  | { readonly kind: 'found'; readonly address: Ipv4; readonly why: string }
  | { readonly kind: 'none'; readonly why: string };

interface Slot extends Expiring {
  lease: Lease;
}

export class LeaseTable {
  #rules: LeaseRules;
  /** The other direction of the reservations. The first MAC wins where two claim one address. */
  #reservedFor: ReadonlyMap<Ipv4, Mac>;
  readonly #byAddress = new Map<Ipv4, Slot>();
  readonly #byMac = new Map<Mac, Slot>();
  readonly #expiry = new ExpiryHeap<Slot>();
  /** Every pool address before this one has been used at least once or must not be given out. */
  #cursor = 0;
  #poolFirst = 0;
  #poolLast = -1;

  constructor(rules: LeaseRules) {
    this.#rules = rules;
    this.#reservedFor = new Map();
    this.setRules(rules);
  }

  get rules(): LeaseRules {
    return this.#rules;
  }

  /** Leases that break new rules stay until the client asks again; it is then told to take another address. */
  setRules(rules: LeaseRules): void {
    this.#rules = rules;
    const reservedFor = new Map<Ipv4, Mac>();
    for (const [mac, address] of rules.reservations)
      if (!reservedFor.has(address)) reservedFor.set(address, mac);
    this.#reservedFor = reservedFor;
    this.#poolFirst = rules.pool ? ipv4Number(rules.pool.first) : 0;
    this.#poolLast = rules.pool ? ipv4Number(rules.pool.last) : -1;
    this.#cursor = this.#poolFirst;
  }

  /** Replaces what is known about the lease's address; the MAC's other address, if any, is no longer connected with it. */
  put(lease: Lease): void {
    const slot = this.#byAddress.get(lease.address);
    if (!slot) {
      const added: Slot = { lease, expiresAt: lease.expiresAt, heapIndex: -1 };
      this.#byAddress.set(lease.address, added);
      this.#expiry.place(added);
      this.#connect(added);
      return;
    }
    if (this.#byMac.get(slot.lease.mac) === slot) this.#byMac.delete(slot.lease.mac);
    slot.lease = lease;
    slot.expiresAt = lease.expiresAt;
    this.#expiry.place(slot);
    this.#connect(slot);
  }

  #connect(slot: Slot): void {
    if (holds(slot.lease)) this.#byMac.set(slot.lease.mac, slot);
  }

  /** Puts back what was saved, oldest first, so that a MAC with several records is connected with its newest. */
  restore(leases: readonly Lease[]): void {
    for (const lease of [...leases].sort((a, b) => a.expiresAt - b.expiresAt)) this.put(lease);
  }

  /** The newest record of this machine's address, expired or not; conflicts are nobody's. */
  ofMac(mac: Mac): Lease | undefined {
    return this.#byMac.get(mac)?.lease;
  }

  ofAddress(address: Ipv4): Lease | undefined {
    return this.#byAddress.get(address)?.lease;
  }

  /** What holds at `now`: offers, leases and conflicts. */
  live(now: number): Lease[] {
    const leases: Lease[] = [];
    for (const { lease } of this.#byAddress.values()) if (lease.expiresAt > now) leases.push(lease);
    return leases;
  }

  /** Addresses the pool can give of itself, free or not. */
  get poolSize(): number {
    const [first, last] = [this.#poolFirst, this.#poolLast];
    if (last < first) return 0;
    let size = last - first + 1;
    size -= Math.floor(last / 256) - Math.floor((first - 1) / 256);
    size -= Math.floor((last + 1) / 256) - Math.floor(first / 256);
    const { own, subnet } = this.#rules;
    for (const address of [own, subnet.network, subnet.broadcast]) {
      if (this.#inPool(address) && !endsLikeNetwork(ipv4Number(address))) size--;
    }
    return size;
  }

  /** Why `mac` may not have `address` at `now`, in words; undefined when it may. */
  refusal(mac: Mac, address: Ipv4, now: number): string | undefined {
    const { own, subnet, reservations } = this.#rules;
    if (!inSubnet(address, subnet))
      return `${address} is not on this network (${subnet.network}/${subnet.prefixLength})`;
    if (address === own) return `${address} is this server's own address`;
    if (address === subnet.network || address === subnet.broadcast)
      return `${address} is not a host's address`;
    const reservedFor = this.#reservedFor.get(address);
    if (reservedFor !== undefined && reservedFor !== mac) return `${address} is reserved for ${reservedFor}`;
    const taken = this.#takenByOther(mac, address, now);
    if (taken !== undefined) return taken;
    if (reservedFor === mac) return undefined;
    const reserved = reservations.get(mac);
    if (reserved !== undefined && this.refusal(mac, reserved, now) === undefined) {
      return `${reserved} is reserved for this machine, not ${address}`;
    }
    return this.#inPool(address) ? undefined : `${address} is outside the pool`;
  }

  #takenByOther(mac: Mac, address: Ipv4, now: number): string | undefined {
    const lease = this.#byAddress.get(address)?.lease;
    if (!lease || lease.expiresAt <= now) return undefined;
    if (!holds(lease)) return `${address} was found in use by a machine that did not get it here`;
    if (lease.mac === mac) return undefined;
    return lease.state === 'bound'
      ? `${address} is leased to ${lease.mac}`
      : `${address} is offered to ${lease.mac}`;
  }

  /**
   * The address to offer (RFC 2131 §4.3.1): the reservation, the current or previous lease, the address asked for, one
   * never given out, the one that expired first.
   */
  choose(mac: Mac, requested: Ipv4 | undefined, now: number): AddressChoice {
    const reserved = this.#rules.reservations.get(mac);
    const reservedRefusal = reserved === undefined ? undefined : this.refusal(mac, reserved, now);
    if (reserved !== undefined && reservedRefusal === undefined)
      return found(reserved, `${reserved} is reserved for it`);
    const rest = this.#chooseUnreserved(mac, requested, now);
    return reservedRefusal === undefined
      ? rest
      : { ...rest, why: `its reservation cannot be used: ${reservedRefusal}; ${rest.why}` };
  }

  #chooseUnreserved(mac: Mac, requested: Ipv4 | undefined, now: number): AddressChoice {
    const known = this.ofMac(mac);
    if (known && this.refusal(mac, known.address, now) === undefined) {
      return found(
        known.address,
        known.expiresAt > now ? `it holds ${known.address}` : `it had ${known.address} before`,
      );
    }
    if (requested !== undefined && this.refusal(mac, requested, now) === undefined) {
      return found(requested, `it asked for ${requested}, which is free`);
    }
    const fresh = this.#neverUsed();
    if (fresh !== undefined) return found(fresh, `${fresh} is free`);
    const expired = this.#oldestExpired(now);
    if (expired !== undefined) return found(expired, `${expired} expired longest ago`);
    return { kind: 'none', why: `all ${this.poolSize} addresses of the pool are in use` };
  }

  #neverUsed(): Ipv4 | undefined {
    for (; this.#cursor <= this.#poolLast; this.#cursor++) {
      const address = ipv4FromNumber(this.#cursor);
      if (this.#forAnyone(address) && !this.#byAddress.has(address) && !endsLikeNetwork(this.#cursor))
        return address;
    }
    return undefined;
  }

  /** Expired records that the pool cannot use (reserved since, or outside it since) are forgotten on the way. */
  #oldestExpired(now: number): Ipv4 | undefined {
    for (;;) {
      const slot = this.#expiry.peek();
      if (!slot || slot.expiresAt > now) return undefined;
      if (this.#inPool(slot.lease.address) && this.#forAnyone(slot.lease.address)) return slot.lease.address;
      this.#expiry.remove(slot);
      this.#byAddress.delete(slot.lease.address);
      if (this.#byMac.get(slot.lease.mac) === slot) this.#byMac.delete(slot.lease.mac);
    }
  }

  #inPool(address: Ipv4): boolean {
    const value = ipv4Number(address);
    return value >= this.#poolFirst && value <= this.#poolLast;
  }

  #forAnyone(address: Ipv4): boolean {
    const { own, subnet } = this.#rules;
    return (
      address !== own &&
      address !== subnet.network &&
      address !== subnet.broadcast &&
      inSubnet(address, subnet) &&
      !this.#reservedFor.has(address)
    );
  }
}

/** True where the record connects the machine with the address, false where the address is put aside. */
function holds(lease: Lease): boolean {
  return lease.state === 'offered' || lease.state === 'bound';
}

function found(address: Ipv4, why: string): AddressChoice {
  return { kind: 'found', address, why };
}

/** Inside a subnet larger than /24 these are valid hosts, but old Windows and some BMCs take .0 and .255 for broadcast. */
function endsLikeNetwork(value: number): boolean {
  return (value & 255) === 0 || (value & 255) === 255;
}
