/** 2: an address, where there is none. */
import type { EngineStatus } from '../../../shared/model/api.ts';
import { useNetwork } from '../../network/network-state.ts';
import { texts } from '../../texts/texts.ts';
import { GiveAddress } from './give-address.tsx';

export function AddressStep({ engine }: { engine: EngineStatus }) {
  const words = texts().setup;
  const picked = useNetwork((state) => state.picked);
  const name = picked ?? engine.interface?.name;
  if (name === undefined)
    return (
      <p className="soft">
        {words.chooseFirst} {words.address.later}
      </p>
    );
  if (picked === undefined && engine.address !== undefined)
    return <p className="soft">{words.address.has(name, engine.address)}</p>;
  return (
    <>
      <p className="soft">{words.address.why(name)}</p>
      <GiveAddress key={name} name={name} />
    </>
  );
}
