/** Taking something back never arms a machine: what was armed before comes back disarmed, and that is said. */
import type { Mac } from '../shared/wire/address.ts';
import { engineNow } from './engine-clock.ts';
import { machineTitle } from './names.ts';
import { useStore } from './store.ts';
import { texts } from './texts/texts.ts';
import { armedWord, wantedBy } from './wording-machine.ts';

/** Names of those that are armed now by an assignment of their own. */
export function armedOf(macs: readonly Mac[]): readonly string[] {
  const { config, machines, images } = useStore.getState();
  return macs.flatMap((mac) => {
    const machine = machines.get(mac);
    if (!machine || !config?.assignments[mac]) return [];
    return armedWord(wantedBy(machine, config, images, engineNow())) === undefined
      ? []
      : [machineTitle(machine)];
  });
}

/** Of these `count` machines; undefined where none was armed. */
export function disarmedText(armed: readonly string[], count: number): string | undefined {
  const [first] = armed;
  if (first === undefined) return undefined;
  const { disarmedOne, disarmedMany } = texts().undo;
  return count === 1 ? disarmedOne(first) : disarmedMany(armed.length);
}
