/** Numbers and times as a technician reads them, in the page's language. Sizes are decimal, as on a disk's label. */
import { language, texts } from './texts/texts.ts';

const UNITS = ['', 'kB', 'MB', 'GB', 'TB'] as const;

/** One for each language and number of digits: making one costs more than using it a thousand times. */
const kept = new Map<string, Intl.NumberFormat>();

/** 0.5 with two digits → "0.50", in German "0,50"; no thousands apart. */
function decimalText(value: number, digits: number): string {
  const key = `${language()} ${digits}`;
  let format = kept.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language(), {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    });
    kept.set(key, format);
  }
  return format.format(value);
}

/** How a size is written: the power of 1000 of its unit, and the digits behind the point. */
function scaleOf(bytes: number): { readonly power: number; readonly digits: number } {
  let value = bytes;
  let power = 0;
  while (value >= 999.5 && power < UNITS.length - 1) {
    value /= 1000;
    power++;
  }
  return { power, digits: power >= 2 && value < 9.95 ? 1 : 0 };
}

/** 301056 → "301 kB", 4_400_000_000 → "4.4 GB", in German "4,4 GB". */
export function sizeText(bytes: number): string {
  const { power, digits } = scaleOf(bytes);
  return `${decimalText(bytes / 1000 ** power, digits)} ${UNITS[power] || texts().format.bytes}`;
}

/** "120 of 301 kB": both in the unit of the whole. */
export function shareText(bytes: number, totalBytes: number): string {
  if (totalBytes <= 0) return sizeText(bytes);
  const { power, digits } = scaleOf(totalBytes);
  return texts().format.share(decimalText(bytes / 1000 ** power, digits), sizeText(totalBytes));
}

/** 0 … 100; a transfer of unknown length is 0. */
export function percent(bytes: number, totalBytes: number): number {
  return totalBytes > 0 ? Math.min(100, (bytes / totalBytes) * 100) : 0;
}

const two = (value: number) => String(value).padStart(2, '0');

/** "14:02:11", local time. */
export function timeText(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** "14:02:11.204", in German "14:02:11,204" */
export function preciseTimeText(at: number): string {
  const date = new Date(at);
  const seconds = decimalText(date.getSeconds() + date.getMilliseconds() / 1000, 3);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${seconds.padStart(6, '0')}`;
}

/** "9 Oct 2025", in German "9. Okt. 2025". */
export function dayText(at: number): string {
  const date = new Date(at);
  return `${texts().format.day(date.getDate(), date.getMonth())} ${date.getFullYear()}`;
}

/** "14:02:11" of today, "24 Nov 14:02" of this year, "24 Nov 2025" before. */
export function whenText(at: number, now: number): string {
  const [date, today] = [new Date(at), new Date(now)];
  if (date.toDateString() === today.toDateString()) return timeText(at);
  const day = texts().format.day(date.getDate(), date.getMonth());
  return date.getFullYear() === today.getFullYear()
    ? `${day} ${timeText(at).slice(0, 5)}`
    : `${day} ${date.getFullYear()}`;
}

/** 210 → "0.21 s" (in German "0,21 s"), 63000 → "1 min 3 s", 3600000 → "1 h". */
export function durationText(ms: number): string {
  if (ms < 1000) return `${decimalText(ms / 1000, 2)} s`;
  if (ms < 60_000) return `${decimalText(ms / 1000, 1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return pair(seconds, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  return minutes < 48 * 60
    ? pair(minutes, 60, 'h', 'min')
    : pair(Math.round(minutes / 60), 24, texts().format.days, 'h');
}

function pair(value: number, base: number, large: string, small: string): string {
  const rest = value % base;
  return `${Math.floor(value / base)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

/** "/install.amd/initrd.gz" → "initrd.gz" */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}

/** How long something lasts already, in whole steps: "12 s", "3 min", "2 h 5 min". */
export function sinceLongText(ms: number): string {
  if (ms < 60_000) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  return durationText(Math.floor(ms / 60_000) * 60_000);
}
