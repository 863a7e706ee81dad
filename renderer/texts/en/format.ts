/** Words in sizes, dates and durations. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const format = {
  /** The unit. */
  bytes: 'bytes',
  /** "120 of 301 kB" */
  share: (part: string, whole: string) => `${part} of ${whole}`,
  /** "24 Nov"; months count from 0 */
  day: (day: number, month: number) => `${day} ${MONTHS[month] ?? ''}`,
  /** From two on. */
  days: 'days',
};
