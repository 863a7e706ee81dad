/** 1: the interface. */
import type { EngineStatus, InterfaceInfo } from '../../../shared/model/api.ts';
import { useNetwork } from '../../network/network-state.ts';
import { useNetworkActions } from '../../network/use-network.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { InterfaceList } from './interface-list.tsx';

export function InterfaceStep({ engine }: { engine: EngineStatus }) {
  const words = texts();
  const { pick } = useNetworkActions();
  const picked = useNetwork((state) => state.picked);
  const going = useNetwork((state) => state.going) ?? engine.changing;
  const left = useStore((state) => state.config?.network?.interface);
  const onPick = (card: InterfaceInfo): void => {
    // Without an address there is nothing to answer from: the next step gives it one, and then the engine goes there.
    if (card.addresses.length === 0) useNetwork.setState({ picked: card.name });
    else if (card.name === engine.interface?.name) useNetwork.setState({ picked: undefined });
    else void pick(card.name);
  };
  return (
    <>
      <p className="soft">{words.setup.interface.why}</p>
      {engine.interface === undefined && left !== undefined && (
        <p className="warn">{words.header.leftOn(left)}</p>
      )}
      <InterfaceList
        chosen={picked ?? engine.interface?.name}
        disabled={going !== undefined}
        onPick={onPick}
      />
    </>
  );
}
