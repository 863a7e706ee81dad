import { expect, it } from 'vitest';
import { contentTypeOf } from '../../shared/boot/http-type.ts';

it.each([
  ['/fw/snponly.efi', 'application/efi'],
  ['/i/x/EFI/BOOT/BOOTX64.EFI', 'application/efi'],
  ['/i/debian.iso', 'application/vnd.efi-iso'],
  ['/i/x/boot.img', 'application/vnd.efi-img'],
  ['/m/aa-bb-cc-dd-ee-ff/boot.ipxe', 'text/plain; charset=utf-8'],
  ['/01-aa-bb-cc-dd-ee-ff/boot.cfg', 'text/plain; charset=utf-8'],
  ['/m/x/user-data', 'text/plain; charset=utf-8'],
  ['/i/x/.treeinfo', 'text/plain; charset=utf-8'],
  ['/i/x/linux', 'application/octet-stream'],
  ['/i/x/initrd.gz', 'application/octet-stream'],
  ['/', 'application/octet-stream'],
])('%s is %s', (path, type) => expect(contentTypeOf(path)).toBe(type));
