/** Who leaves the page while something is on its way is asked first: nothing of it would be kept. */
import { useArrivals } from './arrival.ts';

const ENDS_WITH_THE_PAGE: readonly string[] = ['waiting', 'sending'];

/** The desktop window quits with a question of its own, and its files are read where they lie. */
export function warnWhoLeaves(): void {
  if (window.desktop) return;
  addEventListener('beforeunload', (event) => {
    const { arrivals } = useArrivals.getState();
    if (
      arrivals.some(
        ({ phase, bytes }) => ENDS_WITH_THE_PAGE.includes(phase) || (phase === 'checking' && bytes > 0),
      )
    )
      event.preventDefault();
  });
}
