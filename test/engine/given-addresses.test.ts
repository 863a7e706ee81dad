import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openGivenAddresses } from '../../main/engine/given-addresses.ts';
import type { GivenAddress } from '../../main/net/address-changes.ts';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { temporaryFolder } from './temporary.ts';

const PRINTER = '10.77.0.2' as Ipv4;

const wanted = (address: string): GivenAddress => ({
  interface: 'eth1',
  address: address as Ipv4,
  prefixLength: 24,
});

/** A card as the system has it, and keepers that change it as the process does (main/net/address-keeper-process.ts). */
async function bench(card: Pick<InterfaceInfo, 'addresses' | 'up'> = { addresses: [], up: false }) {
  const dataDir = temporaryFolder();
  const log: string[] = [];
  let info: InterfaceInfo = { name: 'eth1', loopback: false, ...card };
  const given = await openGivenAddresses({
    dataDir,
    interfaces: async () => [info],
    append: () => 0,
    now: Date.now,
    async keep({ address, prefixLength }) {
      if (address === PRINTER) {
        log.push(`refuse ${address}`);
        throw new AppError('ADDRESS_IN_USE', 'A printer has it.', 'Take another.');
      }
      const before = info;
      const isThere = before.addresses.some((one) => one.address === address);
      log.push(`${isThere ? 'switch on' : 'give'} ${address}`);
      info = {
        ...before,
        up: true,
        addresses: isThere ? before.addresses : [...before.addresses, { address, prefixLength }],
      };
      return {
        async takeBack() {
          log.push(`take back ${address}`);
          info = before;
        },
      };
    },
  });
  const addresses = (): string[] => info.addresses.map(({ address }) => address);
  const notes = (): string[] => readdirSync(dataDir).filter((name) => name.startsWith('given-address-'));
  const down = (): void => void (info = { ...info, up: false });
  return { given, log, addresses, notes, down, isUp: () => info.up };
}

describe('a second address for an interface', () => {
  it('takes the place of the first', async () => {
    const { given, log, addresses } = await bench();
    await given.give(wanted('10.77.0.1'));
    expect((await given.give(wanted('10.78.0.1'))).addresses).toEqual([
      { address: '10.78.0.1', prefixLength: 24 },
    ]);
    expect(log).toEqual(['give 10.77.0.1', 'take back 10.77.0.1', 'give 10.78.0.1']);
    expect(addresses()).toEqual(['10.78.0.1']);
    await given.close();
    expect(addresses()).toEqual([]);
  });

  it('that somebody else has leaves the first where it was', async () => {
    const { given, addresses, notes, isUp } = await bench();
    await given.give(wanted('10.77.0.1'));
    await expect(given.give(wanted(PRINTER))).rejects.toMatchObject({ code: 'ADDRESS_IN_USE' });
    expect(addresses()).toEqual(['10.77.0.1']);
    expect(isUp()).toBe(true);
    expect(notes()).toEqual(['given-address-10.77.0.1.json']);
    await given.close();
    expect(addresses()).toEqual([]);
  });

  it('that cannot be is refused before the first is touched', async () => {
    const { given, log } = await bench();
    await given.give(wanted('10.77.0.1'));
    await expect(given.give(wanted('10.77.0.255'))).rejects.toMatchObject({ code: 'BAD_ADDRESS' });
    expect(log).toEqual(['give 10.77.0.1']);
  });
});

describe('an address that the interface has already', () => {
  const THEIRS = { addresses: [{ address: '10.77.0.1' as Ipv4, prefixLength: 24 }], up: false };

  it('is left alone', async () => {
    const { given, log } = await bench({ ...THEIRS, up: true });
    expect(await given.give(wanted('10.77.0.1'))).toMatchObject({ ...THEIRS, up: true });
    expect(log).toEqual([]);
  });

  it('is switched on where it is switched off, and stays a person’s', async () => {
    const { given, log, addresses, notes, isUp } = await bench(THEIRS);
    expect(await given.give(wanted('10.77.0.1'))).toMatchObject({ up: true });
    expect(log).toEqual(['switch on 10.77.0.1']);
    expect(notes()).toEqual([]);
    await expect(given.give(wanted('10.78.0.1'))).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await given.close();
    expect(addresses()).toEqual(['10.77.0.1']);
    expect(isUp()).toBe(false);
  });

  it('is given anew where it was ours and somebody switched the interface off', async () => {
    const { given, log, down, isUp } = await bench();
    await given.give(wanted('10.77.0.1'));
    down();
    expect(await given.give(wanted('10.77.0.1'))).toMatchObject({ up: true });
    expect(log).toEqual(['give 10.77.0.1', 'take back 10.77.0.1', 'give 10.77.0.1']);
    expect(isUp()).toBe(true);
  });
});
