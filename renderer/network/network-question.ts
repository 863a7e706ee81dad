/** What stands between a click and the change of network, and only a person can decide. */
import type { ErrorReport } from '../../shared/model/error.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Wish } from './network-state.ts';

export type NetworkQuestion = { readonly wish: Wish } & (
  | { readonly why: 'booting'; readonly machines: readonly Machine[] }
  | { readonly why: 'other-server'; readonly error: ErrorReport }
  /** In a browser, which cannot ask for a password. */
  | { readonly why: 'privilege'; readonly error: ErrorReport }
);
