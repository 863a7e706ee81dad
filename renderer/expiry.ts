/** When an arming ends by itself. */
export const EXPIRIES = [
  { id: 'never', word: 'no end' },
  { id: 'hour', word: '1 hour' },
  { id: 'hours', word: '4 hours' },
  { id: 'midnight', word: 'until tomorrow' },
] as const;
export type Expiry = (typeof EXPIRIES)[number]['id'];

/** @param now ms since 1970; undefined: it does not end */
export function expiryMinutes(expiry: Expiry, now: number): number | undefined {
  switch (expiry) {
    case 'never':
      return undefined;
    case 'hour':
      return 60;
    case 'hours':
      return 4 * 60;
    case 'midnight': {
      const date = new Date(now);
      const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
      return Math.max(1, Math.ceil((midnight - now) / 60_000));
    }
  }
}
