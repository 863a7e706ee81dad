/** What can be done with the network, wherever the header is. */
import { modeToStart } from '../network/mode-to-start.ts';
import { useNetwork } from '../network/network-state.ts';
import { createNetworkActions, isServing } from '../network/use-network.ts';
import { openDialog, select, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { MODES } from '../views/header/modes.ts';
import { openSetup } from '../views/setup/setup-shown.ts';
import type { Action, ActionTools } from './action.ts';

const PART = 2;

export function networkActions({ client }: ActionTools): readonly Action[] {
  const words = texts().actions;
  const { header } = texts();
  return [
    ...serveActions(client),
    {
      id: 'network',
      label: words.thisNetwork,
      also: words.also.network,
      part: PART,
      run: () => select(undefined),
    },
    { id: 'first-steps', label: header.firstSteps, part: PART, run: openSetup },
    { id: 'about', label: header.about, part: PART, run: () => openDialog({ dialog: 'about' }) },
    { id: 'quit', label: header.quit, part: PART, removes: true, run: () => openDialog({ dialog: 'quit' }) },
  ];
}

/** Start, stop, another mode, and a look at who else is there; none of it while it goes over or without an interface. */
function serveActions(client: ActionTools['client']): readonly Action[] {
  const { engine, config } = useStore.getState();
  const { going, probe } = useNetwork.getState();
  const name = engine?.interface?.name;
  if (!engine || name === undefined || going || engine.changing) return [];
  const { header } = texts();
  const { use, probe: look } = createNetworkActions(client);
  const found = probe?.interface === name ? probe.found : undefined;
  const serving = isServing(engine);
  const first = serving ? 'listen' : modeToStart(name, engine, config, found);
  return [
    {
      id: serving ? 'stop' : 'start',
      label: serving ? header.stopServing : header.startAs(header.mode[first]),
      part: PART,
      run: () => use({ interface: name, mode: first, force: false }),
    },
    ...MODES.filter((mode) => mode !== engine.mode && mode !== first).map((mode) => ({
      id: `mode-${mode}`,
      label: header.modeAs(header.mode[mode]),
      also: header.means[mode],
      part: PART,
      run: () => use({ interface: name, mode, force: false }),
    })),
    { id: 'look', label: header.look, part: PART, run: () => look(name) },
  ];
}
