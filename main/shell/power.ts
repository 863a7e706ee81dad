/** A laptop that falls asleep stops every machine that boots from it. The screen may go dark; the system must not sleep. */
import type { PowerSaveBlocker } from 'electron';

export type KeepAwake = (serving: boolean) => void;

export function keepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): KeepAwake {
  let id: number | undefined;
  return (serving) => {
    if (serving) id ??= blocker.start('prevent-app-suspension');
    else if (id !== undefined) {
      blocker.stop(id);
      id = undefined;
    }
  };
}
