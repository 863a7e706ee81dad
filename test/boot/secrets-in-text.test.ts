import { describe, expect, it } from 'vitest';
import { secretsCovered, withoutSecrets } from '../../shared/boot/secrets-in-text.ts';

const TOKEN = '5254000000010123456789abcdef0123';
const SHA512 = '$6$rounds=5000$saltsalt$' + 'aB./'.repeat(21) + 'xy';

describe('secrets in text', () => {
  it.each([
    [
      `anaconda: fetching kickstart from http://10.77.0.1/m/52-54-00-00-00-01/${TOKEN}/ks.cfg`,
      'anaconda: fetching kickstart from http://10.77.0.1/m/52-54-00-00-00-01/…/ks.cfg',
    ],
    [`wget http://10.77.0.1/home/${TOKEN}?stage=installed`, 'wget http://10.77.0.1/home/…?stage=installed'],
    [`rootpw --iscrypted ${SHA512} x`, 'rootpw --iscrypted $6$… x'],
    [
      'd-i passwd/root-password-crypted password $y$j9T$abc/def.$0123456789',
      'd-i passwd/root-password-crypted password $y$…',
    ],
    [`/home/${TOKEN} $5$saltsalt$0123456789abcdef0123`, '/home/… $5$…'],
    ['hash=$1$abcdefgh$0123456789abcdef012345"', 'hash=$1$…"'],
    ['$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW', '$2b$…'],
    ['repo https://bob:hunter2@mirror.lab/os', 'repo https://bob:…@mirror.lab/os'],
  ])('are taken out of %j', (text, clean) => expect(withoutSecrets(text)).toBe(clean));

  it.each([
    [
      `GET /m/52-54-00-00-00-01/${TOKEN}/ks.cfg`,
      `GET /m/52-54-00-00-00-01/${'*'.repeat(TOKEN.length)}/ks.cfg`,
    ],
    [`rootpw --iscrypted ${SHA512} x`, `rootpw --iscrypted ${'*'.repeat(SHA512.length)} x`],
    ['repo https://bob:hunter2@mirror.lab/os', 'repo https://bob:*******@mirror.lab/os'],
    ['Installing glibc-2.34-60.el9.x86_64 (3/300)', 'Installing glibc-2.34-60.el9.x86_64 (3/300)'],
  ])('are covered in %j, and nothing moves', (text, clean) => expect(secretsCovered(text)).toBe(clean));

  it.each([
    'Installing glibc-2.34-60.el9.x86_64 (3/300)',
    'Retrieving http://deb.debian.org/debian/pool/main/b/bash/bash_5.2.15-2+b7_amd64.deb',
    'copied to /home/user/notes, $5 each, $1 and $2 are arguments',
    'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'time 10:21:44 user@host',
  ])('are not seen in %j', (text) => expect(withoutSecrets(text)).toBe(text));
});
