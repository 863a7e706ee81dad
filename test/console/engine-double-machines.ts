/** Machines of the engine double: what they boot, arming, and what is written down about them. */
import type { Commands } from '../../shared/model/api.ts';
import type { Arm, Assignment, Config, MachineNotes } from '../../shared/model/config.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import type { EngineDouble } from './engine-double.ts';

type MachineCommands = Pick<
  Commands,
  | 'machines.list'
  | 'machines.forget'
  | 'machines.instructions'
  | 'machines.name'
  | 'machines.assign'
  | 'machines.assignMany'
  | 'machines.arm'
  | 'machines.armMany'
  | 'machines.plan'
  | 'machines.edit'
  | 'machines.merge'
  | 'machines.wake'
>;

export function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _gone, ...others } = record;
  return others;
}

export function machineCommands(engine: EngineDouble, image: (id: string) => Image): MachineCommands {
  const known = (mac: Mac): Machine => {
    const machine = engine.machines.get(mac);
    if (machine) return machine;
    throw new AppError('UNKNOWN_MACHINE', `No machine ${mac} was seen.`, 'Power it on first.');
  };
  const rename = (mac: Mac, name: string | undefined): Machine => {
    const others = without(engine.config.names, mac);
    engine.configure({ names: name === undefined ? others : { ...others, [mac]: name } });
    return engine.machine(mac, { name });
  };
  const assignment = (wanted: {
    image: string | null;
    answer?: string | undefined;
    kernelArgs?: string | undefined;
    arm: Arm;
  }): Assignment | undefined => {
    const { image: id, answer, kernelArgs, arm } = wanted;
    if (id === null) return undefined;
    if (id !== 'local') image(id);
    return {
      image: id,
      arm,
      ...(answer !== undefined && { answer }),
      ...(kernelArgs !== undefined && { kernelArgs }),
    };
  };
  const armed = (mac: Mac, arm: Arm, minutes: number | undefined): Assignment => {
    const { unknown } = engine.config;
    const current =
      engine.config.assignments[mac] ??
      (unknown.action === 'image' ? { ...unknown, action: undefined } : undefined);
    if (!current || current.image === 'local')
      throw new AppError('NOT_ARMED', `${mac} has nothing to arm.`, 'Assign an image first.');
    const { image: id, answer, kernelArgs } = current;
    return {
      image: id,
      arm,
      ...(answer !== undefined && { answer }),
      ...(kernelArgs !== undefined && { kernelArgs }),
      ...(minutes !== undefined && { armedUntil: engine.now() + minutes * 60_000 }),
    };
  };

  return {
    'machines.list': async () => [...engine.machines.values()],
    'machines.forget': async ({ mac }) => {
      known(mac);
      const { config } = engine;
      engine.machines.delete(mac);
      engine.configure({
        assignments: without(config.assignments, mac),
        names: without(config.names, mac),
        machines: without(config.machines, mac),
        reservations: without(config.reservations, mac),
      });
      engine.passwordsSet.delete(mac);
      engine.push({ feed: 'passwords', passwords: engine.passwords() });
      engine.push({ feed: 'machines', changed: [], removed: [mac] });
      return { forgotten: mac };
    },
    'machines.instructions': async () => engine.instructions,
    'machines.name': async ({ mac, name }) => rename(mac, name === '' ? undefined : name),
    'machines.assign': async ({ mac, ...wanted }) => engine.assign(mac, assignment(wanted)),
    'machines.assignMany': async ({ macs, ...wanted }) => {
      const all = assignment(wanted);
      return { machines: macs.map((mac) => engine.assign(known(mac).mac, all)) };
    },
    'machines.arm': async ({ mac, arm, minutes }) => engine.assign(mac, armed(mac, arm, minutes)),
    'machines.armMany': async ({ macs, arm, minutes }) => {
      // All of them or none.
      const all = macs.map((mac) => [mac, armed(mac, arm, minutes)] as const);
      return { machines: all.map(([mac, one]) => engine.assign(mac, one)) };
    },
    'machines.plan': async ({ mac }) => engine.plan(mac),
    'machines.edit': async ({ mac, address, loader, ...changes }) => {
      known(mac);
      const { config } = engine;
      const taken = Object.entries(config.reservations).find(([one, its]) => its === address && one !== mac);
      if (typeof address === 'string' && taken)
        throw new AppError('BAD_ADDRESS', `${address} is the fixed address of ${taken[0]}.`, 'Use another.');
      const notes = edited(config.machines[mac] ?? {}, changes);
      if (notes.group !== undefined && !config.groups[notes.group])
        engine.configure({ groups: { ...config.groups, [notes.group]: { variables: {} } } });
      engine.configure({
        machines: {
          ...without(config.machines, mac),
          ...(Object.keys(notes).length > 0 && { [mac]: notes }),
        },
        ...(loader !== undefined && {
          loaders: { ...without(config.loaders, mac), ...(loader !== null && { [mac]: loader }) },
        }),
        ...(address !== undefined && {
          reservations: {
            ...without(config.reservations, mac),
            ...(address !== null && { [mac]: address }),
          },
        }),
      });
      return engine.machine(mac);
    },
    'machines.merge': async ({ from, into }) => {
      if (from === into) throw new AppError('BAD_ARGUMENT', 'These are one machine.', 'Choose another.');
      const [old, now] = [known(from), known(into)];
      const { config } = engine;
      const moved = <T>(record: Readonly<Record<string, T>>): Record<string, T> => {
        const others = without(record, from);
        const value = record[into] ?? record[from];
        return value === undefined ? others : { ...others, [into]: value };
      };
      engine.configure({
        assignments: moved(config.assignments),
        names: moved(config.names),
        machines: moved(config.machines),
        reservations: moved(config.reservations),
      } satisfies Partial<Config>);
      engine.machines.delete(from);
      engine.push({ feed: 'machines', changed: [], removed: [from] });
      engine.append({ type: 'machine.merged', mac: into, from });
      const boots = [...(old.boots ?? []), ...(now.boots ?? [])];
      return engine.machine(into, { name: now.name ?? old.name, firstSeen: old.firstSeen, boots });
    },
    'machines.wake': async ({ macs }) => {
      for (const mac of macs) engine.append({ type: 'machine.woken', mac: known(mac).mac });
      return { woken: macs };
    },
  };
}

/** A key that is not given stays, null takes it away. */
function edited(
  before: MachineNotes,
  { notes, group, variables }: { [K in keyof MachineNotes]?: MachineNotes[K] | null },
): MachineNotes {
  const keep = <T>(now: T | null | undefined, old: T | undefined): T | undefined =>
    now === undefined ? old : (now ?? undefined);
  const [text, its, own] = [
    keep(notes, before.notes),
    keep(group, before.group),
    keep(variables, before.variables),
  ];
  return {
    ...(text !== undefined && { notes: text }),
    ...(its !== undefined && { group: its }),
    ...(own !== undefined && { variables: own }),
  };
}
