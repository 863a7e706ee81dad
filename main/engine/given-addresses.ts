/**
 * Addresses that Rackboot gave to interfaces of this computer: kept until it ends, and written down before, so that the next
 * start takes back what a run that was killed has left.
 */
import { readdir, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import { ipv4Schema } from '../../shared/model/config.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Ipv4, Subnet } from '../../shared/wire/address.ts';
import { inSubnet, subnetOf } from '../../shared/wire/address.ts';
import type { GivenAddress } from '../net/address-changes.ts';
import { changeAddress } from '../net/address-changes.ts';
import type { AddressKeeper } from '../net/address-keeper.ts';
import { keepAddress } from '../net/address-keeper.ts';
import { readIfThere, writeAtomically } from './json-file.ts';

export interface GivenAddresses {
  /**
   * One that was given to this interface before is taken back, and there again where this one is refused. One that it has
   * already is only switched on. UNKNOWN_INTERFACE, BAD_ARGUMENT, BAD_ADDRESS, ADDRESS_IN_USE,
   * NEEDS_PRIVILEGE.
   */
  give(given: GivenAddress): Promise<InterfaceInfo>;
  /** Takes all back. */
  close(): Promise<void>;
}

export interface GivenAddressesOptions {
  readonly dataDir: string;
  readonly interfaces: () => Promise<readonly InterfaceInfo[]>;
  readonly append: Append;
  /** ms since 1970. */
  readonly now: () => number;
  readonly keep?: typeof keepAddress;
}

const NOTE = /^given-address-[\d.]+\.json$/;
const noteSchema = z.object({
  interface: z.string(),
  address: ipv4Schema,
  prefixLength: z.number(),
  givenAt: z.number(),
});

interface Kept {
  readonly given: GivenAddress;
  /** The interface had it, and was only switched on. */
  readonly wasThere: boolean;
  readonly keeper: AddressKeeper;
}

/** Only for whoever holds the data folder's lock: another run's addresses would be taken back. */
export async function openGivenAddresses(options: GivenAddressesOptions): Promise<GivenAddresses> {
  const { dataDir, interfaces, keep = keepAddress } = options;
  const kept = new Map<string, Kept>();
  await takeBackLeft(options);

  async function give(given: GivenAddress): Promise<InterfaceInfo> {
    const all = await interfaces();
    const info = wanted(given, all);
    const isThere = hasAddress(info, given);
    if (isThere && info.up) return info;
    const ours = kept.get(given.interface);
    if (!isThere) {
      refuseSecond(info, ours?.wasThere === false ? ours.given.address : undefined);
      refuseOverlap(given, all);
    }
    kept.delete(given.interface);
    await ours?.keeper.takeBack();
    try {
      await hold(given, isThere && !ours);
    } catch (error) {
      // What serves on that address is better off with it. Where it cannot be had again, the lost interface is told of.
      if (ours) await hold(ours.given, ours.wasThere).catch(() => undefined);
      throw error;
    }
    return (await interfaces()).find(({ name }) => name === given.interface) ?? info;
  }

  async function hold(given: GivenAddress, wasThere: boolean): Promise<void> {
    const note = join(dataDir, `given-address-${given.address}.json`);
    // What is not of our giving is not taken back, neither now nor by the next start.
    if (!wasThere) await writeAtomically(note, `${JSON.stringify({ ...given, givenAt: options.now() })}\n`);
    try {
      kept.set(given.interface, { given, wasThere, keeper: await keep(given, note) });
    } catch (error) {
      await rm(note, { force: true });
      throw error;
    }
  }

  return {
    give,
    async close() {
      await Promise.all([...kept.values()].map(({ keeper }) => keeper.takeBack()));
      kept.clear();
    },
  };
}

async function takeBackLeft({ dataDir, interfaces, append, now }: GivenAddressesOptions): Promise<void> {
  for (const name of (await readdir(dataDir)).filter((one) => NOTE.test(one))) {
    const path = join(dataDir, name);
    const note = readNote((await readIfThere(path)) ?? '');
    const info = (await interfaces()).find((one) => one.name === note?.interface);
    // No address outlives a start of the computer: one that is there since then is somebody else's doing.
    const isOurs = note && note.givenAt > now() - uptime() * 1000 && info && hasAddress(info, note);
    try {
      if (isOurs) await changeAddress('remove', note);
      await rm(path, { force: true });
    } catch (error) {
      const { message, hint } = reportError(error);
      append({
        type: 'service.limited',
        service: 'addresses',
        why: `${note?.address} could not be taken back from ${note?.interface}, where an earlier run left it: ${message} ${hint}`,
      });
    }
  }
}

function readNote(text: string): z.output<typeof noteSchema> | undefined {
  try {
    return noteSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function wanted(given: GivenAddress, all: readonly InterfaceInfo[]): InterfaceInfo {
  const info = all.find(({ name }) => name === given.interface);
  if (!info)
    throw new AppError(
      'UNKNOWN_INTERFACE',
      `There is no network interface called "${given.interface}".`,
      `Interfaces here: ${all.map(({ name }) => name).join(', ')}.`,
    );
  if (info.loopback)
    throw new AppError(
      'BAD_ARGUMENT',
      `${info.name} leads nowhere: it is this computer's own.`,
      'Choose the interface that the machines hang on.',
    );
  const { network, broadcast, prefixLength } = subnetOf(given.address, given.prefixLength);
  if (given.address === network || given.address === broadcast)
    throw new AppError(
      'BAD_ADDRESS',
      `${given.address} is no host's address on ${network}/${prefixLength}.`,
      'Take the one after the first, for example.',
    );
  return info;
}

function hasAddress({ addresses }: InterfaceInfo, { address, prefixLength }: GivenAddress): boolean {
  return addresses.some((one) => one.address === address && one.prefixLength === prefixLength);
}

/** What a person set up stays, and of two addresses it would be the one that is served. */
function refuseSecond({ name, addresses }: InterfaceInfo, ours: Ipv4 | undefined): void {
  const other = addresses.find(({ address }) => address !== ours && !address.startsWith('169.254.'));
  if (!other) return;
  throw new AppError(
    'BAD_ARGUMENT',
    `${name} has the address ${other.address}/${other.prefixLength} already.`,
    'Use that one, or change it in the network settings.',
  );
}

/** This computer would not know any more where the other network is. */
function refuseOverlap(given: GivenAddress, all: readonly InterfaceInfo[]): void {
  const own = subnetOf(given.address, given.prefixLength);
  for (const { name, addresses } of all) {
    if (name === given.interface) continue;
    for (const { address, prefixLength } of addresses) {
      if (!overlap(own, subnetOf(address, prefixLength))) continue;
      throw new AppError(
        'BAD_ADDRESS',
        `${own.network}/${own.prefixLength} overlaps the network of ${name}, which is ${address}/${prefixLength}.`,
        'Take an address of another network, for example 10.77.0.1/24.',
      );
    }
  }
}

function overlap(a: Subnet, b: Subnet): boolean {
  return inSubnet(a.network, b) || inSubnet(b.network, a);
}
