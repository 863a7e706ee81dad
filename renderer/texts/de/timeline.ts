import type { Texts } from '../texts.ts';
import { counted, numbered } from '../counted.ts';

export const timeline: Texts['timeline'] = {
  rows: {
    dhcp: 'DHCP',
    bsdp: 'BSDP',
    tftp: 'TFTP',
    http: 'HTTP',
    home: 'Meldung',
    syslog: 'Syslog',
    stall: 'Hänger',
  },
  spans: {
    1: 'Letzte Minute',
    5: 'Letzte 5 Minuten',
    15: 'Letzte 15 Minuten',
    60: 'Letzte Stunde',
    boot: 'Ganzer Boot',
  },

  loading: (row, file, share, since) => `${row}: lädt ${file}, ${share}, seit ${since}`,
  messages: (row, count, when) => `${row}: ${counted('de', count, 'Nachricht', 'Nachrichten')}, ${when}`,
  files: (row, count, size, took, rate, when) =>
    `${row}: ${counted('de', count, 'Datei', 'Dateien')}, ${size} in ${took}${rate === undefined ? '' : `, ${rate}`}, ${when}`,
  fromTo: (from, to) => `${from} bis ${to}`,
  part: (row, count, size) => `${row} ${numbered('de', count)}${size === undefined ? '' : ` (${size})`}`,
  summary: (parts) => `Im gezeigten Zeitraum: ${parts.join(', ')}.`,

  controls: 'Von den Spuren gezeigter Zeitraum',
  timeShown: 'Gezeigter Zeitraum',
  earlier: 'Früher',
  later: 'Später',
  hold: 'Anhalten',
  goToNow: 'Zu jetzt',
  going: (from, to) => `Die Spuren zeigen ${from} bis ${to} und gehen mit der Uhr.`,
  held: (from, to) => `Die Spuren zeigen ${from} bis ${to} und stehen still.`,
  now: (time) => `Jetzt: ${time}`,
};
