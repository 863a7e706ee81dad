/** Words for Ubuntu's live systems, the server's installer among them: casper in the initrd, cloud-init and subiquity in the system. */
import { macDashes } from '../../wire/address.ts';
import type { LinuxArgsInput } from './input.ts';

/**
 * casper(7): `url=` names an image, by a URL that ends in .iso, which it copies into memory. Into the initramfs: that is a
 * tmpfs of half the memory, unless `root=` names a device, which makes it a ramfs without a limit (the kernel's
 * init/do_mounts.c, init_rootfs); /dev/ram0 is never read, and `ramdisk_size` (KiB) is its size where it is made at all.
 * cloud-init takes `url=` for an address of its configuration and would fetch the whole image a second time;
 * `cloud-config-url=/dev/null` comes first and is empty.
 *
 * NoCloud (cloud-init docs): it appends `user-data` and `meta-data` to what follows `s=`, so that ends in a slash. The `;` needs
 * no quotes here: iPXE splits its command line at blanks only, and knows `||` and `&&` as words of their own; GRUB's
 * configuration has to quote it. `nocloud-net` and not `nocloud`, for the older cloud-init of 20.04 reads that from disks only.
 */
export function casperArgs(input: LinuxArgsInput): string[] {
  const { rest, iso, isoBytes, answerUrl } = input;
  if (rest?.from !== 'image') return [];
  return [
    'ip=dhcp',
    `BOOTIF=01-${macDashes(input.mac)}`,
    `url=${iso}`,
    'root=/dev/ram0',
    `ramdisk_size=${Math.ceil(isoBytes / 1024)}`,
    'cloud-config-url=/dev/null',
    ...(answerUrl === undefined ? [] : ['autoinstall', `ds=nocloud-net;s=${answerUrl}`]),
  ];
}
