/** What the ISO of Ubuntu Server has, as on the real medium. */
import { kernelBytes } from './memory-tree.ts';

export const CASPER_KERNEL = kernelBytes('6.8.0-41-generic (buildd@lcy02-amd64-100) #41-Ubuntu SMP', {
  pe: 0x8664,
});

/** ubuntu-24.04.1-live-server-amd64.iso */
export const UBUNTU_SERVER = {
  '/.disk/info': 'Ubuntu-Server 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827)',
  '/casper/vmlinuz': CASPER_KERNEL,
  '/casper/initrd': 'initrd',
  '/casper/hwe-vmlinuz': CASPER_KERNEL,
  '/casper/hwe-initrd': 'initrd',
  '/casper/ubuntu-server-minimal.squashfs': 's',
  '/casper/ubuntu-server-minimal.ubuntu-server.installer.squashfs': 's',
  '/boot/grub/grub.cfg': [
    'set timeout=30',
    'menuentry "Try or Install Ubuntu Server" {',
    '\tset gfxpayload=keep',
    '\tlinux\t/casper/vmlinuz  ---',
    '\tinitrd\t/casper/initrd',
    '}',
    'menuentry "Ubuntu Server with the HWE kernel" {',
    '\tset gfxpayload=keep',
    '\tlinux\t/casper/hwe-vmlinuz  ---',
    '\tinitrd\t/casper/hwe-initrd',
    '}',
    '',
  ].join('\n'),
  '/boot/memtest86+x64.bin': kernelBytes('Memtest86+ v7.00'),
  '/dists/noble/Release': 'Suite: noble',
  '/pool/main/a.deb': 'deb',
};
