/** From one mark of a lane to the next, for the arrow keys. */
import type { Drawn } from './in-view.ts';

/**
 * @param opened `seq` of the event that is open now
 * @returns the event to open, or undefined where there is none further on
 */
export function stepMark(
  marks: readonly Drawn[],
  opened: number | undefined,
  step: -1 | 1,
): number | undefined {
  const ordered = marks
    .filter((mark) => mark.seq > 0)
    .sort((a, b) => a.end - b.end || a.seq - b.seq)
    .map((mark) => mark.seq);
  const at = opened === undefined ? -1 : ordered.indexOf(opened);
  if (at < 0) return step < 0 ? ordered.at(-1) : ordered[0];
  return ordered[at + step];
}
