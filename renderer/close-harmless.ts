/** Makes way for something that came up meanwhile, without throwing away what somebody is writing or deciding. */
import type { OpenDialog } from './store.ts';
import { openDialog, useStore } from './store.ts';

const HARMLESS: ReadonlySet<OpenDialog['dialog']> = new Set(['palette', 'keyboard', 'settings', 'about']);

/** Closes what lies over the page where nothing is lost by it. */
export function closeHarmless(): void {
  const { dialog } = useStore.getState();
  if (dialog && HARMLESS.has(dialog.dialog)) openDialog(undefined);
}
