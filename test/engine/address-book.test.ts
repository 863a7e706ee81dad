import { describe, expect, it } from 'vitest';
import { createAddressBook } from '../../main/engine/address-book.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { ip, macOf } from '../boot/dhcp-samples.ts';

function book(leases: readonly Lease[], known: Parameters<typeof createAddressBook>[0]['known'] = []) {
  return createAddressBook({
    leases: {
      ofAddress: (address) => leases.find((one) => one.address === address),
      ofMac: (mac) => leases.find((one) => one.mac === mac),
    },
    now: () => 5,
    known,
  });
}

const lease = (state: Lease['state'], expiresAt = 9): Lease => ({
  address: ip(100),
  mac: macOf(1),
  state,
  expiresAt,
});

describe('whose address it is', () => {
  it('is said by our own leases, whatever anybody else says', () => {
    const addresses = book([lease('bound')]);
    addresses.said(macOf(2), ip(100));
    expect(addresses.macAt(ip(100))).toBe(macOf(1));
    expect(addresses.addressOf(macOf(1))).toBe(ip(100));
  });

  it('is said by no lease that has ended, and by none of an earlier run beside another server', () => {
    const ended = book([lease('bound', 5)]);
    expect(ended.macAt(ip(100))).toBeUndefined();
    const beside = createAddressBook({ now: () => 5, known: [] });
    beside.said(macOf(2), ip(100));
    expect(beside.macAt(ip(100))).toBe(macOf(2));
  });

  it('is said by machines where another server gives the addresses; the last word counts', () => {
    const addresses = book([lease('offered')]);
    expect(addresses.macAt(ip(100))).toBeUndefined();
    addresses.said(macOf(2), ip(100));
    addresses.said(macOf(3), ip(100));
    expect(addresses.macAt(ip(100))).toBe(macOf(3));
    expect(addresses.addressOf(macOf(2))).toBeUndefined();
    addresses.said(macOf(3), ip(101));
    expect(addresses.macAt(ip(100))).toBeUndefined();
    expect(addresses.addressOf(macOf(3))).toBe(ip(101));
  });

  it('is known of machines that were booting when Rackboot was started anew, the latest of an address', () => {
    const addresses = book(
      [],
      [
        { mac: macOf(2), address: ip(100), lastSeen: 9 },
        { mac: macOf(3), address: ip(100), lastSeen: 3 },
        { mac: macOf(4), lastSeen: 3 },
      ],
    );
    expect(addresses.macAt(ip(100))).toBe(macOf(2));
  });

  it('is forgotten where very many speak, the oldest first', () => {
    const addresses = book([]);
    const first = '10.0.0.0' as Ipv4;
    addresses.said(macOf(1), first);
    const macAt = (n: number) =>
      `02:00:00:01:${[n >> 8, n & 255].map((b) => b.toString(16).padStart(2, '0')).join(':')}` as Mac;
    for (let n = 0; n < 10_000; n++) addresses.said(macAt(n), `10.1.${n >> 8}.${n & 255}` as Ipv4);
    expect(addresses.macAt(first)).toBeUndefined();
    expect(addresses.addressOf(macOf(1))).toBeUndefined();
    expect(addresses.macAt('10.1.39.15' as Ipv4)).toBe(macAt(9999));
  });
});
