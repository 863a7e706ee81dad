/** Which addresses may be given out on a subnet when the technician has not said so. */
import type { Ipv4, Subnet } from '../wire/address.ts';
import { ipv4FromNumber, ipv4Number } from '../wire/address.ts';

/** First and last address, both included. */
export interface Pool {
  readonly first: Ipv4;
  readonly last: Ipv4;
}

/** Largest pool taken without being told: what one switch can hold, and a bound on what a flood of forged MACs can occupy. */
const LARGEST_DERIVED_POOL = 65_536;

/**
 * The part of the subnet from 100/256 to 250/256, so that a /24 gives .100 to .250, a /28 .6 to .14 and a /16 .100.0 to
 * .250.0: both ends stay free for what people number by hand (gateways, switches, controllers).
 * Our own address may lie inside: LeaseTable leaves it out. Undefined where no address is left (/31 and /32).
 */
export function derivePool(subnet: Subnet): Pool | undefined {
  if (subnet.prefixLength > 30) return undefined;
  const size = 2 ** (32 - subnet.prefixLength);
  const network = ipv4Number(subnet.network);
  const first = Math.max(1, Math.floor((size * 100) / 256));
  const last = Math.min(Math.floor((size * 250) / 256), size - 2, first + LARGEST_DERIVED_POOL - 1);
  return { first: ipv4FromNumber(network + first), last: ipv4FromNumber(network + last) };
}
