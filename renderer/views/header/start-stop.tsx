/** Begins and ends answering machines on the chosen network. */
import type { EngineStatus } from '../../../shared/model/api.ts';
import { modeToStart } from '../../network/mode-to-start.ts';
import { useNetwork } from '../../network/network-state.ts';
import { isServing, useNetworkActions } from '../../network/use-network.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';

export function StartStop({ engine }: { engine: EngineStatus }) {
  const words = texts().header;
  const { use } = useNetworkActions();
  const start = useStart(engine);
  const connected = useStore((state) => state.connection === 'open');
  const going = useNetwork((state) => state.going) ?? engine.changing;
  const serving = isServing(engine);
  const name = engine.interface?.name;
  const usable = name !== undefined && connected && engine.state !== 'stopping';
  return (
    <BusyButton
      variant="filled"
      busy={going !== undefined}
      disabled={!usable}
      title={serving || !start ? words.stopMeans : words.startMeans(start.mode)}
      onClick={() =>
        serving && name !== undefined
          ? void use({ interface: name, mode: 'listen', force: false })
          : void start?.now()
      }
    >
      {serving ? words.stop : words.start}
    </BusyButton>
  );
}

/** How "Start" starts here, wherever it stands. */
export function useStart(
  engine: EngineStatus,
): { readonly mode: 'own' | 'beside'; readonly now: () => Promise<boolean> } | undefined {
  const config = useStore((state) => state.config);
  const probe = useNetwork((state) => state.probe);
  const { use } = useNetworkActions();
  const name = engine.interface?.name;
  if (name === undefined) return undefined;
  const mode = modeToStart(name, engine, config, probe?.interface === name ? probe.found : undefined);
  return { mode, now: () => use({ interface: name, mode, force: false }) };
}
