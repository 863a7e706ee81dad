import { describe, expect, it } from 'vitest';
import {
  imagePath,
  machinePath,
  parseBootPath,
  scriptPath,
  wholeImagePath,
} from '../../shared/boot/boot-path.ts';
import type { Mac } from '../../shared/wire/address.ts';

const mac = '52:54:00:ab:cd:ef' as Mac;

describe('parseBootPath', () => {
  it.each([
    ['/i/deb/install.amd/vmlinuz', { kind: 'in-image', image: 'deb', path: '/install.amd/vmlinuz' }],
    ['/i/deb.iso', { kind: 'image', image: 'deb' }],
    ['/m/52-54-00-ab-cd-ef/boot.ipxe', { kind: 'machine', mac, name: 'boot.ipxe' }],
    ['/m/52:54:00:AB:CD:EF/preseed.cfg', { kind: 'machine', mac, name: 'preseed.cfg' }],
    ['/fw/snponly.efi', { kind: 'firmware', name: 'snponly.efi' }],
    ['undionly.kpxe', { kind: 'firmware', name: 'undionly.kpxe' }],
    ['\\undionly.kpxe', { kind: 'firmware', name: 'undionly.kpxe' }],
    ['//fw//ipxe.efi', { kind: 'firmware', name: 'ipxe.efi' }],
    ['/fw/autoexec.ipxe', { kind: 'autoexec' }],
    ['AUTOEXEC.IPXE', { kind: 'autoexec' }],
    ['/private/tftpboot/snponly.efi', { kind: 'firmware', name: 'snponly.efi' }],
    ['/tftpboot/i/deb/a', { kind: 'in-image', image: 'deb', path: '/a' }],
    ['i\\deb\\a\\b', { kind: 'in-image', image: 'deb', path: '/a/b' }],
  ])('%s', (asked, expected) => expect(parseBootPath(asked)).toEqual(expected));

  it.each([
    '',
    '/',
    '/../etc/passwd',
    '/i/deb/../../x',
    '/m/not-a-mac/x',
    '/m/52-54-00-ab-cd-ef',
    '/i/deb',
    '/a/b',
    '/fw/a/b',
    '/x\0y',
  ])('nothing of ours: %j', (asked) => expect(parseBootPath(asked)).toBeUndefined());

  it('reads back what it writes', () => {
    expect(parseBootPath(decodeURIComponent(imagePath('deb', '/a b/(c).gz')))).toEqual({
      kind: 'in-image',
      image: 'deb',
      path: '/a b/(c).gz',
    });
    expect(parseBootPath(wholeImagePath('deb'))).toEqual({ kind: 'image', image: 'deb' });
    expect(parseBootPath(scriptPath(mac))).toEqual({ kind: 'machine', mac, name: 'boot.ipxe' });
    expect(parseBootPath(machinePath(mac, 'x'))).toEqual({ kind: 'machine', mac, name: 'x' });
    expect(imagePath('deb', "/it's (1)")).toBe('/i/deb/it%27s%20%281%29');
  });
});
