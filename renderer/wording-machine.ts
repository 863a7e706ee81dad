/** A machine in words: its stage, what it does, what it boots and why. */
import { archOf } from '../shared/boot/arch.ts';
import { armInForce, erasesUnasked, usedUp } from '../shared/boot/plan.ts';
import type { Arm, Assignment, Config } from '../shared/model/config.ts';
import type { Image } from '../shared/model/image.ts';
import type { BootPlan, ClientKind, LoadProgress, Machine, Stage } from '../shared/model/machine.ts';
import { durationText, lastPart, shareText, sizeText, timeText } from './format.ts';
import type { Names } from './names.ts';
import type { Stall } from './store.ts';

/** The protocol that carries a stage gives it its colour; see theme.css. */
export type Tone = 'dhcp' | 'tftp' | 'http' | 'home' | 'go' | 'quiet' | 'stall';

export const STAGE_WORDS: Readonly<Record<Stage, { readonly word: string; readonly tone: Tone }>> = {
  seen: { word: 'Seen', tone: 'dhcp' },
  offered: { word: 'Offered an address', tone: 'dhcp' },
  addressed: { word: 'Has an address', tone: 'dhcp' },
  loader: { word: 'Loads iPXE', tone: 'tftp' },
  ipxe: { word: 'iPXE runs', tone: 'dhcp' },
  script: { word: 'Got its script', tone: 'http' },
  kernel: { word: 'Loads the image', tone: 'http' },
  installer: { word: 'Installer runs', tone: 'home' },
  answer: { word: 'Installs', tone: 'home' },
  installed: { word: 'Installed', tone: 'go' },
  local: { word: 'Boots its own disk', tone: 'quiet' },
  stalled: { word: 'Stalled', tone: 'stall' },
};

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
export function stageWord(machine: Machine, wanted: Wanted): { readonly word: string; readonly tone: Tone } {
  if (machine.cannotNetboot !== undefined) return { word: 'Cannot netboot', tone: 'stall' };
  return isWaiting(machine, wanted) ? { word: 'Waits for you', tone: 'dhcp' } : STAGE_WORDS[machine.stage];
}

/** What it is doing, in a sentence. `wanted`: what it is set to boot now. */
export function stageSentence(
  machine: Machine,
  stall: Stall | undefined,
  wanted: Wanted,
  names: Names,
): string {
  const { stage, transfer, address, plan } = machine;
  const whole = underWay(machine);
  const loading = whole
    ? loadText(whole)
    : transfer && `${lastPart(transfer.file)}, ${shareText(transfer.bytes, transfer.totalBytes)}`;
  const boots = plan?.action === 'image' ? names.image(plan.image) : undefined;
  switch (stage) {
    case 'seen':
      if (machine.cannotNetboot !== undefined) return machine.cannotNetboot;
      return 'Asked for an address. Nothing was offered yet.';
    case 'offered':
      return 'Was offered an address and has not taken it yet.';
    case 'addressed':
      if (machine.cannotNetboot !== undefined) return machine.cannotNetboot;
      if (machine.kind === 'plain')
        return `Has ${address ?? 'an address'}. It does not boot from the network.`;
      if (machine.kind === 'bsdp')
        return `Has ${address ?? 'an address'}. Asks for NetBoot images, or somebody chooses one at it.`;
      return `Has ${address ?? 'an address'}. Should ask for its boot loader next.`;
    case 'loader':
      if (loading) return `Loading ${loading}.`;
      return appleImage(machine, names)
        ? 'Loaded the booter of its NetBoot image. Should ask for the kernel next.'
        : 'Loaded iPXE. Should start it next.';
    case 'ipxe':
      return 'iPXE runs and asks what to boot.';
    case 'script':
      if (plan?.action === 'wait') return heldSentence(wanted, names);
      return boots ? `Got its boot script for ${boots}.` : 'Got its boot script.';
    case 'kernel':
      return loading ? `Loading ${loading}.` : `Loaded ${boots ?? 'its image'} and starts it.`;
    case 'installer':
      return `${boots ?? 'The installer'} runs.`;
    case 'answer':
      return 'Installing. Its installer has fetched the answer file.';
    case 'installed':
      return 'Installed. It boots its own disk from now on.';
    case 'local':
      return 'Sent to its own disk.';
    case 'stalled':
      return stalledSentence(machine, stall);
  }
}

