/** The time, for what says how long something lasts. */
import { useEffect, useState } from 'react';
import { engineClock } from './engine-clock.ts';

/** @returns ms since 1970, anew every `everyMs` */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The same by the engine's clock, which all times of machines and of arming are on. */
export function useEngineNow(everyMs: number): number {
  return engineClock.now(useNow(everyMs));
}
