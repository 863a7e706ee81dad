/** Forgets machines, keeping here what a person had decided and written down, until the notice is dismissed. */
import type { Assignment, Config, MachineNotes } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../../shared/wire/address.ts';
import type { Run } from '../../engine-context.ts';
import { machineTitle } from '../../names.ts';
import { undoable } from '../../store.ts';
import { texts } from '../../texts/texts.ts';

interface Kept {
  readonly mac: Mac;
  readonly name: string;
  readonly notes: MachineNotes | undefined;
  readonly address: Ipv4 | undefined;
  readonly assignment: Assignment | undefined;
}

export async function forgetMachines(run: Run, machines: readonly Machine[], config: Config): Promise<void> {
  const forgotten: Kept[] = [];
  const [first] = machines;
  for (const { mac, name = '' } of machines) {
    if (!(await run('machines.forget', { mac }))) break;
    forgotten.push({
      mac,
      name,
      notes: config.machines[mac],
      address: config.reservations[mac],
      assignment: config.assignments[mac],
    });
  }
  if (!first || forgotten.length === 0) return;
  const t = texts().machinePanel;
  const done =
    forgotten.length === 1 ? t.forgotten(machineTitle(first)) : t.severalForgotten(forgotten.length);
  undoable(done, () => void bringBack(run, forgotten));
}

/** Armed it is not again: what it would erase was decided before it was forgotten. */
async function bringBack(run: Run, machines: readonly Kept[]): Promise<void> {
  for (const { mac, name, notes, address, assignment } of machines) {
    // An empty name as well: this makes the machine known again.
    await run('machines.name', { mac, name });
    await run('machines.edit', { mac, ...notes, ...(address !== undefined && { address }) });
    if (!assignment) continue;
    const { image, answer, kernelArgs } = assignment;
    await run('machines.assign', {
      mac,
      image,
      arm: 'off',
      ...(answer !== undefined && { answer }),
      ...(kernelArgs !== undefined && { kernelArgs }),
    });
  }
}
