/** The machines that something would be done with now: those that are marked, else the selected one. */
import type { Machine } from '../../shared/model/machine.ts';
import { machineTitle } from '../names.ts';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';

export function chosenMachines(): readonly Machine[] {
  const { machines, marked, selected } = useStore.getState();
  const macs = marked.size > 0 ? [...marked] : selected === undefined ? [] : [selected];
  return macs.flatMap((mac) => machines.get(mac) ?? []);
}

/** "esx-01", or "3 chosen machines". */
export function whoText(machines: readonly Machine[]): string {
  const [first] = machines;
  return first && machines.length === 1
    ? machineTitle(first)
    : texts().actions.chosenMachines(machines.length);
}
