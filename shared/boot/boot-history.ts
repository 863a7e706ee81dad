/** A machine's boots, told from what is heard of it: where one begins, how far it came, what it was given. */
import type { Boot, ClientKind, Machine, Stage } from '../model/machine.ts';
import type { Signal } from './progress.ts';

export const KEPT_BOOTS = 20;
/** A script that calls home in a loop must not fill the record. */
const KEPT_CALLS = 50;

/** What is remembered of the boot under way beside its record. A restart loses it, and judges by the record alone. */
export interface BootWatch {
  /** Who has asked for an address in this boot, firmware and iPXE. */
  readonly kinds: readonly ClientKind[];
  /** ms since 1970: when one of them asked last, and when anything was last heard of this boot. */
  readonly askedAt: number;
  readonly heardAt: number;
  /** A first program was fetched. */
  readonly loaded: boolean;
  /** What iPXE's script made it do last. */
  readonly script?: 'wait' | 'local' | 'image';
  /** An operating system has asked for an address since. */
  readonly left: boolean;
}

export interface BootHistory {
  /** Oldest first. */
  readonly boots: readonly Boot[];
  readonly watch?: BootWatch;
}

/** How far each stage is; `stalled` is no way further. */
const RANK: Readonly<Record<Stage, number>> = {
  stalled: -1,
  seen: 0,
  offered: 1,
  addressed: 2,
  loader: 3,
  ipxe: 4,
  script: 5,
  local: 6,
  kernel: 7,
  installer: 8,
  answer: 9,
  installed: 10,
};

/** PXE 2.1 asks again after 4, 8, 16 and 32 seconds, each a second more or less. */
const RETRANSMITTED_MS = 35_000;
/** EDK2 tries PXE, HTTP and both again by IPv6 for up to three minutes before it gives a card up. */
const TRIED_MS = 300_000;
/** From an iPXE that was sent on to another one (comboot.kpxe) until that one asks. */
const SENT_ON_MS = 120_000;

type Stepped = Pick<Machine, 'stage' | 'plan' | 'install'>;

/**
 * The history after `signal`.
 * @param machine as it is after the signal
 * @param time ms since 1970
 */
export function stepBoots(history: BootHistory, signal: Signal, machine: Stepped, time: number): BootHistory {
  if (signal.on === 'quiet') return history;
  const asks = bootingKind(signal);
  if (begins(history, signal, time)) {
    const boot: Boot = {
      startedAt: time,
      ...(asks !== undefined && { by: asks }),
      reached: 'seen',
      reachedAt: time,
      calls: [],
    };
    return goOn({ boots: [...history.boots, boot].slice(-KEPT_BOOTS) }, signal, machine, time);
  }
  return history.boots.length === 0 ? history : goOn(history, signal, machine, time);
}

/** It called home. Without a boot that was heard there is nothing to write it into. */
export function callInBoot(boots: readonly Boot[], stage: string, at: number): readonly Boot[] {
  return withLast(boots, (last) => ({ ...last, calls: [...last.calls, { stage, at }].slice(-KEPT_CALLS) }));
}

/** Of two machines that turned out to be one. */
export function mergeBoots(one: readonly Boot[], other: readonly Boot[]): readonly Boot[] {
  return [...one, ...other].sort((a, b) => a.startedAt - b.startedAt).slice(-KEPT_BOOTS);
}

/** Firmware or iPXE that asks for an address. */
function bootingKind(signal: Signal): ClientKind | undefined {
  return signal.on === 'asked' && signal.kind !== 'plain' && signal.kind !== 'installer'
    ? signal.kind
    : undefined;
}

