/** When an arming ends by itself. */
export const EXPIRIES = ['never', 'hour', 'hours', 'midnight'] as const;
export type Expiry = (typeof EXPIRIES)[number];

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
