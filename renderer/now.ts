/** The time, for what says how long something lasts. */
import { useEffect, useState } from 'react';

/** @returns ms since 1970, anew every `everyMs` */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
