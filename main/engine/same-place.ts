/** Whether an interface still is the one that something was opened on. */
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';

export interface OpenedAt {
  readonly info: InterfaceInfo;
  readonly address: Ipv4;
}

/** The same name and the same address: machines and servers that were known there are known still. */
export function isSamePlace(at: OpenedAt | undefined, now: InterfaceInfo): boolean {
  return at?.info.name === now.name && at.address === now.addresses[0]?.address;
}

/**
 * Sockets tied to an interface belong to the one that the system has under that number: made anew under the same name and with
 * the same address (a bridge, a USB port after sleep), it is another one, and they hear nothing.
 */
export function isStillOpenOn(at: OpenedAt | undefined, now: InterfaceInfo): boolean {
  const before = at?.info.index;
  const isAnother = before !== undefined && now.index !== undefined && before !== now.index;
  return (
    at !== undefined &&
    isSamePlace(at, now) &&
    !isAnother &&
    at.info.addresses[0]?.prefixLength === now.addresses[0]?.prefixLength
  );
}
