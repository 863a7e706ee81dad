import { describe, expect, it } from 'vitest';
import { createAddressBook } from '../../main/engine/address-book.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { ip, macOf } from '../boot/dhcp-samples.ts';

function book(...leases: Lease[]) {
  return createAddressBook({ ofAddress: (address) => leases.find((one) => one.address === address) });
}

const lease = (state: Lease['state']): Lease => ({ address: ip(100), mac: macOf(1), state, expiresAt: 9 });

describe('whose address it is', () => {
  it('is said by our own leases, whatever anybody else says', () => {
    const addresses = book(lease('bound'));
    addresses.said(macOf(2), ip(100));
    expect(addresses.macAt(ip(100))).toBe(macOf(1));
  });

  it('is said by machines where another server gives the addresses; the last word counts', () => {
    const addresses = book(lease('offered'));
    expect(addresses.macAt(ip(100))).toBeUndefined();
    addresses.said(macOf(2), ip(100));
    addresses.said(macOf(3), ip(100));
    expect(addresses.macAt(ip(100))).toBe(macOf(3));
    expect(addresses.macAt(ip(101))).toBeUndefined();
  });

  it('is forgotten where very many speak, the oldest first', () => {
    const addresses = book();
    const first = '10.0.0.0' as Ipv4;
    addresses.said(macOf(1), first);
    for (let n = 0; n < 10_000; n++)
      addresses.said('02:00:00:00:01:01' as Mac, `10.1.${n >> 8}.${n & 255}` as Ipv4);
    expect(addresses.macAt(first)).toBeUndefined();
    expect(addresses.macAt('10.1.39.15' as Ipv4)).toBe('02:00:00:00:01:01');
  });
});
