/** Did the person ask the system for less motion? Live. Style sheets know by themselves; this is for what scripts move. */
import { useSyncExternalStore } from 'react';

const asked = (): MediaQueryList => matchMedia('(prefers-reduced-motion: reduce)');

export function useCalm(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = asked();
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => asked().matches,
  );
}
