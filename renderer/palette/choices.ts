/** One thing out of a short list: what machines are to boot, or which machine another one becomes. */
import type { ActionTools } from '../actions/action.ts';
import { whoText } from '../actions/chosen.ts';
import { sameFor } from '../assign.ts';
import { landingOf } from '../drag/landing.ts';
import { land } from '../drag/use-lane-drop.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { machineTitle } from '../names.ts';
import { select, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { mergeMachines } from '../views/machine/machine-changes.ts';
import { bootsOn } from '../wording-files.ts';
import type { Entry } from './entry.ts';
import { entry } from './entry.ts';

export interface Choices {
  readonly title: string;
  readonly entries: readonly Entry[];
}

export function choicesOf(tools: ActionTools, choose: 'image' | 'merge', macs: readonly Mac[]): Choices {
  const state = useStore.getState();
  const machines = macs.flatMap((mac) => state.machines.get(mac) ?? []);
  const words = texts().actions;
  return choose === 'image'
    ? { title: words.bootTitle(whoText(machines)), entries: imageChoices(tools, machines) }
    : { title: words.mergeTitle(whoText(machines)), entries: mergeChoices(tools, machines) };
}

function imageChoices({ assign }: ActionTools, machines: readonly Machine[]): readonly Entry[] {
  const { config, images } = useStore.getState();
  if (!config) return [];
  const words = texts().palette;
  const macs = machines.map(({ mac }) => mac);
  return [
    ...images.map((image) => {
      const landing = landingOf({ kind: 'image', image }, machines, { config, images });
      return entry('images', `image ${image.id}`, image.title, () => land(assign, landing), {
        detail: landing.fits ? bootsOn(image) : words.doesNotFit,
        also: [image.name],
      });
    }),
    entry('commands', 'own-disk', words.ownDisk, () => assign(sameFor(macs, { image: 'local' }))),
    entry('commands', 'by-rule', words.byRule, () => assign(sameFor(macs, { image: null }))),
  ];
}

function mergeChoices({ run }: ActionTools, [from]: readonly Machine[]): readonly Entry[] {
  const { machines, order } = useStore.getState();
  if (!from) return [];
  // The newest first: it is the one that just appeared with a new card.
  return order.toReversed().flatMap((mac) => {
    const machine = machines.get(mac);
    if (!machine || mac === from.mac) return [];
    const merge = () => mergeMachines(run, from.mac, mac).then((merged) => merged && select(mac));
    return entry('machines', `machine ${mac}`, machineTitle(machine), merge, { detail: mac, mac });
  });
}
