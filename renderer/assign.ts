/**
 * What machines boot: the one way to set it, whether chosen in a panel, dragged, or by a key. It never arms anything, and
 * it can be taken back; what was armed before comes back disarmed, because somebody has to mean it.
 */
import { useMemo } from 'react';
import type { Assignment, Config } from '../shared/model/config.ts';
import type { Mac } from '../shared/wire/address.ts';
import type { ChangeConfig } from './config-change.ts';
import { useConfigChange } from './config-change.ts';
import type { Run } from './engine-context.ts';
import { useRun } from './engine-context.ts';
import { armedOf, disarmedText } from './disarmed.ts';
import { machineTitle, namesOf } from './names.ts';
import { useStore } from './store.ts';
import { texts } from './texts/texts.ts';
import { undoable } from './undo.ts';

export interface Boot {
  /** Image id, `local`, or null: as unknown machines do. */
  readonly image: string | null;
  readonly answer?: string | undefined;
  readonly kernelArgs?: string | undefined;
}

/** Resolves false where the engine refused it, which a notice says; true as soon as it has taken it. */
export type Assign = (boots: ReadonlyMap<Mac, Boot>) => Promise<boolean>;

export function sameFor(macs: readonly Mac[], boot: Boot): ReadonlyMap<Mac, Boot> {
  return new Map(macs.map((mac) => [mac, boot]));
}

export function useAssign(): Assign {
  const run = useRun();
  const changeConfig = useConfigChange();
  return useMemo(() => createAssign(run, changeConfig), [run, changeConfig]);
}

export function createAssign(run: Run, changeConfig: ChangeConfig): Assign {
  async function set(macs: readonly Mac[], boot: Boot): Promise<boolean> {
    const assignment = assignmentOf(boot);
    const [mac] = macs;
    if (mac === undefined) return false;
    return new Promise((resolve) => {
      void changeConfig(
        (config) => withAssignments(config, macs, assignment),
        async () => {
          const answer =
            macs.length === 1
              ? await run('machines.assign', { mac, ...(assignment ?? { image: null }) })
              : await run('machines.assignMany', {
                  macs: [...macs],
                  ...(assignment ?? { image: null, arm: 'off' }),
                });
          resolve(answer !== undefined);
          return answer;
        },
      );
    });
  }

  async function setAll(boots: ReadonlyMap<Mac, Boot>): Promise<boolean> {
    const taken = await Promise.all(byBoot(boots).map(({ macs, boot }) => set(macs, boot)));
    return !taken.includes(false);
  }

  return async (boots) => {
    const macs = [...boots.keys()];
    const { config } = useStore.getState();
    const before = new Map(macs.map((mac) => [mac, config?.assignments[mac] ?? { image: null }]));
    const armed = armedOf(macs);
    const done = doneText(boots);
    if (!(await setAll(boots))) return false;
    undoable(done, async () => ((await setAll(before)) ? disarmedText(armed, macs.length) : undefined));
    return true;
  };
}

/** Machines that boot the same are set with one command. */
export function byBoot(
  boots: ReadonlyMap<Mac, Boot>,
): readonly { readonly macs: readonly Mac[]; readonly boot: Boot }[] {
  const groups = new Map<string, { macs: Mac[]; boot: Boot }>();
  for (const [mac, boot] of boots) {
    const key = JSON.stringify([boot.image, boot.answer, boot.kernelArgs]);
    const group = groups.get(key) ?? { macs: [], boot };
    group.macs.push(mac);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function assignmentOf({ image, answer, kernelArgs }: Boot): Assignment | undefined {
  if (image === null) return undefined;
  return {
    image,
    // What was armed was another thing: a change of it must never leave it armed.
    arm: 'off',
    ...(answer !== undefined && { answer }),
    ...(kernelArgs !== undefined && kernelArgs !== '' && { kernelArgs }),
  };
}

function withAssignments(config: Config, macs: readonly Mac[], assignment: Assignment | undefined): Config {
  const assignments = { ...config.assignments };
  for (const mac of macs) {
    if (assignment) assignments[mac] = assignment;
    else delete assignments[mac];
  }
  return { ...config, assignments };
}

function titleOf(mac: Mac): string {
  const machine = useStore.getState().machines.get(mac);
  return machine ? machineTitle(machine) : mac;
}

/** Where machines get different things, what the first gets. */
function doneText(boots: ReadonlyMap<Mac, Boot>): string {
  const { images, answers, machines } = useStore.getState();
  const names = namesOf(images, answers, machines);
  const words = texts().undo;
  const [first] = boots;
  if (!first) return '';
  const [mac, { image, answer }] = first;
  const one = boots.size === 1;
  const what =
    image === null
      ? words.byRule
      : image === 'local'
        ? one
          ? words.ownDisk
          : words.ownDisks
        : answer === undefined
          ? names.image(image)
          : words.withAnswer(names.image(image), names.answer(answer));
  return one ? words.boots(titleOf(mac), what) : words.boot(words.machines(boots.size), what);
}
