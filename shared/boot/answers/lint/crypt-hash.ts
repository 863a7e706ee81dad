/**
 * Password hashes as crypt(5) knows them: `$id$…`. Traditional DES hashes (13 characters without a dollar) are taken for
 * plain text: nothing tells them from a word, and no installer of the last twenty years makes them.
 */

const SCHEME = /^\$(?:1|2[abxy]?|3|5|6|7|y|gy|sm3|sha1|md5)\$[./A-Za-z0-9,=$-]+$/;

export function isCryptHash(text: string): boolean {
  return SCHEME.test(text);
}

/** `*`, `!`, `!!`: nobody can log in with a password. */
export function isLocked(text: string): boolean {
  return /^[*!]{0,2}$/.test(text);
}
