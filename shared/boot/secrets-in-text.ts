/**
 * Secrets in what machines and programs print: their lines are shown, kept and passed on. Anaconda logs the address it fetches
 * its kickstart from, and a script that goes wrong may print a line with a password's hash in it.
 */
import { withoutTokens } from './token-mask.ts';

/** crypt(5): `$6$salt$hash`, with `rounds=` and the parameters of yescrypt and argon2 before the salt. */
const CRYPT_HASH = /\$(1|2[abxy]?|5|6|7|y|gy|sha1|md5|argon2(?:id?|d))\$[A-Za-z0-9./+=,$-]{4,}/g;
/** `https://user:password@host` */
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@'"]{0,256}:)[^\s/@'"]{1,256}@/gi;

/** Tokens of machines, hashes of passwords and passwords in addresses become `…`. */
export function withoutSecrets(text: string): string {
  // Hashes first: they may have digits in them that look like a token's.
  return withoutTokens(text.replace(CRYPT_HASH, '$$$1$$…').replace(URL_PASSWORD, '$1…@'));
}

/** The same secrets under as many stars: of a captured packet no byte may move. */
export function secretsCovered(text: string): string {
  return withoutTokens(text.replace(CRYPT_HASH, stars).replace(URL_PASSWORD, coverPassword), stars);
}

function stars(secret: string): string {
  return '*'.repeat(secret.length);
}

/** `before`: scheme and user, as they are. */
function coverPassword(whole: string, before: string): string {
  return `${before}${stars(whole.slice(before.length, -1))}@`;
}
