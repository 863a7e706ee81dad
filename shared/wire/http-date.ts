/** Dates in HTTP fields (RFC 9110 §5.6.7). Whole seconds, always GMT; `shared` has no Date. */

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAY_SECONDS = 86_400;
/** 9999-12-31T23:59:59Z: a year has four digits. */
const LAST_SECOND = 253_402_300_799;

/** `ms` since 1970 as IMF-fixdate, `Sun, 06 Nov 1994 08:49:37 GMT`; before 1970 is 1970, beyond year 9999 is its end. */
export function formatHttpDate(ms: number): string {
  const seconds = Math.min(LAST_SECOND, Math.max(0, Math.floor(ms / 1000)));
  const days = Math.floor(seconds / DAY_SECONDS);
  const { year, month, day } = dateOfDay(days);
  const rest = seconds % DAY_SECONDS;
  const time = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(twoDigits).join(':');
  return `${DAYS[days % 7]}, ${twoDigits(day)} ${MONTHS[month - 1]} ${year} ${time} GMT`;
}

const IMF_FIXDATE = /^\w{3}, (?<day>\d\d) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/;
const RFC_850 = /^\w{6,9}, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/;
const ASCTIME = /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/;

/**
 * Any of the three forms a server must accept; ms since 1970, undefined when it is none of them or no real date.
 * The name of the day is not looked at. A year of two digits lies between 1970 and 2069.
 */
export function parseHttpDate(text: string): number | undefined {
  const fields = (IMF_FIXDATE.exec(text) ?? RFC_850.exec(text) ?? ASCTIME.exec(text))?.groups;
  if (!fields) return undefined;
  const { day: dayText = '', month: monthText = '', year: yearText = '', time = '' } = fields;
  const [hour, minute, second] = time.split(':').map(Number) as [number, number, number];
  const month = MONTHS.findIndex((name) => name === monthText) + 1;
  const day = Number(dayText);
  const written = Number(yearText);
  const year = yearText.length === 4 ? written : written < 70 ? 2000 + written : 1900 + written;
  if (month === 0 || hour > 23 || minute > 59 || second > 60) return undefined;
  const days = dayOfDate(year, month, day);
  const real = dateOfDay(days);
  if (real.day !== day || real.month !== month) return undefined;
  return (days * DAY_SECONDS + hour * 3600 + minute * 60 + second) * 1000;
}

/** Days since 1970-01-01 in the Gregorian calendar; years are counted from March, so that the leap day comes last. */
function dayOfDate(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const leaps = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const daysBeforeMonth = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  return marchYear * 365 + leaps + daysBeforeMonth + day - 1 - 719_468;
}

function dateOfDay(days: number): { year: number; month: number; day: number } {
  let year = 1970 + Math.floor(days / 365.2425);
  while (dayOfDate(year + 1, 1, 1) <= days) year++;
  while (dayOfDate(year, 1, 1) > days) year--;
  let month = 12;
  while (dayOfDate(year, month, 1) > days) month--;
  return { year, month, day: days - dayOfDate(year, month, 1) + 1 };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
