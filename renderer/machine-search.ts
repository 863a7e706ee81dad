/** Which machines the search of the lanes finds. */
import type { Machine } from '../shared/model/machine.ts';
import { machineTitle } from './names.ts';
import { finderOf } from './palette/match.ts';

/** By what each is called and says of itself; all of them where nothing was typed. */
export function machineFinder(typed: string): (machine: Machine) => boolean {
  const fits = finderOf(typed);
  return (machine) => fits(searchText(machine));
}

function searchText(machine: Machine): string {
  const { mac, address, vendor, hostName, model, modelId, serial, uuid } = machine;
  return [machineTitle(machine), mac, address, vendor, hostName, model, modelId, serial, uuid]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
}
