/** Everything that is found but events, packets and lines of answer files, as it is when the palette opens. */
import type { ActionTools } from '../actions/action.ts';
import { chosenMachines, whoText } from '../actions/chosen.ts';
import { answerActions, firmwareActions, imageActions, landActions } from '../actions/file-actions.ts';
import { machineActions } from '../actions/machine-actions.ts';
import { windowActions } from '../actions/window-actions.ts';
import type { Config, Variables } from '../../shared/model/config.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { showArrival } from '../drops/show.ts';
import { engineNow } from '../engine-clock.ts';
import { sizeText } from '../format.ts';
import type { Names } from '../names.ts';
import { machineTitle, namesOf } from '../names.ts';
import type { ConsoleState } from '../store.ts';
import { openDialog, select, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { bootsOn, formatText } from '../wording-files.ts';
import { firmwareText, wantedBy } from '../wording-machine.ts';
import type { Entry } from './entry.ts';
import { entry, entryOf } from './entry.ts';

export function entriesNow(tools: ActionTools): readonly Entry[] {
  const state = useStore.getState();
  const { config } = state;
  if (!config) return [];
  const names = namesOf(state.images, state.answers, state.machines);
  return [
    ...chosenEntries(tools, state),
    ...windowActions(tools).map((action) => entryOf('commands', action)),
    ...machineEntries(state, config, names),
    ...fileEntries(tools, state),
    ...rackEntries(state, config, names),
  ];
}

/** What the context menu has too, and each image and answer file for what is chosen. */
function chosenEntries(tools: ActionTools, { images, answers }: ConsoleState): readonly Entry[] {
  const machines = chosenMachines();
  if (machines.length === 0) return [];
  const who = whoText(machines);
  const words = texts().actions;
  const land = [
    ...images.flatMap((image) =>
      landActions(tools, { kind: 'image', image }, () => words.bootImage(image.title, who)),
    ),
    ...answers.flatMap((answer) =>
      landActions(tools, { kind: 'answer', answer }, () => `${answer.name}: ${words.setAnswer(who)}`),
    ),
  ].map(({ shortcut: _onTheCard, ...action }) => action);
  return [
    ...machineActions(tools, machines).map((action) => ({ ...entryOf('chosen', action), detail: who })),
    ...land.map((action) => entryOf('chosen', action)),
  ];
}

function machineEntries(
  { machines, order, images }: ConsoleState,
  config: Config,
  names: Names,
): readonly Entry[] {
  const words = texts().palette;
  const now = engineNow();
  return order.flatMap((mac) => {
    const machine = machines.get(mac);
    if (!machine) return [];
    const { name, model, modelId, vendor, serial, uuid, address, hostName } = machine;
    const notes = config.machines[mac];
    const { image, answer } = wantedBy(machine, config, images, now);
    const boots = image === undefined ? undefined : words.boots(names.image(image));
    return entry('machines', `machine ${mac}`, machineTitle(machine), () => select(mac), {
      detail: [mac, address, boots].filter(Boolean).join(', '),
      mac,
      also: [
        name,
        model,
        modelId,
        vendor,
        serial,
        uuid,
        hostName,
        firmwareText(machine),
        config.reservations[mac],
        notes?.group,
        notes?.notes,
        answer,
      ],
    });
  });
}

function fileEntries(tools: ActionTools, { images, answers, firmware }: ConsoleState): readonly Entry[] {
  return [
    ...images.map((image) =>
      entry('images', `image ${image.id}`, image.title, () => showArrival({ at: 'image', id: image.id }), {
        detail: [bootsOn(image), image.name].filter(Boolean).join(', '),
        also: [image.id, image.path, image.recipe.family, image.recipe.version, image.recipe.build],
      }),
    ),
    ...answers.map(({ id, name, format, variables = [] }) =>
      entry('answers', `answer ${id}`, name, () => openDialog({ dialog: 'answer', id }), {
        detail: formatText(format),
        also: variables,
      }),
    ),
    ...firmware.map((file) =>
      entry(
        'firmware',
        `firmware ${file.path}`,
        file.name,
        () => showArrival({ at: 'firmware', name: file.name }),
        {
          detail: [file.version, sizeText(file.sizeBytes)].filter(Boolean).join(', '),
          also: [file.path],
        },
      ),
    ),
    ...images.flatMap((image) => changes(image.title, imageActions(tools, image))),
    ...answers.flatMap((answer) => changes(answer.name, answerActions(tools, answer))),
    ...firmware.flatMap((file) => changes(file.name, firmwareActions(tools, file))),
  ];
}

/** "Rename…: Debian 12". What is done with chosen machines stands there already. */
function changes(of: string, actions: readonly Parameters<typeof entryOf>[1][]): readonly Entry[] {
  return actions
    .filter(({ part }) => part > 1)
    .map((action) => ({
      ...entryOf('commands', { ...action, label: `${of}: ${action.label}` }),
      shortcut: undefined,
    }));
}

function rackEntries({ machines }: ConsoleState, config: Config, names: Names): readonly Entry[] {
  const words = texts().palette;
  const openRack = (tab: 'groups' | 'hooks' | 'variables') => () => openDialog({ dialog: 'rack', tab });
  const variables = (of: Variables, key: string, detail: string, run: () => unknown): readonly Entry[] =>
    Object.entries(of).map(([name, value]) =>
      entry('variables', `variable ${key} ${name}`, `${name} = ${value}`, run, { detail }),
    );
  return [
    ...Object.keys(config.groups).map((name) =>
      entry('groups', `group ${name}`, name, openRack('groups'), {
        detail: Object.entries(config.machines)
          .flatMap(([mac, { group }]) => (group === name ? [names.machine(mac as Mac)] : []))
          .join(', '),
      }),
    ),
    ...config.hooks.map((hook) =>
      entry('hooks', `hook ${hook.id}`, hook.id, openRack('hooks'), {
        detail: hook.does === 'webhook' ? hook.url : [hook.command, ...hook.args].join(' '),
        also: [hook.stage],
      }),
    ),
    ...variables(config.variables, 'all', words.ofAll, openRack('variables')),
    ...Object.entries(config.groups).flatMap(([name, group]) =>
      variables(group.variables, `group ${name}`, words.ofGroup(name), openRack('groups')),
    ),
    ...Object.entries(config.machines).flatMap(([mac, { variables: own = {} }]) =>
      machines.has(mac as Mac)
        ? variables(own, mac, words.ofMachine(names.machine(mac as Mac)), () => select(mac as Mac))
        : [],
    ),
  ];
}
