/** Goes to where something that was brought is now. */
import { openDialog } from '../store.ts';
import type { Shows } from './arrival.ts';

/** All but a capture, which is read again. */
export function showArrival(shows: Exclude<Shows, { at: 'capture' }>): void {
  switch (shows.at) {
    case 'image':
      return goTo(`[data-image="${CSS.escape(shows.id)}"] button`);
    case 'firmware':
      return goTo('[data-drops="firmware"] button');
    case 'answer':
      return openDialog({ dialog: 'answer', id: shows.id });
    case 'table':
      return openDialog({ dialog: 'rack', tab: 'table', csv: shows.csv });
  }
}

/** Into sight, with the keyboard on it. */
function goTo(selector: string): void {
  const found = document.querySelector<HTMLElement>(selector);
  found?.scrollIntoView({ block: 'nearest' });
  found?.focus();
}
