/** The commands of machines on a data folder of their own, with everything real that keeps or decides. */
import { join } from 'node:path';
import { createArmingExpiry } from '../../main/engine/arming-expiry.ts';
import { createBootDecisions } from '../../main/engine/boot-decisions.ts';
import { openConfigStore } from '../../main/engine/config-store.ts';
import { createMachineCommands } from '../../main/engine/machine-commands.ts';
import type { MachineCommandsOptions } from '../../main/engine/machine-commands.ts';
import { createMachineRegistry } from '../../main/engine/machine-registry.ts';
import { openMachineStore } from '../../main/engine/machine-store.ts';
import { createNaming } from '../../main/engine/naming.ts';
import { openPasswordStore } from '../../main/engine/password-store.ts';
import { createSettings } from '../../main/engine/settings.ts';
import { machinesIn } from '../../shared/boot/inventory.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import { debianImage, memtestImage } from '../boot/image-samples.ts';
import { temporaryFolder } from './temporary.ts';

export const NETWORK = {
  own: '10.77.0.1' as Ipv4,
  subnet: subnetOf('10.77.0.1' as Ipv4, 24),
};
export const ANSWERS = ['lab.preseed', 'other.preseed'];

export function mac(number: number): Mac {
  return `52:54:00:00:00:${number.toString(16).padStart(2, '0')}` as Mac;
}

export async function inventoryBench(folder = temporaryFolder(), clock = { now: 1000 }) {
  const events: EventBody[] = [];
  const append = (event: EventBody): number => events.push(event);
  const now = (): number => clock.now;
  const fail = (error: unknown): never => {
    throw error;
  };
  const machines = createMachineRegistry({
    store: openMachineStore(join(folder, 'machines.db'), 0),
    append,
    now,
    onSaveError: fail,
  });
  const store = await openConfigStore(folder, now);
  machines.restore(machinesIn(store.get()), store.get().names);
  const settings = createSettings(store, { assignments: new Map() });
  const library = [debianImage(), memtestImage()];
  const images = {
    list: () => library,
    get: (id: string) => library.find((one) => one.id === id || one.name === id),
  };
  const hasAnswer = (id: string): boolean => ANSWERS.includes(id);
  const decisions = createBootDecisions({
    http: 'http://10.77.0.1',
    config: settings.get,
    machines,
    image: images.get,
    hasAnswer,
    hasFirmware: () => true,
    append,
    now,
    token: () => 'token',
  });
  const errors: unknown[] = [];
  const naming = createNaming({ settings, machines, append, onError: (error) => errors.push(error) });
  const leases: Lease[] = [];
  const passwords = await openPasswordStore(folder);
  const commands = createMachineCommands({
    settings,
    network: NETWORK,
    machines,
    decisions,
    images,
    firmware: { list: () => [{ name: 'grubx64.efi' }] },
    answers: { has: hasAnswer, list: () => ANSWERS.map((id) => ({ id })) },
    naming,
    leases: {
      list: () => leases,
      release: async (address: Ipv4) => {
        const at = leases.findIndex((one) => one.address === address);
        return leases.splice(at, 1).length > 0;
      },
    },
    passwords,
    macBoot: { instructions: () => [] },
    append,
    now,
  } as unknown as MachineCommandsOptions);
  const expiry = createArmingExpiry({
    settings,
    machines,
    decisions,
    append,
    now,
    onError: (error) => errors.push(error),
  });
  return {
    folder,
    clock,
    events,
    errors,
    machines,
    store,
    settings,
    decisions,
    naming,
    leases,
    passwords,
    commands,
    expiry,
  };
}

export type InventoryBench = Awaited<ReturnType<typeof inventoryBench>>;
