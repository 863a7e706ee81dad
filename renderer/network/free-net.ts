/** An address for an interface that has none: in a private network that this computer is in nowhere else. */
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { inSubnet, parseIpv4, subnetOf } from '../../shared/wire/address.ts';

export interface NetAddress {
  readonly address: Ipv4;
  readonly prefixLength: number;
}

/** RFC 1918. The first is the one that all our examples use. */
const PROPOSED: readonly NetAddress[] = [
  ...[77, 78, 79, 177].map((net) => net24(`10.${net}.0.1`)),
  ...[77, 177].map((net) => net24(`192.168.${net}.1`)),
  net24('172.30.77.1'),
];

/** @returns the first of all where none is free, which a person sees and can change */
export function proposedAddress(cards: readonly InterfaceInfo[]): NetAddress {
  return PROPOSED.find((one) => overlapping(one, cards) === undefined) ?? net24('10.77.0.1');
}

/** The interface whose network shares addresses with this one: the computer would not know which way to send. */
export function overlapping(
  wanted: NetAddress,
  cards: readonly InterfaceInfo[],
): { readonly name: string; readonly net: string } | undefined {
  for (const { name, addresses } of cards) {
    const other = addresses.find((one) => overlap(wanted, one));
    if (other) return { name, net: `${other.address}/${other.prefixLength}` };
  }
  return undefined;
}

function overlap(a: NetAddress, b: NetAddress): boolean {
  return (
    inSubnet(a.address, subnetOf(b.address, b.prefixLength)) ||
    inSubnet(b.address, subnetOf(a.address, a.prefixLength))
  );
}

/** "10.77.0.1/24"; without a length /24 is meant. Undefined where it is no address a computer can have there. */
export function parseNetAddress(text: string): NetAddress | undefined {
  const [addressText = '', lengthText = '24', ...more] = text.trim().split('/');
  const address = parseIpv4(addressText.trim());
  const prefixLength = /^\d{1,2}$/.test(lengthText.trim()) ? Number(lengthText) : Number.NaN;
  if (!address || more.length > 0 || !(prefixLength >= 8 && prefixLength <= 30)) return undefined;
  const { network, broadcast } = subnetOf(address, prefixLength);
  return address === network || address === broadcast ? undefined : { address, prefixLength };
}

function net24(text: string): NetAddress {
  return { address: text as Ipv4, prefixLength: 24 };
}
