/** The commands of machines; those of arming and of the inventory stand in files of their own. */
import type { Commands } from '../../shared/model/api.ts';
import { createArmingCommands } from './arming-commands.ts';
import type { CommandsOptions } from './commands.ts';
import { createInventoryCommands } from './inventory-commands.ts';
import { createInventoryTableCommands } from './inventory-table-commands.ts';

type MachineCommands = Pick<
  Commands,
  Extract<keyof Commands, `machines.${string}` | `naming.${string}` | `groups.${string}`>
>;

export type MachineCommandsOptions = Pick<
  CommandsOptions,
  | 'settings'
  | 'network'
  | 'machines'
  | 'decisions'
  | 'images'
  | 'firmware'
  | 'answers'
  | 'naming'
  | 'leases'
  | 'passwords'
  | 'macBoot'
  | 'append'
  | 'now'
>;

export function createMachineCommands(
  options: MachineCommandsOptions,
): Omit<MachineCommands, 'machines.wake'> {
  const { machines, decisions } = options;
  return {
    'machines.list': async () => machines.list(),
    'machines.plan': async ({ mac }) => decisions.plan(mac),
    'machines.instructions': async ({ mac }) => options.macBoot.instructions(mac),
    ...createArmingCommands(options),
    ...createInventoryCommands(options),
    ...createInventoryTableCommands(options),
  };
}
