/** How far an installation is, in words: what called home, and what the installer last said by syslog. */
import type { Boot, Machine } from '../shared/model/machine.ts';
import { sinceLongText } from './format.ts';
import type { Names } from './names.ts';
import type { Stall } from './store.ts';
import { texts } from './texts/texts.ts';
import type { Wanted } from './wording-machine.ts';
import { stageSentence } from './wording-machine.ts';

/** A line of syslog older than this says nothing about what the machine does now. */
const FRESH_MS = 2 * 60_000;

/** The boot that is going on, or was the last. */
export function lastBoot({ boots }: Machine): Boot | undefined {
  return boots?.at(-1);
}

/** Syslog as long as it is news. */
export function freshLog({ log }: Machine, now: number): string | undefined {
  return log && now - log.at < FRESH_MS ? log.text : undefined;
}

/** What the machine does, with how far its installer is where that is known. */
export function laneSentence(
  machine: Machine,
  stall: Stall | undefined,
  wanted: Wanted,
  names: Names,
  now: number,
): string {
  const doing = installing(machine, now) ?? stageSentence(machine, stall, wanted, names);
  const log = freshLog(machine, now);
  return log === undefined ? doing : `${doing} ${log}`;
}

/** "Installing since 3 min, last: partitioned." */
function installing(machine: Machine, now: number): string | undefined {
  if (machine.stage !== 'answer' && machine.stage !== 'installer') return undefined;
  const call = lastBoot(machine)?.calls.at(-1);
  if (!call) return undefined;
  const since = machine.install?.spentAt === undefined ? machine.install?.answeredAt : undefined;
  return since === undefined
    ? texts().machine.calledHome(sinceLongText(now - call.at), call.stage)
    : texts().machine.installingSince(sinceLongText(now - since), call.stage);
}
