/** A machine's name, and two cards that become one machine: done, and taken back. */
import type { Config } from '../../../shared/model/config.ts';
import type { Machine } from '../../../shared/model/machine.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import type { Run } from '../../engine-context.ts';
import { machineTitle } from '../../names.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { undoable } from '../../undo.ts';
import { bringBack, keptOf } from './forget.ts';

export async function nameMachine(run: Run, machine: Machine, name: string): Promise<boolean> {
  const { mac, name: before = '' } = machine;
  if (!(await run('machines.name', { mac, name }))) return false;
  const words = texts().undo;
  undoable(words.renamed(machineTitle(machine), name.trim() || words.nameless), () =>
    run('machines.name', { mac, name: before }),
  );
  return true;
}

export async function mergeMachines(run: Run, from: Mac, into: Mac): Promise<boolean> {
  const { config, machines } = useStore.getState();
  const [old, now] = [machines.get(from), machines.get(into)];
  if (!(await run('machines.merge', { from, into }))) return false;
  if (config && old && now) offerToSplit(run, config, old, now);
  return true;
}

function offerToSplit(run: Run, config: Config, old: Machine, now: Machine): void {
  const both = [keptOf(now, config), keptOf(old, config)];
  const words = texts().undo;
  const into = machineTitle(now);
  undoable(words.merged(machineTitle(old), into), async () => {
    // Its new address first: the engine refuses to fix one for two machines.
    await bringBack(run, both);
    return words.mergedHistory(into);
  });
}
