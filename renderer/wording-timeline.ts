/** What is drawn over time, in words: one mark, and all that a lane shows for those who do not see it. */
import type { Event } from '../shared/model/event.ts';
import { durationText, lastPart, shareText, sizeText, timeText } from './format.ts';
import type { Names } from './names.ts';
import type { Span } from './timeline/axis.ts';
import type { Drawn } from './timeline/in-view.ts';
import { texts } from './texts/texts.ts';
import { ROWS } from './timeline/timeline.ts';
import { eventSentence } from './wording.ts';

export function spanText(span: Span): string {
  return texts().timeline.spans[span];
}

/** @param event the newest in it, where the page still has it */
export function markText(mark: Drawn, event: Event | undefined, names: Names): string {
  const { growing, row, start, end, count, bytes } = mark;
  const words = texts().timeline;
  const name = words.rows[row];
  if (growing) {
    const share = shareText(growing.bytes, growing.totalBytes);
    return words.loading(name, lastPart(growing.file), share, timeText(start));
  }
  if (count === 1 && event) return `${timeText(end)} ${eventSentence(event, names)}`;
  if (row !== 'http' && row !== 'tftp') return words.messages(name, count, spread(start, end));
  const ms = end - start;
  const rate = ms >= 100 ? `${sizeText((bytes / ms) * 1000)}/s` : undefined;
  return words.files(name, count, sizeText(bytes), durationText(ms), rate, spread(start, end));
}

function spread(start: number, end: number): string {
  const [from, to] = [timeText(start), timeText(end)];
  return from === to ? from : texts().timeline.fromTo(from, to);
}

/** "In the time shown: DHCP 2, TFTP 1 (301 kB)." */
export function summaryText(marks: readonly Drawn[]): string {
  const { rows, part, summary } = texts().timeline;
  const parts = ROWS.flatMap((row) => {
    const its = marks.filter((mark) => mark.row === row);
    if (its.length === 0) return [];
    const count = its.reduce((sum, mark) => sum + mark.count, 0);
    const bytes = its.reduce((sum, mark) => sum + mark.bytes, 0);
    return [part(rows[row], count, bytes > 0 ? sizeText(bytes) : undefined)];
  });
  return parts.length === 0 ? '' : summary(parts.reverse());
}