/** Does another boot begin with this? */
function begins({ boots, watch }: BootHistory, signal: Signal, time: number): boolean {
  const last = boots.at(-1);
  const asks = bootingKind(signal);
  if (asks === undefined) {
    // Where nobody heard the firmware ask (another server answers it behind a relay) the first thing it fetches tells of
    // the boot. Installers and systems fetch no loader and no script.
    if (signal.on !== 'loader' && signal.on !== 'script') return false;
    return last === undefined || last.reached === 'answer' || last.reached === 'installed';
  }
  if (last === undefined || watch?.left === true) return true;
  const ago = time - (watch?.heardAt ?? last.reachedAt);
  if (ago > TRIED_MS) return true;
  const script = watch ? watch.script : last.reached === 'script' ? 'wait' : undefined;
  if (asks === 'ipxe') {
    // What is held asks for its script only, never for an address.
    if (script === 'wait') return true;
    // A script may go on to another iPXE, and an image may hold one.
    if (RANK[last.reached] >= RANK.kernel) return last.reached !== 'kernel' || ago > SENT_ON_MS;
    if (last.by !== 'ipxe') return false;
    return script === 'image' ? ago > SENT_ON_MS : script === 'local' || last.reached === 'local';
  }
  // What firmware merely tries is nothing more than a loader, and a script that sends it to its disk.
  if (RANK[last.reached] >= RANK.kernel || script === 'wait' || script === 'image') return true;
  const kinds = watch?.kinds ?? (last.by === undefined ? [] : [last.by]);
  // The next entry of the boot order: HTTP after PXE, or the other way round.
  if (!kinds.includes(asks)) return false;
  const loaded = watch?.loaded ?? RANK[last.reached] >= RANK.loader;
  return loaded || time - (watch?.askedAt ?? last.reachedAt) > RETRANSMITTED_MS;
}

/** The boot under way, one thing further. */
function goOn({ boots, watch }: BootHistory, signal: Signal, machine: Stepped, time: number): BootHistory {
  const asks = bootingKind(signal);
  const kinds = watch?.kinds ?? [];
  // Where a machine boots unheard its stage is still that of the boot before.
  const stage = signal.on === 'loader' ? 'loader' : machine.stage;
  const script = signal.on === 'script' ? signal.does : watch?.script;
  return {
    boots: withLast(boots, (last) => ({
      ...further(last, stage, time),
      ...given(last, signal, machine),
    })),
    watch: {
      kinds: asks === undefined || kinds.includes(asks) ? kinds : [...kinds, asks],
      askedAt: asks === undefined ? (watch?.askedAt ?? time) : time,
      heardAt: time,
      loaded: watch?.loaded === true || signal.on === 'loader' || signal.on === 'script' || asks === 'ipxe',
      ...(script !== undefined && { script }),
      left: watch?.left === true || (signal.on === 'asked' && signal.kind === 'plain'),
    },
  };
}

function further(boot: Boot, stage: Stage, time: number): Boot {
  return RANK[stage] > RANK[boot.reached] ? { ...boot, reached: stage, reachedAt: time } : boot;
}

/** What it is given shows when it begins to load: plans made on the console in between were not for this boot. */
function given(last: Boot, signal: Signal, { plan, install }: Stepped): Pick<Boot, 'image' | 'answer'> {
  if (signal.on === 'answer' && install?.answer !== undefined && install.spentAt === undefined)
    return { image: install.image, answer: install.answer };
  const starts =
    (signal.on === 'script' && signal.does === 'image') ||
    (signal.on === 'kernel' && last.image === undefined);
  if (!starts || plan?.action !== 'image') return {};
  return { image: plan.image, ...(plan.answer !== undefined && { answer: plan.answer }) };
}

/** The same array where nothing changed. */
function withLast(boots: readonly Boot[], change: (last: Boot) => Boot): readonly Boot[] {
  const last = boots.at(-1);
  if (!last) return boots;
  const changed = change(last);
  return sameBoot(last, changed) ? boots : [...boots.slice(0, -1), changed];
}

function sameBoot(a: Boot, b: Boot): boolean {
  return a.reached === b.reached && a.image === b.image && a.answer === b.answer && a.calls === b.calls;
}
