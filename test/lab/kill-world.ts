/**
 * What an engine may have on disk after it was killed at any moment: a set of worlds. A command that was acknowledged has
 * happened in all of them; one whose answer was lost has happened in some. What is seen later strikes out the worlds in which
 * it could not be seen. None left: nobody could explain what this engine does.
 */

/** What of one machine must outlive the engine. */
export interface World {
  readonly assigned: boolean;
  readonly arm: 'off' | 'once';
  readonly name: string;
  /** In the list of machines, for all that is known: who was only seen is saved a moment later. */
  readonly listed: boolean;
  /** The unattended install it began: its answer file left, or it is used up as well. */
  readonly install: 'none' | 'answered' | 'spent';
}

export const FIRST_WORLD: World = { assigned: false, arm: 'off', name: '', listed: false, install: 'none' };

export type Step =
  | { readonly does: 'assign'; readonly arm: 'off' | 'once' }
  | { readonly does: 'arm'; readonly arm: 'off' | 'once' }
  | { readonly does: 'name'; readonly name: string }
  | { readonly does: 'forget' }
  /** It is powered on and asks for its script. */
  | { readonly does: 'boot' }
  | { readonly does: 'answer' }
  | { readonly does: 'home'; readonly stage: 'started' | 'installed' };

/** May its answer file leave? It may read it again while its install runs. */
export function mayInstall({ assigned, arm, install }: World): boolean {
  return install === 'answered' || (assigned && arm === 'once' && install === 'none');
}

/** Must it leave? A machine that was forgotten may have to be seen again first. */
export function mustInstall(world: World): boolean {
  return mayInstall(world) && world.listed;
}

/** The step as a row of what is written one after the other; the last is the whole of it. */
function written(world: World, step: Step): readonly World[] {
  switch (step.does) {
    case 'assign':
    case 'arm': {
      const decided: World = { ...world, assigned: true, arm: step.arm, listed: true };
      // Armed in the settings and still used up: it installs nothing, which is the safe side.
      return step.arm === 'once' ? [decided, { ...decided, install: 'none' }] : [decided];
    }
    case 'name':
      return [{ ...world, name: step.name, listed: true }];
    case 'forget': {
      // Its install outlives it: forgetting a machine must not make it install again.
      const alone: World = { ...world, assigned: false, arm: 'off' };
      return [alone, { ...alone, name: '' }, { ...alone, name: '', listed: false }];
    }
    case 'boot':
      return [{ ...world, listed: true, ...(world.install === 'answered' && { install: 'spent' }) }];
    case 'answer':
      return [mayInstall(world) ? { ...world, install: 'answered' } : world];
    case 'home':
      return [
        step.stage === 'installed' && world.install === 'answered' ? { ...world, install: 'spent' } : world,
      ];
  }
}

/** The answer came. */
export function after(worlds: readonly World[], step: Step): readonly World[] {
  return distinct(worlds.map((world) => written(world, step).at(-1) ?? world));
}

/** The answer was lost: nothing of it may have happened, some, or all. */
export function perhapsAfter(worlds: readonly World[], step: Step): readonly World[] {
  return distinct(worlds.flatMap((world) => [world, ...written(world, step)]));
}

function distinct(worlds: readonly World[]): readonly World[] {
  return [...new Map(worlds.map((world) => [JSON.stringify(keyOf(world)), world])).values()];
}

function keyOf({ assigned, arm, name, listed, install }: World): readonly unknown[] {
  return [assigned, arm, name, listed, install];
}
