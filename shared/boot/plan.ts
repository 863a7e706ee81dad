/**
 * Who boots what. Nothing else decides it, and the decision says why.
 * The rule that nothing is erased by accident lives here: an image with an answer file (an unattended install, which
 * wipes), or one that may wipe without, comes out of planBoot only where its assignment is armed and that arming is not used up.
 */
import type { Arm, Assignment, UnknownPolicy } from '../model/config.ts';
import type { Image } from '../model/image.ts';
import type { BootPlan, Install } from '../model/machine.ts';
import type { Mac } from '../wire/address.ts';

export interface PlanContext {
  /** This machine's own assignment, if it has one. */
  readonly assignment?: Assignment;
  /** What machines without one get. */
  readonly unknown: UnknownPolicy;
  /** The image that somebody chose at this Mac. */
  readonly chosen?: string;
  /** The install it began, if any. */
  readonly install?: Install;
  /** By id or file name. */
  readonly image: (id: string) => Image | undefined;
  readonly hasAnswer: (id: string) => boolean;
  /** Why this answer file can be given to nobody as it is; undefined: it can. */
  readonly answerProblem?: (id: string) => string | undefined;
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
  const problem = wanted.answer === undefined ? undefined : context.answerProblem?.(wanted.answer);
  if (problem !== undefined) return { action: 'wait', why: [...why, problem] };
  const what = wanted.answer === undefined ? image.title : `${image.title} with ${wanted.answer}`;
  const used = usedUp({ ...wanted, image: image.id }, context.install);
  if (used) return { action: 'local', why: [...why, used, 'one arming is for one install'] };
  if (wanted.arm === 'off') {
    return {
      action: 'wait',
      why: [...why, `${what} can wipe a disk and is not armed`],
    };
  }
  const armed = wanted.arm === 'once' ? 'armed for one install' : 'armed for every boot';
  return {
    ...boots,
    ...(wanted.answer !== undefined && { answer: wanted.answer }),
    why: [...why, what, armed],
  };
}

/** Words by which installers take an answer file from elsewhere: ESXi, RHEL, Debian, Ubuntu, SUSE. */
const UNATTENDED =
  /^(ks|inst\.ks|kickstart|url|preseed\/url|preseed\/file|autoinstall|ds|autoyast2?|ay|inst\.auto)(=|$)/i;

function unattendedWord(kernelArgs: string | undefined): string | undefined {
  return kernelArgs?.split(/\s+/).find((word) => UNATTENDED.test(word));
}

/** Why this arming is used up, or undefined. `always` never is. */
export function usedUp(
  wanted: { image: string; answer?: string | undefined; arm: Arm },
  install: Install | undefined,
): string | undefined {
  if (!install || wanted.arm === 'always') return undefined;
  if (install.image !== wanted.image || install.answer !== wanted.answer) return undefined;
  return install.spentAt !== undefined
    ? 'it was installed once already'
    : install.answer === undefined
      ? 'its installer has begun already'
      : 'its installer has fetched the answer file already';
}
