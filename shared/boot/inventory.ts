/** What is written down about machines: changes of the settings document, which come back as a new document. */
import type { Assignment, Config, MachineNotes } from '../model/config.ts';
import type { Ipv4, Mac, Subnet } from '../wire/address.ts';
import { inSubnet, parseMac } from '../wire/address.ts';

/** Where fixed addresses are given. */
export interface Network {
  /** This server's address. */
  readonly own: Ipv4;
  readonly subnet: Subnet;
}

/** All machines that something is written down about. Somebody may have edited the file: what is no MAC is passed over. */
export function machinesIn({ names, reservations, assignments, machines }: Config): readonly Mac[] {
  const macs = [names, reservations, assignments, machines].flatMap((record) => Object.keys(record));
  return [...new Set(macs)].filter((mac): mac is Mac => parseMac(mac) === mac);
}

/** `name`: empty takes it away. */
export function withName(config: Config, mac: Mac, name: string): Config {
  return { ...config, names: put(config.names, mac, name === '' ? undefined : name) };
}

export function withAssignment(config: Config, mac: Mac, assignment: Assignment | undefined): Config {
  return { ...config, assignments: put(config.assignments, mac, assignment) };
}

export function withReservation(config: Config, mac: Mac, address: Ipv4 | undefined): Config {
  return { ...config, reservations: put(config.reservations, mac, address) };
}

export function withLoader(config: Config, mac: Mac, name: string | undefined): Config {
  return { ...config, loaders: put(config.loaders, mac, name) };
}

/** A key that is not given stays, null takes it away. */
export interface NotesPatch {
  readonly notes?: string | null | undefined;
  readonly group?: string | null | undefined;
  readonly variables?: Readonly<Record<string, string>> | null | undefined;
}

/** A group that is new is made. */
export function withNotes(config: Config, mac: Mac, patch: NotesPatch): Config {
  const before: MachineNotes = config.machines[mac] ?? {};
  const { notes = before.notes, group = before.group, variables = before.variables } = patch;
  const some = variables && Object.keys(variables).length > 0;
  const after: MachineNotes = {
    ...(notes !== null && notes !== undefined && notes !== '' && { notes }),
    ...(group !== null && group !== undefined && { group }),
    ...(some === true && { variables: { ...variables } }),
  };
  const kept = Object.keys(after).length > 0 ? after : undefined;
  return withGroup({ ...config, machines: put(config.machines, mac, kept) }, after.group);
}

/** With this group in it, as it is or new. */
export function withGroup(config: Config, name: string | undefined): Config {
  if (name === undefined || Object.hasOwn(config.groups, name)) return config;
  return { ...config, groups: { ...config.groups, [name]: { variables: {} } } };
}

/** Its machines stay, in no group. */
export function withoutGroup(config: Config, name: string): Config {
  const { naming } = config;
  const machines = Object.fromEntries(
    Object.entries(config.machines).flatMap(([mac, { group, ...rest }]) => {
      if (group === undefined || group !== name)
        return [[mac, { ...rest, ...(group !== undefined && { group }) }]];
      return Object.keys(rest).length > 0 ? [[mac, rest]] : [];
    }),
  );
  const { group: _gone, ...others } = naming ?? { pattern: '', next: 0 };
  return {
    ...config,
    machines,
    groups: put(config.groups, name, undefined),
    ...(naming?.group === name && { naming: others }),
  };
}

/** The group stays, and so does the loader that was found to work with its firmware. */
export function withoutMachine(config: Config, mac: Mac): Config {
  return {
    ...config,
    names: put(config.names, mac, undefined),
    assignments: put(config.assignments, mac, undefined),
    reservations: put(config.reservations, mac, undefined),
    machines: put(config.machines, mac, undefined),
  };
}

/** `from` is another card of the machine `into`: what `into` has of its own is kept, the rest comes from `from`. */
export function mergedInto(config: Config, from: Mac, into: Mac): Config {
  const [old, own] = [config.machines[from] ?? {}, config.machines[into] ?? {}];
  const variables = { ...old.variables, ...own.variables };
  const notes = withNotes(config, into, { ...old, ...own, variables });
  const moved: Config = {
    ...notes,
    names: move(notes.names, from, into),
    assignments: move(notes.assignments, from, into),
    reservations: move(notes.reservations, from, into),
    loaders: move(notes.loaders, from, into),
  };
  return withoutMachine(moved, from);
}

/**
 * Why this cannot be the fixed address of that machine, as a sentence and what to do; undefined: it can.
 * @param place undefined where no network was chosen yet
 */
export function fixedAddressProblem(
  address: Ipv4,
  mac: Mac,
  reservations: Readonly<Record<string, Ipv4>>,
  place: Network | undefined,
): Problem | undefined {
  const other = Object.entries(reservations).find(([owner, one]) => one === address && owner !== mac);
  return (
    (place && placeProblem(address, place)) ??
    (other && {
      sentence: `${address} is the fixed address of ${other[0]}.`,
      hint: 'Take it away there first.',
    })
  );
}

interface Problem {
  readonly sentence: string;
  readonly hint: string;
}

function placeProblem(address: Ipv4, { own, subnet }: Network): Problem | undefined {
  const network = `${subnet.network}/${subnet.prefixLength}`;
  if (!inSubnet(address, subnet))
    return {
      sentence: `${address} is not on ${network}.`,
      hint: 'Give an address of the network that machines boot on.',
    };
  if (address === own) return { sentence: `${address} is our own address.`, hint: 'Give another one.' };
  if (address === subnet.network || address === subnet.broadcast)
    return { sentence: `${address} is no host's address on ${network}.`, hint: 'Give another one.' };
  return undefined;
}

function put<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: NoInfer<T> | undefined,
): Record<string, T> {
  const { [key]: _old, ...others } = record;
  return value === undefined ? others : { ...others, [key]: value };
}

/** Where `into` has nothing. */
function move<T>(record: Readonly<Record<string, T>>, from: string, into: string): Record<string, T> {
  const value = record[into] ?? record[from];
  return put(put(record, from, undefined), into, value);
}
