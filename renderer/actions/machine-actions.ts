/** What can be done with machines: with one, or with several at once. */
import type { Config } from '../../shared/model/config.ts';
import type { Machine } from '../../shared/model/machine.ts';
import { sameFor } from '../assign.ts';
import { engineNow } from '../engine-clock.ts';
import { openDialog, say, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { forgetMachines } from '../views/machine/forget.ts';
import { nameMachine } from '../views/machine/machine-changes.ts';
import { armedWord, wantedBy } from '../wording-machine.ts';
import type { Action, ActionTools } from './action.ts';
import { whoText } from './chosen.ts';
import { copyText } from './copy-text.ts';
import { showOnly } from './show-only.ts';

export function machineActions(tools: ActionTools, machines: readonly Machine[]): readonly Action[] {
  const { config } = useStore.getState();
  if (!config || machines.length === 0) return [];
  const [first] = machines;
  const only = machines.length === 1 ? first : undefined;
  return [
    ...bootActions(tools, machines, config),
    ...armActions(tools, machines, config),
    ...careActions(tools, machines, config, only),
    ...(only ? showActions(only) : []),
    ...copyActions(machines),
    ...forgetActions(tools, machines, config),
  ];
}

function bootActions(
  { assign }: ActionTools,
  machines: readonly Machine[],
  config: Config,
): readonly Action[] {
  const words = texts().actions;
  const macs = machines.map(({ mac }) => mac);
  const own = macs.map((mac) => config.assignments[mac]);
  return [
    {
      id: 'boot',
      label: words.boot,
      also: words.also.boot,
      part: 1,
      shortcut: 'boot',
      run: () => openDialog({ dialog: 'palette', choose: 'image', macs }),
    },
    ...when(
      own.some((one) => one?.image !== 'local'),
      {
        id: 'own-disk',
        label: words.ownDisk,
        also: words.also.ownDisk,
        part: 1,
        shortcut: 'ownDisk',
        run: () => assign(sameFor(macs, { image: 'local' })),
      },
    ),
    ...when(
      own.some((one) => one !== undefined),
      {
        id: 'by-rule',
        label: words.byRule,
        also: words.also.byRule,
        part: 1,
        run: () => assign(sameFor(macs, { image: null })),
      },
    ),
  ];
}

function armActions({ run }: ActionTools, machines: readonly Machine[], config: Config): readonly Action[] {
  const words = texts().actions;
  const { images } = useStore.getState();
  const known = machines.map((machine) => ({
    machine,
    wanted: wantedBy(machine, config, images, engineNow()),
  }));
  const able = known.flatMap(({ machine: { mac }, wanted }) =>
    wanted.erases && wanted.image !== undefined ? [mac] : [],
  );
  const armed = known.flatMap(({ machine: { mac }, wanted }) =>
    armedWord(wanted) === undefined ? [] : [mac],
  );
  const arm = (how: 'once' | 'always'): Action => ({
    id: `arm-${how}`,
    label: how === 'once' ? words.armOnce : words.armAlways,
    also: words.also.arm,
    part: 2,
    shortcut: how === 'once' ? 'arm' : undefined,
    run: () =>
      able.length > 0
        ? openDialog({ dialog: 'arm', macs: able, how })
        : say({ said: words.nothingToArm(whoText(machines)) }),
  });
  return [
    arm('once'),
    ...when(able.length > 0, arm('always')),
    ...when(armed.length > 0, {
      id: 'disarm',
      label: words.disarm,
      part: 2,
      shortcut: 'disarm',
      run: () => run('machines.armMany', { macs: armed, arm: 'off' }),
    }),
  ];
}

function careActions(
  { run }: ActionTools,
  machines: readonly Machine[],
  config: Config,
  only: Machine | undefined,
): readonly Action[] {
  const words = texts().actions;
  const macs = machines.map(({ mac }) => mac);
  const { machines: all, images } = useStore.getState();
  const answer = only && wantedBy(only, config, images, engineNow()).answer;
  return [
    {
      id: 'wake',
      label: words.wake,
      also: words.also.wake,
      part: 3,
      shortcut: 'wake',
      run: () => run('machines.wake', { macs }),
    },
    ...(only === undefined
      ? []
      : [
          {
            id: 'name',
            label: words.name,
            also: words.also.rename,
            part: 3,
            shortcut: 'name' as const,
            run: () =>
              openDialog({
                dialog: 'name',
                title: words.nameMachine,
                label: words.machineName,
                first: only.name ?? '',
                mayBeEmpty: true,
                maxLength: 63,
                onName: (name) => nameMachine(run, only, name),
              }),
          },
          ...when(all.size > 1, {
            id: 'merge',
            label: words.merge,
            also: words.also.merge,
            part: 3,
            run: () => openDialog({ dialog: 'palette', choose: 'merge', macs }),
          }),
          ...(answer === undefined
            ? []
            : [
                {
                  id: 'preview',
                  label: words.preview,
                  part: 3,
                  run: () => openDialog({ dialog: 'answer', id: answer, mac: only.mac }),
                },
              ]),
        ]),
  ];
}

function showActions({ mac }: Machine): readonly Action[] {
  const words = texts().actions;
  return [
    {
      id: 'packets-of-it',
      label: words.packetsOfIt,
      part: 4,
      shortcut: 'packets',
      run: () => showOnly(mac, 'packets'),
    },
    { id: 'events-of-it', label: words.eventsOfIt, part: 4, run: () => showOnly(mac, 'events') },
  ];
}

function copyActions(machines: readonly Machine[]): readonly Action[] {
  const words = texts().actions;
  const addresses = machines.flatMap(({ address }) => address ?? []);
  const one = machines.length === 1;
  return [
    {
      id: 'copy-mac',
      label: one ? words.copyMac : words.copyMacs,
      part: 5,
      run: () => copyText(machines.map(({ mac }) => mac).join('\n')),
    },
    ...when(addresses.length > 0, {
      id: 'copy-address',
      label: one ? words.copyAddress : words.copyAddresses,
      part: 5,
      run: () => copyText(addresses.join('\n')),
    }),
  ];
}

function forgetActions(
  { run }: ActionTools,
  machines: readonly Machine[],
  config: Config,
): readonly Action[] {
  const words = texts().actions;
  return [
    {
      id: 'forget',
      label: words.forget,
      also: words.also.forget,
      part: 6,
      shortcut: 'forget',
      removes: true,
      run: () => forgetMachines(run, machines, config),
    },
  ];
}

export function when(applies: boolean, action: Action): readonly Action[] {
  return applies ? [action] : [];
}
