/** Where it should be served though it cannot be at the moment: it is tried again, with pauses that grow. */
import type { ErrorReport } from '../../shared/model/error.ts';
import type { Place } from './network-switch.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;

export interface WantedPlace {
  /** Undefined: nowhere, or the pause after the last attempt is not over. */
  due(): Place | undefined;
  /** It serves there, or was left there: without it, it is to be tried at once. */
  set(place: Place): void;
  clear(): void;
  /** An attempt failed. False: the same was told of the attempt before. */
  failed(why: ErrorReport): boolean;
}

/** @param now monotonic, in ms */
export function createWantedPlace(now: () => number): WantedPlace {
  let wanted: Place | undefined;
  let notBefore = -Infinity;
  let pause = FIRST_PAUSE_MS;
  let told: string | undefined;

  function set(place: Place | undefined): void {
    wanted = place;
    notBefore = -Infinity;
    pause = FIRST_PAUSE_MS;
    told = undefined;
  }

  return {
    due: () => (now() < notBefore ? undefined : wanted),
    set,
    clear: () => set(undefined),
    failed({ message }) {
      notBefore = now() + pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      const isNew = told !== message;
      told = message;
      return isNew;
    },
  };
}
