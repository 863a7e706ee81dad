/** From the marks of a machine to what its lane draws: only what is in sight, and nothing smaller than a pixel. */
import type { Growing, LaneMarks, Row } from './timeline.ts';
import { ROWS } from './timeline.ts';
import type { Mark } from './track.ts';

/** The part of time that all lanes show, in ms since 1970. */
export interface View {
  readonly from: number;
  readonly to: number;
  /** On screen. */
  readonly widthPx: number;
}

export interface Drawn extends Mark {
  readonly row: Row;
  /** Drawn over its time, not as a line at one moment. */
  readonly lasting: boolean;
  /** 0 … 100 of the axis. */
  readonly left: number;
  readonly width: number;
  /** A transfer that has not ended. */
  readonly growing?: Growing;
}

/** Closer than this they cannot be told apart, nor be hit with the mouse. */
const APART_PX = { bar: 2, tick: 5 } as const;
/** A transfer that was not heard of for so long stands still. */
const SILENT_MS = 5000;

/** @param now of the engine's clock, ms since 1970 */
export function inView(lane: LaneMarks | undefined, view: View, now: number): readonly Drawn[] {
  if (!lane) return [];
  return ROWS.flatMap((row) => {
    const marks = lane.tracks.get(row)?.marks ?? [];
    const growing = lane.growing?.row === row ? lane.growing : undefined;
    return drawnRow(row, marks, growing, view, now);
  });
}

function drawnRow(
  row: Row,
  marks: readonly Mark[],
  growing: Growing | undefined,
  view: View,
  now: number,
): readonly Drawn[] {
  const bars = row === 'http' || row === 'tftp';
  const msPerPx = (view.to - view.from) / Math.max(1, view.widthPx);
  const apart = msPerPx * APART_PX[bars ? 'bar' : 'tick'];
  const groups: (Mark & { growing?: Growing })[] = [];
  const take = (mark: Mark & { growing?: Growing }): void => {
    const last = groups.at(-1);
    if (last && mark.start - last.end < apart) groups[groups.length - 1] = joined(last, mark);
    else groups.push(mark);
  };
  for (let index = firstAfter(marks, view.from); index < marks.length; index++) {
    const mark = marks[index] as Mark;
    if (mark.start > view.to) break;
    take(mark);
  }
  if (growing) {
    const end = now - growing.heardAt < SILENT_MS ? Math.max(now, growing.heardAt) : growing.heardAt;
    const { since, bytes } = growing;
    const inSight = end >= view.from && since <= view.to;
    if (inSight) take({ start: Math.min(since, end), end, count: 1, bytes, seq: 0, bad: false, growing });
  }
  return groups.map((group) => {
    const share = (at: number): number =>
      (Math.max(0, Math.min(1, (at - view.from) / (view.to - view.from))) * 10_000) / 100;
    const left = share(group.start);
    const lasting = bars || group.end - group.start > msPerPx;
    return { ...group, row, lasting, left, width: share(group.end) - left };
  });
}

function joined<M extends Mark & { growing?: Growing }>(a: M, b: M): M {
  return {
    ...b,
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    count: a.count + b.count,
    bytes: a.bytes + b.bytes,
    seq: Math.max(a.seq, b.seq),
    bad: a.bad && b.bad,
  };
}

/** Index of the first mark that ends at `from` or later; they are sorted by their ends. */
function firstAfter(marks: readonly Mark[], from: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as Mark).end < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
