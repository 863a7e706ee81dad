/** What is drawn over time, and the head of the lanes. */
import type { Span } from '../../timeline/axis.ts';
import type { Row } from '../../timeline/timeline.ts';
import { counted, numbered } from '../counted.ts';

const ROWS: Readonly<Record<Row, string>> = {
  dhcp: 'DHCP',
  bsdp: 'BSDP',
  tftp: 'TFTP',
  http: 'HTTP',
  home: 'Call home',
  syslog: 'Syslog',
  stall: 'Stall',
};

const SPANS: Readonly<Record<Span, string>> = {
  1: 'Last minute',
  5: 'Last 5 minutes',
  15: 'Last 15 minutes',
  60: 'Last hour',
  boot: 'Whole boot',
};

export const timeline = {
  rows: ROWS,
  spans: SPANS,

  loading: (row: string, file: string, share: string, since: string) =>
    `${row}: loading ${file}, ${share}, since ${since}`,
  messages: (row: string, count: number, when: string) =>
    `${row}: ${counted('en', count, 'message', 'messages')}, ${when}`,
  files: (row: string, count: number, size: string, took: string, rate: string | undefined, when: string) =>
    `${row}: ${counted('en', count, 'file', 'files')}, ${size} in ${took}${rate === undefined ? '' : `, ${rate}`}, ${when}`,
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  /** One row of the summary: "TFTP 1 (301 kB)" */
  part: (row: string, count: number, size: string | undefined) =>
    `${row} ${numbered('en', count)}${size === undefined ? '' : ` (${size})`}`,
  summary: (parts: readonly string[]) => `In the time shown: ${parts.join(', ')}.`,

  controls: 'Time shown by the lanes',
  timeShown: 'Time shown',
  earlier: 'Earlier',
  later: 'Later',
  hold: 'Hold',
  goToNow: 'Go to now',
  going: (from: string, to: string) => `Lanes show ${from} to ${to}, and go with the clock.`,
  held: (from: string, to: string) => `Lanes show ${from} to ${to}, held there.`,
  now: (time: string) => `Now: ${time}`,
};
