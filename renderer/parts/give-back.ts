/** Where the keyboard goes when what lay over the page is closed. */
import { PLACES } from './skip-links.tsx';

/** To where it was before; to the machines where that is gone, as after the page was drawn in another language. */
export function giveBack(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener !== document.body && opener.isConnected) opener.focus();
  else goToMachines();
}

/** To their list, whose keys it then hears, or to what stands in its place. */
export function goToMachines(): void {
  const place = document.getElementById(PLACES.machines);
  (place?.querySelector<HTMLElement>('[role="listbox"]') ?? place)?.focus();
}
