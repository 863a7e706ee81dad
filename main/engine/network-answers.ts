/** Plans, answer files and boot files at one place: what both a network that is served and the idle one have. */
import { join } from 'node:path';
import type { Ipv4, Subnet } from '../../shared/wire/address.ts';
import { inSubnet } from '../../shared/wire/address.ts';
import { createAddressBook } from './address-book.ts';
import type { AddressBookOptions } from './address-book.ts';
import { createAnswering } from './answering.ts';
import { createHookCalls } from './hook-calls.ts';
import type { House } from './network.ts';

export interface AnswersPlace {
  readonly address: Ipv4;
  readonly subnet: Subnet;
  /** Base of all URLs, without a slash at the end. */
  readonly http: string;
  /** Addresses on this subnet that machines said of themselves in an earlier run, or in another mode, are theirs still. */
  readonly knowsAddresses?: boolean;
  /** Absent where another server gives the addresses. */
  readonly leases?: NonNullable<AddressBookOptions['leases']>;
}

/** What machines get at this place, as far as it can be said there. */
export function composeAnswers(
  { options, stores, now, monotonic }: House,
  { leases, knowsAddresses = false, ...place }: AnswersPlace,
) {
  const { machines, settings, images, answers } = stores;
  const addresses = createAddressBook({
    ...(leases && { leases }),
    now,
    // An address of another network would name a machine that is not here, and hand its answer file to a stranger.
    known: knowsAddresses
      ? machines.list().filter(({ address }) => address !== undefined && inSubnet(address, place.subnet))
      : [],
  });
  const answering = createAnswering({
    stores,
    addresses,
    ...place,
    resources: options.resourcesDir ?? join(import.meta.dirname, '..', '..', 'resources'),
    now,
    monotonic,
  });
  const hookCall = createHookCalls({
    machine: machines.get,
    config: settings.get,
    image: (id) => images.get(id),
    answer: answers.get,
    addressOf: addresses.addressOf,
  });
  return { addresses, answering, hookCall };
}
