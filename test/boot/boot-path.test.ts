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

const withToken = (name: string) => ({
  ...{ kind: 'machine', mac, token: '525400abcdef00112233445566778899', name },
});

describe('parseBootPath', () => {
  it.each([
    ['/i/deb/install.amd/vmlinuz', { kind: 'in-image', image: 'deb', path: '/install.amd/vmlinuz' }],
    ['/i/deb.iso', { kind: 'image', image: 'deb' }],
    ['/m/52-54-00-ab-cd-ef/boot.ipxe', { kind: 'machine', mac, name: 'boot.ipxe' }],
    ['/m/52:54:00:AB:CD:EF/preseed.cfg', { kind: 'machine', mac, name: 'preseed.cfg' }],
    ['/m/52-54-00-ab-cd-ef/525400abcdef00112233445566778899/ks.cfg', withToken('ks.cfg')],
    ['/m/52-54-00-ab-cd-ef/525400abcdef00112233445566778899/', withToken('')],
    ['/m/52-54-00-ab-cd-ef/efi/boot/mboot.efi', { kind: 'machine', mac, name: 'efi/boot/mboot.efi' }],
    ['/ks.cfg', { kind: 'kickstart' }],
    ['/KS.PHP', { kind: 'kickstart' }],
    ['/boot/grub/x86_64-efi/grub.cfg-01-52-54-00-ab-cd-ef', { kind: 'grub-config', mac }],
    ['grub/GRUB.CFG-01-52:54:00:AB:CD:EF', { kind: 'grub-config', mac }],
    ['/EFI/xenserver/grub.cfg', { kind: 'grub-config' }],
    ['grub.cfg', { kind: 'grub-config' }],
    ['/m/52-54-00-ab-cd-ef/grub.cfg', { kind: 'machine', mac, name: 'grub.cfg' }],
    ['/i/deb/boot/grub/grub.cfg', { kind: 'in-image', image: 'deb', path: '/boot/grub/grub.cfg' }],
    ['/grub/grub.cfg-0A4D0064', { kind: 'grub-part' }],
    ['/grub/grub.cfg-4c4c4544-0041-4210-8043-c7c04f313233', { kind: 'grub-part' }],
    ['/boot/grub/x86_64-efi/command.lst', { kind: 'grub-part' }],
    ['/boot/grub/i386-pc/http.mod', { kind: 'grub-part' }],
    ['/boot/grub/fonts/unicode.pf2', { kind: 'grub-part' }],
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
