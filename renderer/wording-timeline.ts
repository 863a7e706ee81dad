/** What is drawn over time, in words: one mark, and all that a lane shows for those who do not see it. */
import type { Event } from '../shared/model/event.ts';
import { countText, durationText, lastPart, shareText, sizeText, timeText } from './format.ts';
import type { Names } from './names.ts';
import type { Span } from './timeline/axis.ts';
import type { Drawn } from './timeline/in-view.ts';
import type { Row } from './timeline/timeline.ts';
import { ROWS } from './timeline/timeline.ts';
import { eventSentence } from './wording.ts';

const WORDS: Readonly<Record<Row, string>> = {
  dhcp: 'DHCP',
  bsdp: 'BSDP',
  tftp: 'TFTP',
  http: 'HTTP',
  home: 'Call home',
  syslog: 'Syslog',
  stall: 'Stall',
};

export const SPAN_WORDS: Readonly<Record<Span, string>> = {
  1: 'Last minute',
  5: 'Last 5 minutes',
  15: 'Last 15 minutes',
  60: 'Last hour',
  boot: 'Whole boot',
};

/** @param event the newest in it, where the page still has it */
export function markText(mark: Drawn, event: Event | undefined, names: Names): string {
  const { growing, row, start, end, count, bytes } = mark;
  if (growing)
    return `${WORDS[row]}: loading ${lastPart(growing.file)}, ${shareText(growing.bytes, growing.totalBytes)}, since ${timeText(start)}`;
  if (count === 1 && event) return `${timeText(end)} ${eventSentence(event, names)}`;
  if (row !== 'http' && row !== 'tftp')
    return `${WORDS[row]}: ${countText(count, 'message')}${spread(start, end)}`;
  const ms = end - start;
  const rate = ms >= 100 ? `, ${sizeText((bytes / ms) * 1000)}/s` : '';
  return `${WORDS[row]}: ${countText(count, 'file')}, ${sizeText(bytes)} in ${durationText(ms)}${rate}${spread(start, end)}`;
}

function spread(start: number, end: number): string {
  const [from, to] = [timeText(start), timeText(end)];
  return from === to ? `, ${from}` : `, ${from} to ${to}`;
}

/** "In the time shown: DHCP 2, TFTP 1 (301 kB)." */
export function summaryText(marks: readonly Drawn[]): string {
  const parts = ROWS.flatMap((row) => {
    const its = marks.filter((mark) => mark.row === row);
    if (its.length === 0) return [];
    const count = its.reduce((sum, mark) => sum + mark.count, 0);
    const bytes = its.reduce((sum, mark) => sum + mark.bytes, 0);
    return [`${WORDS[row]} ${count.toLocaleString('en')}${bytes > 0 ? ` (${sizeText(bytes)})` : ''}`];
  });
  return parts.length === 0 ? '' : `In the time shown: ${parts.reverse().join(', ')}.`;
}
