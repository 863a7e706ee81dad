/**
 * A word for each machine that nobody else can guess: its part of URLs that act for it. Made from its MAC and a secret of
 * this data folder, so it is the same after a restart and nothing has to be kept for it. Each purpose has its own: who reads
 * in a log where a machine called home cannot fetch its answers with it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { Mac } from '../../shared/wire/address.ts';
import { macDashes, parseMac } from '../../shared/wire/address.ts';
import { readIfThere, writeAtomically } from './json-file.ts';

export type TokenPurpose = 'home' | 'answer';

export interface Tokens {
  /** Letters and digits: 12 of the MAC, 20 of the digest. */
  of(purpose: TokenPurpose, mac: Mac): string;
  /** Whose it is; undefined: nobody's, or of another purpose. */
  owner(purpose: TokenPurpose, token: string): Mac | undefined;
}

const SECRET_BYTES = 32;
/** Of the digest, in hex digits: 80 bits cannot be tried out. */
const DIGITS = 20;
const MAC_DIGITS = 12;

/** FILE_UNREADABLE, DISK_FULL, DATA_UNWRITABLE */
export async function openTokens(dataDir: string): Promise<Tokens> {
  const path = join(dataDir, 'secret');
  let secret = (await readIfThere(path))?.trim();
  // A file cut short by a full disk would make tokens that can be guessed.
  if (secret === undefined || !/^[0-9a-f]{64}$/.test(secret)) {
    secret = randomBytes(SECRET_BYTES).toString('hex');
    await writeAtomically(path, `${secret}\n`);
  }
  return createTokens(secret);
}

export function createTokens(secret: string): Tokens {
  const of = (purpose: TokenPurpose, mac: Mac): string => {
    const digest = createHmac('sha256', secret).update(`${purpose} ${mac}`).digest('hex').slice(0, DIGITS);
    return `${macDashes(mac).replaceAll('-', '')}${digest}`;
  };
  return {
    of,
    owner(purpose, token) {
      const mac = parseMac(token.slice(0, MAC_DIGITS));
      if (!mac) return undefined;
      const [given, right] = [Buffer.from(token), Buffer.from(of(purpose, mac))];
      return given.length === right.length && timingSafeEqual(given, right) ? mac : undefined;
    },
  };
}
