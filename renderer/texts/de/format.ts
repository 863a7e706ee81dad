import type { Texts } from '../texts.ts';

const MONTHS = [
  'Jan.',
  'Feb.',
  'März',
  'Apr.',
  'Mai',
  'Juni',
  'Juli',
  'Aug.',
  'Sept.',
  'Okt.',
  'Nov.',
  'Dez.',
];

export const format: Texts['format'] = {
  bytes: 'Byte',
  share: (part, whole) => `${part} von ${whole}`,
  day: (day, month) => `${day}. ${MONTHS[month] ?? ''}`,
  days: 'Tage',
};
