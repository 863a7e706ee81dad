/** Lines of authorized_keys as they are pasted: type, base64, comment (sshd(8), AUTHORIZED_KEYS FILE FORMAT). */

import { texts } from '../../texts/texts.ts';

/** Every key begins with the length of its type, 0000000x, which is AAAA in base64. */
const KEY = /^(ssh-\S+|ecdsa-sha2-\S+|sk-\S+) AAAA[0-9A-Za-z+/]+={0,3}( .*)?$/;

export function keysIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A sentence about the first line that is no public key. */
export function sshKeyProblem(text: string): string | undefined {
  if (text.includes('PRIVATE KEY')) return texts().rack.privateKey;
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const wrong = lines.findIndex((line) => line !== '' && !KEY.test(line));
  return wrong < 0 ? undefined : texts().rack.noPublicKey(wrong + 1);
}
