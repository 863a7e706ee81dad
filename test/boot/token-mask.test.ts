import { expect, it } from 'vitest';
import { bytesWithoutTokens, withoutTokens } from '../../shared/boot/token-mask.ts';

const token = '525400000001fd4aad5f8ff9cd3970db';

it.each([
  [`/m/52-54-00-00-00-01/${token}/ks.cfg`, '/m/52-54-00-00-00-01/…/ks.cfg'],
  [`m\\52:54:00:00:00:01\\${token.toUpperCase()}\\ks.cfg`, 'm\\52:54:00:00:00:01\\…\\ks.cfg'],
  [`//tftpboot//m//525400000001//${token}`, '//tftpboot//m//525400000001//…'],
  // cloud-init with an address that lacks its slash.
  [`/m/52-54-00-00-00-01/${token}user-data`, '/m/52-54-00-00-00-01/…user-data'],
  [`/m/52-54-00-00-00-01/${token.slice(0, 18)}`, '/m/52-54-00-00-00-01/…'],
  [`/m/52%3A54%3A00%3A00%3A00%3A01%2F${token}%2Fks.cfg`, '/m/52%3A54%3A00%3A00%3A00%3A01%…%2Fks.cfg'],
  [`/home/${token}?stage=x`, '/home/…?stage=x'],
  [`File not found: m/52-54-00-00-00-01/${token}/x`, 'File not found: m/52-54-00-00-00-01/…/x'],
])('takes the token out of %s', (text, expected) => expect(withoutTokens(text)).toBe(expected));

it.each([
  '/i/debian/by-hash/SHA256/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '/m/52-54-00-00-00-01/boot.ipxe',
  '/m/52-54-00-00-00-01/01-52-54-00-00-00-01/boot.cfg',
])('leaves %s', (text) => expect(withoutTokens(text)).toBe(text));

it('takes it out of a packet, and leaves others as they are', () => {
  const packet = Buffer.from(`GET /m/52-54-00-00-00-01/${token}/ks.cfg HTP\xff`, 'latin1');
  expect(Buffer.from(bytesWithoutTokens(packet)).toString('utf8')).not.toContain(token);
  const plain = Buffer.from('GET /x\xff', 'latin1');
  expect(bytesWithoutTokens(plain)).toBe(plain);
});
