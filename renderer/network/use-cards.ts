/** The interfaces of the engine's computer, asked for again while somebody looks: adapters and cables come and go. */
import { useEffect } from 'react';
import type { InterfaceInfo } from '../../shared/model/api.ts';
import { useStore } from '../store.ts';
import { useNetwork } from './network-state.ts';
import { useNetworkActions } from './use-network.ts';

/** @returns undefined until the engine has told */
export function useCards(everyMs: number): readonly InterfaceInfo[] | undefined {
  const { refresh } = useNetworkActions();
  const connected = useStore((state) => state.connection === 'open');
  const chosen = useStore((state) => state.engine?.interface?.name);
  useEffect(() => {
    if (!connected) return undefined;
    const look = (): void => {
      if (document.visibilityState === 'visible') void refresh();
    };
    look();
    const timer = setInterval(look, everyMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [connected, chosen, everyMs, refresh]);
  return useNetwork((state) => state.cards);
}
