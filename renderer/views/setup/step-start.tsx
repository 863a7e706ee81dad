/** 3: who else gives addresses here, what follows from that, and the click that begins. */
import { useState } from 'react';
import type { EngineStatus } from '../../../shared/model/api.ts';
import type { ServingMode } from '../../network/mode-to-start.ts';
import { proposedMode } from '../../network/mode-to-start.ts';
import { useNetwork } from '../../network/network-state.ts';
import { isServing, useNetworkActions } from '../../network/use-network.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { texts } from '../../texts/texts.ts';
import { neighbourText } from '../header/neighbours.tsx';
import styles from './first-steps.module.css';

const MODES: readonly ServingMode[] = ['own', 'beside'];

export function StartStep({ engine }: { engine: EngineStatus }) {
  const words = texts().setup;
  const { probe } = useNetworkActions();
  const probing = useNetwork((state) => state.probing);
  const last = useNetwork((state) => state.probe);
  const name = engine.interface?.name;
  if (name === undefined || engine.address === undefined) return <p className="soft">{words.chooseFirst}</p>;
  const mode = texts().header.mode[engine.mode];
  const found = last?.interface === name ? last.found : undefined;
  const looking = probing !== undefined;
  return (
    <>
      <p className="soft">{isServing(engine) ? words.start.serving(name, mode) : words.start.why}</p>
      <div className={styles.ways}>
        <span className="strong" role="status">
          {looking
            ? words.start.looking
            : (found || engine.neighbours.length > 0) && neighbourText(engine, found).text}
        </span>
        <BusyButton busy={looking} onClick={() => void probe(name)}>
          {found ? words.start.lookAgain : words.start.look}
        </BusyButton>
      </div>
      {!isServing(engine) && !looking && <StartForm engine={engine} name={name} />}
    </>
  );
}

function StartForm({ engine, name }: { engine: EngineStatus; name: string }) {
  const { setup, header } = texts();
  const { use } = useNetworkActions();
  const last = useNetwork((state) => state.probe);
  const going = useNetwork((state) => state.going) ?? engine.changing;
  const found = last?.interface === name ? last.found : undefined;
  const proposed = proposedMode(engine.neighbours, found);
  const looked = found !== undefined || engine.neighbours.length > 0;
  const [chosen, setChosen] = useState<ServingMode>();
  const mode = chosen ?? proposed;
  return (
    <>
      <fieldset className={styles.modes}>
        <legend className="unseen">{setup.start.how}</legend>
        {MODES.map((one) => (
          <label key={one} className={styles.mode}>
            <input type="radio" name="mode-to-start" checked={one === mode} onChange={() => setChosen(one)} />
            <span className="strong">
              {one === proposed && looked ? setup.start.proposed(header.mode[one]) : header.mode[one]}
            </span>
            <span className="soft">
              {header.means[one]}{' '}
              {one === proposed &&
                looked &&
                (one === 'own' ? setup.start.proposedOwn : setup.start.proposedBeside)}
            </span>
          </label>
        ))}
      </fieldset>
      <div>
        <BusyButton
          variant="filled"
          busy={going !== undefined}
          onClick={() => void use({ interface: name, mode, force: false })}
        >
          {setup.start.start(header.mode[mode])}
        </BusyButton>
      </div>
    </>
  );
}
