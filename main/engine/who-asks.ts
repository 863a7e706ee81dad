/** Whether a request can come from a machine, as far as addresses tell. */
import type { Ipv4, Mac } from '../../shared/wire/address.ts';

/**
 * `itself`: the address is its. `unknown`: nobody knows whose address it is, nor which one the machine has.
 * `elsewhere`: nobody knows whose it is, and the machine has another one. `other`: the address is another machine's.
 */
export type Asker = 'itself' | 'unknown' | 'elsewhere' | 'other';

export interface WhoAsks {
  /** Who holds this address now. */
  readonly macAt: (address: Ipv4) => Mac | undefined;
  /** The address it holds now, where that is known. */
  readonly addressOf: (mac: Mac) => Ipv4 | undefined;
}

export function askerOf(mac: Mac, from: Ipv4, { macAt, addressOf }: WhoAsks): Asker {
  const at = macAt(from);
  if (at !== undefined) return at === mac ? 'itself' : 'other';
  const own = addressOf(mac);
  return own === undefined || own === from ? 'unknown' : 'elsewhere';
}

/** Nothing says that it is somebody else. */
export function mayBeItself(asker: Asker): boolean {
  return asker === 'itself' || asker === 'unknown';
}
