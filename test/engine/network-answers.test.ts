import { describe, expect, it } from 'vitest';
import { composeAnswers } from '../../main/engine/network-answers.ts';
import type { House } from '../../main/engine/network.ts';
import type { RunOptions } from '../../main/engine/run-options.ts';
import { isSamePlace, isStillOpenOn } from '../../main/engine/same-place.ts';
import { openStores } from '../../main/engine/stores.ts';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import { ip, macOf } from '../boot/dhcp-samples.ts';
import { temporaryFolder } from './temporary.ts';

const OWN = '10.77.0.1' as Ipv4;
const OFFICE = '192.168.1.5' as Ipv4;

/** Two machines that said an address: one on 10.77.0.0/24, one elsewhere. */
async function house(): Promise<House> {
  const closers: (() => unknown)[] = [];
  const options = {
    ...{ images: [], dataDir: temporaryFolder(), assign: [], mode: 'beside', arm: 'off', force: false },
    ...{ console: { host: '127.0.0.1', port: 0 }, httpPort: 80 },
  } satisfies RunOptions;
  const stores = await openStores(options, () => 9, closers);
  stores.machines.see(macOf(1), 'dhcp', { address: ip(100) });
  stores.machines.see(macOf(2), 'dhcp', { address: OFFICE });
  return { options, stores, now: () => 9, monotonic: () => 9 } as unknown as House;
}

const place = (address: Ipv4, knowsAddresses: boolean) => ({
  ...{ address, subnet: subnetOf(address, 24), http: `http://${address}`, knowsAddresses },
});

describe('what is known of machines where a network begins', () => {
  it('is their address where it is one of this network, and nobody else has it', async () => {
    const { addresses } = composeAnswers(await house(), place(OWN, true));
    expect(addresses.macAt(ip(100))).toBe(macOf(1));
    expect(addresses.addressOf(macOf(1))).toBe(ip(100));
    // Said on another network: whoever has it here is somebody else.
    expect(addresses.macAt(OFFICE)).toBeUndefined();
    expect(addresses.addressOf(macOf(2))).toBeUndefined();
  });

  it('is nothing on a network that may be another with the same numbers', async () => {
    const { addresses } = composeAnswers(await house(), place(OWN, false));
    expect(addresses.macAt(ip(100))).toBeUndefined();
  });
});

describe('a place', () => {
  const card = (more: Partial<InterfaceInfo> = {}): InterfaceInfo => ({
    ...{ name: 'lan0', addresses: [{ address: OWN, prefixLength: 24 }], up: true, loopback: false, index: 3 },
    ...more,
  });
  const at = { info: card(), address: OWN };

  it.each([
    ['the same', card({ link: false }), true, true],
    ['made anew', card({ index: 4 }), true, false],
    ['on a wider network', card({ addresses: [{ address: OWN, prefixLength: 16 }] }), true, false],
    ['with another address', card({ addresses: [{ address: OFFICE, prefixLength: 24 }] }), false, false],
    ['without an address', card({ addresses: [] }), false, false],
    ['another', card({ name: 'lan1' }), false, false],
  ])('that is %s', (_, now, same, open) => {
    expect([isSamePlace(at, now), isStillOpenOn(at, now)]).toEqual([same, open]);
    expect([isSamePlace(undefined, now), isStillOpenOn(undefined, now)]).toEqual([false, false]);
  });
});