/** The load of its image, unless all of it is there. */
export function underWay({ load }: Machine): LoadProgress | undefined {
  return load && load.bytes < load.totalBytes ? load : undefined;
}

/** "s.v00 (7 of 150), 214 of 329 MB at 92 MB/s, about 2 s left" */
function loadText({ file, number, count, bytes, totalBytes, bytesPerSecond, msLeft }: LoadProgress): string {
  const place = count > 1 ? ` (${number} of ${count})` : '';
  const rate = bytesPerSecond > 0 ? ` at ${sizeText(bytesPerSecond)}/s` : '';
  const left = msLeft === undefined || msLeft < 1000 ? '' : `, about ${roughly(msLeft)} left`;
  return `${file}${place}, ${shareText(bytes, totalBytes)}${rate}${left}`;
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
  if (wanted.image === undefined) return 'Held in iPXE until you choose what it boots.';
  if (wanted.erases && wanted.answer === undefined && wanted.arm === 'off')
    return `Held in iPXE until you arm it: ${names.image(wanted.image)} can erase its disks.`;
  if (names.isApple(wanted.image)) {
    return `Held in iPXE. ${names.image(wanted.image)} is booted by Apple’s firmware, not by iPXE: start this Mac again with N held.`;
  }
  if (wanted.answer !== undefined && wanted.arm === 'off') {
    return `Held in iPXE until you arm it: ${names.answer(wanted.answer)} can erase its disks.`;
  }
  return `Held in iPXE. Gets ${names.image(wanted.image)} when it asks again, in a few seconds.`;
}

/** What usually is wrong when nothing more is heard after a stage. */
const STALLED_AFTER: Partial<Record<Stage, string>> = {
  offered:
    'Offered an address, but it took none: another DHCP server may have answered, or the switch port blocks for 30 s after link (turn on port fast).',
  addressed:
    'Has an address, but never asked for its boot loader: it may not be booting from the network, or it asks another server.',
  loader: 'Loaded iPXE, but iPXE was not heard: turn off Secure Boot, or try another loader.',
  ipxe: 'iPXE got an address, but did not fetch its script: check a firewall on this computer for HTTP.',
  script: 'Got its script, but fetched nothing after it.',
};

/** Macs go another way from their address to their loader. */
const MAC_STALLED_AFTER: Partial<Record<Stage, string>> = {
  addressed:
    'Has an address, but loads nothing: somebody may stand at its boot picker, or it chose its disk or another NetBoot server.',
};

function stalledSentence({ kind }: Machine, stall: Stall | undefined): string {
  if (!stall) return 'Stopped asking before it was done.';
  const known =
    (kind === 'bsdp' ? MAC_STALLED_AFTER[stall.previous] : undefined) ?? STALLED_AFTER[stall.previous];
  return known ?? stall.why ?? 'Stopped asking before it was done.';
}

const KINDS: Readonly<Record<ClientKind, string>> = {
  pxe: 'PXE',
  http: 'UEFI HTTP boot',
  ipxe: 'iPXE',
  installer: 'installer',
  bsdp: 'Apple NetBoot',
  plain: 'DHCP only',
};

/** "x64 UEFI", or the kind of client where the firmware did not say. */
export function firmwareText(machine: Machine): string {
  return machine.arch === undefined ? KINDS[machine.kind] : archOf(machine.arch).label;
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
  return arm === 'once' ? 'armed once' : 'armed always';
}

/** "Next time it boots: …" as one sentence. */
export function planSentence(plan: BootPlan, names: Names): string {
  switch (plan.action) {
    case 'wait':
      return 'It is held in iPXE and waits.';
    case 'local':
      return 'It boots its own disk.';
    case 'image':
      return `It boots ${names.image(plan.image)}${plan.answer === undefined ? '' : ` and installs with ${names.answer(plan.answer)}`}.`;
  }
}

export function sinceText(machine: Machine): string {
  return `since ${timeText(machine.stageAt)}`;
}
