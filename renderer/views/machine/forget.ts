/** Forgets machines, keeping here what a person had decided and written down, so that it can be brought back. */
import type { Assignment, Config, MachineNotes } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../../shared/wire/address.ts';
import type { Run } from '../../engine-context.ts';
import { armedOf, disarmedText } from '../../disarmed.ts';
import { machineTitle } from '../../names.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { undoable } from '../../undo.ts';

interface Kept {
  readonly mac: Mac;
  readonly name: string;
  readonly notes: MachineNotes | undefined;
  readonly address: Ipv4 | undefined;
  readonly loader: string | undefined;
  readonly assignment: Assignment | undefined;
}

export function keptOf({ mac, name = '' }: Machine, config: Config): Kept {
  return {
    mac,
    name,
    notes: config.machines[mac],
    address: config.reservations[mac],
    loader: config.loaders[mac],
    assignment: config.assignments[mac],
  };
}

export async function forgetMachines(run: Run, machines: readonly Machine[], config: Config): Promise<void> {
  const forgotten: Kept[] = [];
  const [first] = machines;
  const armed = armedOf(machines.map(({ mac }) => mac));
  const { passwords } = useStore.getState();
  for (const machine of machines) {
    if (!(await run('machines.forget', { mac: machine.mac }))) break;
    forgotten.push(keptOf(machine, config));
  }
  if (!first || forgotten.length === 0) return;
  const t = texts().machinePanel;
  const done =
    forgotten.length === 1 ? t.forgotten(machineTitle(first)) : t.severalForgotten(forgotten.length);
  undoable(done, async () => {
    await bringBack(run, forgotten);
    const had = machines.slice(0, forgotten.length).filter(({ mac }) => passwords.machines.includes(mac));
    const lost = [disarmedText(armed, forgotten.length), passwordsText(had)].filter(Boolean);
    return lost.length > 0 ? lost.join(' ') : undefined;
  });
}

/** Of these the page never knew more than that they have one. */
function passwordsText(had: readonly Machine[]): string | undefined {
  const [first] = had;
  if (!first) return undefined;
  const { passwordOfGone, passwordsGone } = texts().undo;
  return had.length === 1 ? passwordOfGone(machineTitle(first)) : passwordsGone(had.length);
}

/** As they were, whatever was written since. Armed they are not again: what they would erase was decided before. */
export async function bringBack(run: Run, machines: readonly Kept[]): Promise<void> {
  for (const { mac, name, notes = {}, address = null, loader = null, assignment } of machines) {
    // An empty name as well: this makes the machine known again.
    await run('machines.name', { mac, name });
    const { notes: text = null, group = null, variables = null } = notes;
    await run('machines.edit', { mac, notes: text, group, variables, address, loader });
    if (!assignment && !useStore.getState().config?.assignments[mac]) continue;
    const { image = null, answer, kernelArgs } = assignment ?? {};
    await run('machines.assign', {
      mac,
      image,
      arm: 'off',
      ...(answer !== undefined && { answer }),
      ...(kernelArgs !== undefined && { kernelArgs }),
    });
  }
}
