/** A machine in words: its stage, what it does, what it boots and why. */
import { archOf } from '../shared/boot/arch.ts';
import { armInForce, erasesUnasked, usedUp } from '../shared/boot/plan.ts';
import type { Arm, Assignment, Config } from '../shared/model/config.ts';
import type { Image } from '../shared/model/image.ts';
import type { BootPlan, LoadProgress, Machine, Stage } from '../shared/model/machine.ts';
import { durationText, lastPart, shareText, sizeText, timeText } from './format.ts';
import type { Names } from './names.ts';
import type { Stall } from './store.ts';
import { said } from './texts/said.ts';
import { texts } from './texts/texts.ts';

/** The protocol that carries a stage gives it its colour; see theme.css. */
export type Tone = 'dhcp' | 'tftp' | 'http' | 'home' | 'go' | 'quiet' | 'stall';

const STAGE_TONES: Readonly<Record<Stage, Tone>> = {
  seen: 'dhcp',
  offered: 'dhcp',
  addressed: 'dhcp',
  loader: 'tftp',
  ipxe: 'dhcp',
  script: 'http',
  kernel: 'http',
  installer: 'home',
  answer: 'home',
  installed: 'go',
  local: 'quiet',
  stalled: 'stall',
};

export interface StageWord {
  readonly word: string;
  readonly tone: Tone;
}

export function wordOf(stage: Stage): StageWord {
  return { word: texts().machine.stages[stage], tone: STAGE_TONES[stage] };
}

/** Held in iPXE, which asks again every few seconds. */
function isHeld(machine: Machine): boolean {
  return machine.stage === 'script' && machine.plan?.action === 'wait';
}

/** True for a machine that is held and goes on only when the technician decides something. */
export function isWaiting(machine: Machine, wanted: Wanted): boolean {
  return isHeld(machine) && !mayGoOn(wanted);
}

/** What it is set to boot needs nothing more: it was chosen or armed since the machine last asked. */
function mayGoOn({ image, erases, arm, used }: Wanted): boolean {
  return image !== undefined && (!erases || arm !== 'off' || used !== undefined);
}

export function isBooting(machine: Machine, wanted: Wanted): boolean {
  const settled = machine.stage === 'local' || machine.stage === 'installed' || machine.stage === 'stalled';
  const boots = machine.kind !== 'plain' && machine.cannotNetboot === undefined;
  return !settled && boots && !isWaiting(machine, wanted);
}

/** Its stage in a word or two, with the colour. */
export function stageWord(machine: Machine, wanted: Wanted): StageWord {
  const { cannotNetboot, waitsForYou } = texts().machine;
  if (machine.cannotNetboot !== undefined) return { word: cannotNetboot, tone: 'stall' };
  return isWaiting(machine, wanted) ? { word: waitsForYou, tone: 'dhcp' } : wordOf(machine.stage);
}

/** What it is doing, in a sentence. `wanted`: what it is set to boot now. */
export function stageSentence(
  machine: Machine,
  stall: Stall | undefined,
  wanted: Wanted,
  names: Names,
): string {
  const { stage, transfer, plan } = machine;
  const whole = underWay(machine);
  const loading = whole
    ? loadText(whole)
    : transfer && `${lastPart(transfer.file)}, ${shareText(transfer.bytes, transfer.totalBytes)}`;
  const boots = plan?.action === 'image' ? names.image(plan.image) : undefined;
  const words = texts().machine;
  switch (stage) {
    case 'seen':
      return machine.cannotNetboot === undefined ? words.seen : said(machine.cannotNetboot);
    case 'addressed':
      return addressedSentence(machine);
    case 'loader':
      if (loading) return words.loading(loading);
      return appleImage(machine, names) ? words.booterLoaded : words.ipxeLoaded;
    case 'script':
      return plan?.action === 'wait' ? heldSentence(wanted, names) : words.script(boots);
    case 'kernel':
      return loading ? words.loading(loading) : words.kernelLoaded(boots);
    case 'installer':
      return words.installer(boots);
    case 'stalled':
      return stalledSentence(machine, stall);
    case 'offered':
    case 'ipxe':
    case 'answer':
    case 'installed':
    case 'local':
      return words[stage];
  }
}

function addressedSentence({ cannotNetboot, kind, address }: Machine): string {
  if (cannotNetboot !== undefined) return said(cannotNetboot);
  const { addressed, addressedPlain, addressedMac } = texts().machine;
  if (kind === 'plain') return addressedPlain(address);
  return kind === 'bsdp' ? addressedMac(address) : addressed(address);
}

/** The load of its image, unless all of it is there. */
export function underWay({ load }: Machine): LoadProgress | undefined {
  return load && load.bytes < load.totalBytes ? load : undefined;
}

