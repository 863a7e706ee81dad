/** Events or packets of one machine alone, below. */
import { create } from 'zustand';
import type { Mac } from '../../shared/wire/address.ts';
import type { BelowPage } from '../store.ts';
import { select, useStore } from '../store.ts';

/** Is only what concerns the selected machine shown? */
export const useOnlyChosen = create<Readonly<Record<BelowPage, boolean>>>(() => ({
  events: false,
  packets: false,
}));

export function showOnly(mac: Mac, page: BelowPage): void {
  if (useStore.getState().selected !== mac) select(mac);
  useOnlyChosen.setState({ [page]: true });
  useStore.setState({ below: page });
}
