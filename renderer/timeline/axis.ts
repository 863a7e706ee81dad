/** The time axis that all lanes share: which part of time it shows, and what is written on it. */
import type { Machine } from '../../shared/model/machine.ts';
import { timeText } from '../format.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Minutes, or the boot of the machine that is looked at. */
export const SPANS = [1, 5, 15, 60, 'boot'] as const;
export type Span = (typeof SPANS)[number];

export interface Period {
  /** ms since 1970 */
  readonly from: number;
  readonly to: number;
}

/** Empty axis after now, so that what happens now does not stick to the edge. */
const AHEAD = 0.06;
/** Of a boot that lasted no time at all. */
const SHORTEST_MS = 20 * SECOND;

/** @param end held there; undefined follows `now` */
export function period(
  span: Span,
  { now, end, machine }: { now: number; end: number | undefined; machine: Machine | undefined },
): Period {
  const boot = span === 'boot' ? bootPeriod(machine, now) : undefined;
  const length = boot ? boot.to - boot.from : (span === 'boot' ? 60 : span) * MINUTE;
  const to = end ?? boot?.to ?? now + length * AHEAD;
  return { from: to - length, to };
}

/** From a machine's last power-on to now, or to where it was done. */
function bootPeriod(machine: Machine | undefined, now: number): Period | undefined {
  if (!machine) return undefined;
  const boot = machine.boots?.at(-1);
  const began = boot?.startedAt ?? machine.firstSeen;
  const done = machine.stage === 'installed' || machine.stage === 'local';
  const ended = done ? Math.max(machine.stageAt, boot?.reachedAt ?? 0) : now;
  const length = Math.max(SHORTEST_MS, ended - began);
  return { from: began - length * AHEAD, to: began + length * (1 + AHEAD) };
}

const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map((count) => count * HOUR),
];
/** Room for "14:02:10". */
const LABEL_PX = 74;

export interface Axis {
  readonly stepMs: number;
  readonly labels: readonly {
    readonly at: number;
    readonly text: string;
    /** 0 … 100 */ readonly left: number;
  }[];
}

export function axisOf({ from, to }: Period, widthPx: number): Axis {
  const length = to - from;
  const wanted = (length * LABEL_PX) / Math.max(LABEL_PX, widthPx);
  const stepMs = STEPS.find((step) => step >= wanted) ?? (STEPS.at(-1) as number);
  // Whole hours of local time are not whole hours of UTC everywhere.
  const shift = new Date(from).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((from - shift) / stepMs) * stepMs + shift;
  const labels: Axis['labels'][number][] = [];
  for (let at = first; at < to; at += stepMs)
    labels.push({ at, left: ((at - from) / length) * 100, text: labelText(at, stepMs, labels.length === 0) });
  return { stepMs, labels };
}

/** The first one and whole minutes say all of it, those between only their seconds. */
function labelText(at: number, stepMs: number, first: boolean): string {
  const text = timeText(at);
  if (stepMs >= MINUTE) return text.slice(0, 5);
  return first || text.endsWith(':00') ? text : text.slice(5);
}
