/** What is written down about machines: names, notes, groups, variables, fixed addresses; and two cards that are one machine. */
import { variableRefusal } from '../../shared/boot/answers/variables.ts';
import {
  fixedAddressProblem,
  mergedInto,
  withGroup,
  withLoader,
  withName,
  withNotes,
  withoutGroup,
  withoutMachine,
  withReservation,
} from '../../shared/boot/inventory.ts';
import { namePatternProblem } from '../../shared/boot/naming.ts';
import type { Commands, FirmwareFile } from '../../shared/model/api.ts';
import type { Variables } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import type { MachineCommandsOptions } from './machine-commands.ts';
import { createLookups } from './lookups.ts';

type InventoryCommands = Pick<
  Commands,
  | 'machines.name'
  | 'machines.edit'
  | 'machines.forget'
  | 'machines.merge'
  | 'naming.start'
  | 'naming.stop'
  | 'groups.set'
  | 'groups.remove'
>;

export function createInventoryCommands(options: MachineCommandsOptions): InventoryCommands {
  const { settings, machines, decisions, passwords, append } = options;
  const { machine } = createLookups(options);

  return {
    'machines.name': async ({ mac, name }) => {
      await settings.change((config) => withName(config, mac, name));
      machines.see(mac, 'config');
      return machines.name(mac, name) ?? machine(mac);
    },
    'machines.edit': async ({ mac, notes, group, variables, address, loader }) => {
      checkVariables(variables ?? {});
      checkLoader(loader ?? undefined, options.firmware.list());
      await settings.change((config) => {
        const written = withNotes(config, mac, { notes, group, variables });
        const noted = loader === undefined ? written : withLoader(written, mac, loader ?? undefined);
        if (address === undefined) return noted;
        if (address === null) return withReservation(noted, mac, undefined);
        const problem = fixedAddressProblem(address, mac, config.reservations, options.network);
        if (problem) throw new AppError('BAD_ADDRESS', problem.sentence, problem.hint);
        return withReservation(noted, mac, address);
      });
      machines.see(mac, 'config');
      append({ type: 'config.changed', what: address === undefined ? 'machines' : 'machines reservations' });
      return machine(mac);
    },
    'machines.forget': async ({ mac }) => {
      machine(mac);
      await settings.change((config) => withoutMachine(config, mac));
      await passwords.moved(mac);
      machines.forget(mac);
      return { forgotten: mac };
    },
    'machines.merge': async ({ from, into }) => {
      if (from === into)
        throw new AppError(
          'BAD_ARGUMENT',
          `${from} is the same card twice.`,
          'Give the old one and the new one.',
        );
      machine(from);
      machines.see(into, 'config');
      // In this order whatever happens in between can be repeated, and what is used up is used up: first what `from` has
      // installed counts for `into` too, then it gets the assignment that may be armed, then `from` goes.
      machines.inherit(from, into);
      const address = settings.get().reservations[from];
      const { names } = await settings.change((config) => mergedInto(config, from, into));
      await passwords.moved(from, into);
      machines.name(into, names[into] ?? '');
      machines.merge(from, into);
      machines.planned(into, decisions.plan(into));
      await endLease(from, address);
      return machine(into);
    },
    'naming.start': async ({ pattern, next, group }) => {
      const problem = namePatternProblem(pattern);
      if (problem !== undefined)
        throw new AppError(
          'BAD_ARGUMENT',
          problem,
          'Write {n} where the number stands, or {nn} for 01, 02 …',
        );
      options.naming.begin();
      const config = await settings.change((before) => ({
        ...withGroup(before, group),
        naming: { pattern, next, ...(group !== undefined && { group }) },
      }));
      append({ type: 'config.changed', what: 'naming' });
      return config;
    },
    'naming.stop': async () => {
      const config = await settings.change(({ naming: _ended, ...rest }) => rest);
      append({ type: 'config.changed', what: 'naming' });
      return config;
    },
    'groups.set': async ({ name, variables }) => {
      checkVariables(variables);
      const config = await settings.change((before) => ({
        ...before,
        groups: { ...before.groups, [name]: { variables } },
      }));
      append({ type: 'config.changed', what: 'groups' });
      return config;
    },
    'groups.remove': async ({ name }) => {
      const config = await settings.change((before) => {
        if (Object.hasOwn(before.groups, name)) return withoutGroup(before, name);
        const known = Object.keys(before.groups).join(', ');
        throw new AppError('BAD_ARGUMENT', `There is no group "${name}".`, `Known: ${known || 'none yet'}.`);
      });
      if (passwords.list().groups.includes(name)) await passwords.set({ group: name }, null);
      append({ type: 'config.changed', what: 'groups' });
      return config;
    },
  };

  /** The old card would keep the fixed address from the new one until its lease ends by itself. */
  async function endLease(mac: Mac, address: Ipv4 | undefined): Promise<void> {
    const lease = options.leases.list().find((one) => one.mac === mac && one.address === address);
    if (lease) await options.leases.release(lease.address);
  }
}

/** BAD_ARGUMENT: a built-in variable that cannot be set, or no value for it. */
/** A name that is nowhere would leave the machine without any loader, and nobody would see why. */
function checkLoader(name: string | undefined, firmware: readonly FirmwareFile[]): void {
  if (name === undefined || firmware.some((file) => file.name === name)) return;
  const known = firmware.map((file) => file.name).join(', ');
  throw new AppError(
    'BAD_ARGUMENT',
    `There is no boot firmware ${name}.`,
    known === '' ? 'Drop it on the window first.' : `Drop it on the window first, or take one of: ${known}.`,
  );
}

/** Refuses what cannot be a variable of answer files. */
export function checkVariables(variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    const refused = variableRefusal(name, value);
    if (refused !== undefined)
      throw new AppError(
        'BAD_ARGUMENT',
        refused,
        'Give the variable another name, or the right kind of value.',
      );
  }
}
