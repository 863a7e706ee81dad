/**
 * What this browser remembers of how the window was left. Nothing of it is needed: a browser may refuse to keep anything.
 * Kept in cookies, because an engine that starts again has another port: storage belongs to one port, cookies to the
 * computer (RFC 6265 §8.5). They go to every server there, so nothing secret and nothing large is kept.
 */

/** What a browser gives at most. */
const SECONDS = 400 * 24 * 3600;

export function readKept(key: string): unknown {
  try {
    const found = document.cookie.split('; ').find((one) => one.startsWith(`${key}=`));
    return JSON.parse(decodeURIComponent(found?.slice(key.length + 1) ?? 'null'));
  } catch {
    return undefined;
  }
}

export function keep(key: string, value: unknown): void {
  try {
    const text = encodeURIComponent(JSON.stringify(value));
    document.cookie = `${key}=${text}; Max-Age=${SECONDS}; Path=/; SameSite=Strict`;
  } catch {
    // Forbidden.
  }
}
