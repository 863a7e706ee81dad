/**
 * Who boots what. Nothing else decides it, and the decision says why.
 * The rule that nothing is erased by accident lives here: an image with an answer file (an unattended install, which
 * wipes), or one that may wipe without, comes out of planBoot only where its assignment is armed and that arming is not used up.
 */
import type { Arm, Assignment, UnknownPolicy } from '../model/config.ts';
import type { Image } from '../model/image.ts';
import type { BootPlan, Install } from '../model/machine.ts';
import type { Mac } from '../wire/address.ts';
import { installsOf, sameInstall } from './installs.ts';
import { isUnattendedWord } from './unattended-words.ts';

export interface PlanContext {
  /** This machine's own assignment, if it has one. */
  readonly assignment?: Assignment;
  /** What machines without one get. */
  readonly unknown: UnknownPolicy;
  /** The image that somebody chose at this Mac. */
  readonly chosen?: string;
  /** The installs it began, if any. */
  readonly install?: Install;
  readonly pastInstalls?: readonly Install[];
  /** ms since 1970. */
  readonly now: number;
  /** By id or file name. */
  readonly image: (id: string) => Image | undefined;
  readonly hasAnswer: (id: string) => boolean;
  /** Why this answer file cannot be given to this machine, which boots that image; undefined: it can. */
  readonly answerProblem?: (id: string, image: Image) => string | undefined;
}

export function planBoot(mac: Mac, context: PlanContext): BootPlan {
  const { assignment, unknown } = context;
  if (assignment) {
    const why = [`assigned to ${mac}`];
    if (assignment.image === 'local') return { action: 'local', why: [...why, 'assigned to its own disk'] };
    return planImage(assignment, context, why);
  }
  const why = [`${mac} has no assignment`];
  const chosen = chosenImage(context);
  if (chosen) return planImage({ image: chosen.id, arm: 'off' }, context, [...why, 'chosen at this Mac']);
  switch (unknown.action) {
    case 'wait':
      return { action: 'wait', why: [...why, 'machines without one wait until somebody chooses'] };
    case 'local':
      return { action: 'local', why: [...why, 'machines without one boot their own disk'] };
    case 'image':
      return planImage(unknown, context, [...why, 'machines without one get this image']);
  }
}

/** What was chosen at the Mac, where that is there and is not what it gets anyway (perhaps armed, with an answer file). */
function chosenImage({ chosen, unknown, image }: PlanContext): Image | undefined {
  const found = chosen === undefined ? undefined : image(chosen);
  const isPolicy = unknown.action === 'image' && found !== undefined && image(unknown.image)?.id === found.id;
  return isPolicy ? undefined : found;
}

/**
 * May erase a disk without an answer file: of Apple's installers some do (automated NetInstall, NetRestore), and nothing in
 * their property list tells them from the others.
 */
export function erasesUnasked({ nbi }: Image): boolean {
  return nbi?.info.install === true;
}

interface Wanted {
  readonly image: string;
  readonly answer?: string | undefined;
  readonly kernelArgs?: string | undefined;
  readonly arm: Arm;
  readonly armedUntil?: number | undefined;
}

/** What an assignment is armed for at this moment: once its time is over, nothing. */
export function armInForce(wanted: Pick<Assignment, 'arm' | 'armedUntil'>, now: number): Arm {
  return expired(wanted, now) ? 'off' : wanted.arm;
}

function expired({ armedUntil }: { armedUntil?: number | undefined }, now: number): boolean {
  return armedUntil !== undefined && armedUntil <= now;
}

function planImage(wanted: Wanted, context: PlanContext, why: readonly string[]): BootPlan {
  const image = context.image(wanted.image);
  if (!image) return { action: 'wait', why: [...why, `image "${wanted.image}" is not in the library`] };
  const boots = {
    action: 'image' as const,
    image: image.id,
    ...(wanted.kernelArgs !== undefined && { kernelArgs: wanted.kernelArgs }),
  };
  if (image.recipe.entries.length === 0 && image.kind === 'iso') {
    return {
      action: 'wait',
      why: [...why, `${image.title} has nothing a machine could boot`, ...image.recipe.notes],
    };
  }
  const word = unattendedWord(wanted.kernelArgs);
  if (word !== undefined) {
    const because = `"${word}" in its kernel arguments would install unattended: give it an answer file, which is armed`;
    return { action: 'wait', why: [...why, because] };
  }
  if (image.kind === 'url' && wanted.answer !== undefined)
    return {
      action: 'wait',
      why: [...why, `${image.title} is an address, which reads no answer file from here`],
    };
  if (wanted.answer === undefined && !erasesUnasked(image))
    return { ...boots, why: [...why, `${image.title}, no answer file: a person answers`] };
  if (wanted.answer !== undefined && !context.hasAnswer(wanted.answer)) {
    return { action: 'wait', why: [...why, `answer file "${wanted.answer}" is not there`] };
  }
  const what = wanted.answer === undefined ? image.title : `${image.title} with ${wanted.answer}`;
  const arm = armInForce(wanted, context.now);
  const used = usedUp({ ...wanted, image: image.id, arm }, context.install, context.pastInstalls);
  if (used) return { action: 'local', why: [...why, `${used}: one arming is for one install`] };
  // A machine that is installed boots its disk, whatever its answer file has come to lack since.
  const problem = wanted.answer === undefined ? undefined : context.answerProblem?.(wanted.answer, image);
  if (problem !== undefined) return { action: 'wait', why: [...why, problem] };
  if (arm === 'off') {
    const because = `${what} can wipe a disk and is not armed`;
    return {
      action: 'wait',
      why: [...why, expired(wanted, context.now) ? `${because}: its arming expired` : because],
    };
  }
  const armed = arm === 'once' ? 'armed for one install' : 'armed for every boot';
  return {
    ...boots,
    ...(wanted.answer !== undefined && { answer: wanted.answer }),
    why: [...why, what, armed],
  };
}

function unattendedWord(kernelArgs: string | undefined): string | undefined {
  return kernelArgs?.split(/\s+/).find(isUnattendedWord);
}

/**
 * Why this arming is used up, or undefined. `always` never is.
 * @param install the last it began
 * @param past those before
 */
export function usedUp(
  wanted: { image: string; answer?: string | undefined; arm: Arm },
  install: Install | undefined,
  past: readonly Install[] = [],
): string | undefined {
  if (wanted.arm === 'always') return undefined;
  const same = installsOf({ ...(install && { install }), pastInstalls: past }).find((one) =>
    sameInstall(one, wanted),
  );
  if (!same) return undefined;
  if (same.reported === true) return 'it was installed once already';
  return same.spentAt !== undefined
    ? 'it was given its installer once already, and never heard to be done'
    : same.answer === undefined
      ? 'its installer has begun already'
      : 'its installer has fetched the answer file already';
}
