/** Choosing a network, as far as it is the page's own affair: what there is to choose, and what is being done about it. */
import { create } from 'zustand';
import type { InterfaceInfo, NetworkProbe } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';

export interface Wish {
  readonly interface: string;
  readonly mode: Mode;
  /** Own mode although another server answers. */
  readonly force: boolean;
}

export interface NetworkState {
  /** Undefined until they were asked for. */
  readonly cards: readonly InterfaceInfo[] | undefined;
  /** Chosen here, but it has no address yet, so the engine is not there. */
  readonly picked: string | undefined;
  /** network.use was called and has not answered. */
  readonly going: Wish | undefined;
  /** The interface that is asked who answers there. */
  readonly probing: string | undefined;
  /** What the last look found. */
  readonly probe: { readonly interface: string; readonly found: NetworkProbe } | undefined;
}

export const useNetwork = create<NetworkState>(() => ({
  cards: undefined,
  picked: undefined,
  going: undefined,
  probing: undefined,
  probe: undefined,
}));

/** The newest that is known of an interface. */
export function cardNamed(
  name: string | undefined,
  cards: readonly InterfaceInfo[] | undefined,
): InterfaceInfo | undefined {
  return name === undefined ? undefined : cards?.find((card) => card.name === name);
}
