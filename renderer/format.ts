/** Numbers and times as a technician reads them. Sizes are decimal, as on a disk's label. */

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** 301056 → "301 kB", 4_400_000_000 → "4.4 GB". */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit >= 2 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/** "120 of 301 kB": both in the unit of the whole. */
export function shareText(bytes: number, totalBytes: number): string {
  if (totalBytes <= 0) return sizeText(bytes);
  const whole = sizeText(totalBytes);
  const scale = 1000 ** UNITS.findIndex((unit) => whole.endsWith(unit));
  const digits = whole.includes('.') ? 1 : 0;
  return `${(bytes / scale).toFixed(digits)} of ${whole}`;
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

/** "14:02:11.204" */
export function preciseTimeText(at: number): string {
  return `${timeText(at)}.${String(new Date(at).getMilliseconds()).padStart(3, '0')}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "14:02:11" of today, "24 Nov 14:02" of this year, "24 Nov 2025" before. */
export function whenText(at: number, now: number): string {
  const [date, today] = [new Date(at), new Date(now)];
  if (date.toDateString() === today.toDateString()) return timeText(at);
  const day = `${date.getDate()} ${MONTHS[date.getMonth()] ?? ''}`;
  return date.getFullYear() === today.getFullYear()
    ? `${day} ${timeText(at).slice(0, 5)}`
    : `${day} ${date.getFullYear()}`;
}

/** 210 → "0.21 s", 63000 → "1 min 3 s", 3600000 → "1 h". */
export function durationText(ms: number): string {
  if (ms < 1000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return pair(seconds, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  return minutes < 48 * 60 ? pair(minutes, 60, 'h', 'min') : pair(Math.round(minutes / 60), 24, 'days', 'h');
}

function pair(value: number, base: number, large: string, small: string): string {
  const rest = value % base;
  return `${Math.floor(value / base)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
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