/** "s.v00 (7 of 150), 214 of 329 MB at 92 MB/s, about 2 s left" */
function loadText({ file, number, count, bytes, totalBytes, bytesPerSecond, msLeft }: LoadProgress): string {
  return texts().machine.load(
    file,
    count > 1 ? { number, count } : undefined,
    shareText(bytes, totalBytes),
    bytesPerSecond > 0 ? `${sizeText(bytesPerSecond)}/s` : undefined,
    msLeft === undefined || msLeft < 1000 ? undefined : roughly(msLeft),
  );
}

/** A guess, so no tenths of seconds. */
function roughly(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} s` : durationText(seconds * 1000);
}

/** Boots one of Apple's own images, without iPXE. */
function appleImage({ kind, plan }: Machine, names: Names): boolean {
  return kind === 'bsdp' && plan?.action === 'image' && names.isApple(plan.image);
}

function heldSentence(wanted: Wanted, names: Names): string {
  const { heldUntilChosen, heldUntilArmed, heldForApple, heldForMoment } = texts().machine;
  if (wanted.image === undefined) return heldUntilChosen;
  if (wanted.erases && wanted.answer === undefined && wanted.arm === 'off')
    return heldUntilArmed(names.image(wanted.image));
  if (names.isApple(wanted.image)) return heldForApple(names.image(wanted.image));
  if (wanted.answer !== undefined && wanted.arm === 'off') return heldUntilArmed(names.answer(wanted.answer));
  return heldForMoment(names.image(wanted.image));
}

/** What usually is wrong when nothing more is heard after a stage. */
function stalledSentence({ kind }: Machine, stall: Stall | undefined): string {
  const { anything, addressedMac, ...after } = texts().machine.stalledAfter;
  if (!stall) return anything;
  // Macs go another way from their address to their loader.
  if (kind === 'bsdp' && stall.previous === 'addressed') return addressedMac;
  const known: Partial<Record<Stage, string>> = after;
  return known[stall.previous] ?? (stall.why === undefined ? anything : said(stall.why));
}

/** "x64 UEFI", or the kind of client where the firmware did not say. */
export function firmwareText(machine: Machine): string {
  return machine.arch === undefined ? texts().machine.kinds[machine.kind] : said(archOf(machine.arch).label);
}

/** What this machine is set to boot: by its own assignment, by a choice made at it, or by the rule for unknown ones. */
export interface Wanted {
  readonly own: boolean;
  /** Undefined: it waits. `local`: its own disk. */
  readonly image: string | undefined;
  readonly answer: string | undefined;
  readonly kernelArgs: string | undefined;
  /** In force now: an arming that expired counts as `off`. */
  readonly arm: Arm;
  /** ms since 1970; also of an arming that expired. */
  readonly armedUntil: number | undefined;
  /** Needs arming: with an answer file any image, without one those that install without asking. */
  readonly erases: boolean;
  /** Why the arming counts no more, where it was for one install that was begun. */
  readonly used: string | undefined;
}

/** @param now ms since 1970 */
export function wantedBy(machine: Machine, config: Config, images: readonly Image[], now: number): Wanted {
  const own: Assignment | undefined = config.assignments[machine.mac];
  const rule = own ?? chosenAt(machine, config) ?? fromRule(config);
  const arm = rule ? armInForce(rule, now) : 'off';
  return {
    own: own !== undefined,
    image: rule?.image,
    answer: rule?.answer,
    kernelArgs: rule?.kernelArgs,
    arm,
    armedUntil: rule?.armedUntil,
    erases: rule !== undefined && mayErase(rule, images),
    used: rule && usedUp({ ...rule, arm }, machine.install, machine.pastInstalls),
  };
}

/** What the rule gives anyway keeps the rule's answer file and arming. */
function chosenAt({ chosen }: Machine, { unknown }: Config): Assignment | undefined {
  if (chosen === undefined || (unknown.action === 'image' && unknown.image === chosen)) return undefined;
  return { image: chosen, arm: 'off' };
}

function fromRule({ unknown }: Config): Assignment | undefined {
  if (unknown.action === 'wait') return undefined;
  return unknown.action === 'local' ? { image: 'local', arm: 'off' } : unknown;
}

export function mayErase(
  { image, answer }: Pick<Assignment, 'image' | 'answer'>,
  images: readonly Image[],
): boolean {
  const found = images.find((one) => one.id === image);
  return answer !== undefined || (found !== undefined && erasesUnasked(found));
}

export function armedWord({ arm, used, erases }: Wanted): string | undefined {
  if (!erases || arm === 'off' || used !== undefined) return undefined;
  return arm === 'once' ? texts().machine.armedOnce : texts().machine.armedAlways;
}

/** "Next time it boots: …" as one sentence. */
export function planSentence(plan: BootPlan, names: Names): string {
  switch (plan.action) {
    case 'wait':
      return texts().machine.planWaits;
    case 'local':
      return texts().machine.planLocal;
    case 'image':
      return texts().machine.planImage(
        names.image(plan.image),
        plan.answer === undefined ? undefined : names.answer(plan.answer),
      );
  }
}

export function sinceText(machine: Machine): string {
  return texts().machine.since(timeText(machine.stageAt));
}
