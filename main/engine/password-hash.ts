/** SHA-512 crypt ($6$), what every installer since ESXi 4.1, RHEL 6 and Debian 6 takes for a password. */
import { encrypt } from 'unixcrypt';

/** The plain text is kept nowhere. */
export function hashPassword(password: string): string {
  return encrypt(password);
}
