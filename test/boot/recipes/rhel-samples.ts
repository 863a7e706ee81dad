/** What images of the RHEL family have, as on the real media: paths, and the texts that say what it is. */
import { kernelBytes } from './memory-tree.ts';

export type SampleFiles = Readonly<Record<string, string | Uint8Array>>;

const EFI_KERNEL = kernelBytes('5.14.0-427.13.1.el9_4.x86_64 (mockbuild@builder) #1 SMP', { pe: 0x8664 });
/** Before Linux 3.3: no EFI stub. */
export const EL6_KERNEL = kernelBytes('2.6.32-754.el6.x86_64 (mockbuild@builder) #1 SMP');

const pxeboot = (kernel: string | Uint8Array = EFI_KERNEL): SampleFiles => ({
  '/images/pxeboot/vmlinuz': kernel,
  '/images/pxeboot/initrd.img': 'initrd',
  '/isolinux/vmlinuz': kernel,
  '/isolinux/initrd.img': 'initrd',
});

function menu(label: string, args: string): string {
  return [
    'default vesamenu.c32',
    'timeout 600',
    'label linux',
    `  menu label ^Install ${label}`,
    '  kernel vmlinuz',
    `  append initrd=initrd.img ${args} quiet`,
    'label check',
    `  menu label Test this ^media & install ${label}`,
    '  menu default',
    '  kernel vmlinuz',
    `  append initrd=initrd.img ${args} rd.live.check quiet`,
    'label vesa',
    '  kernel vmlinuz',
    `  append initrd=initrd.img ${args} xdriver=vesa nomodeset quiet`,
    'label rescue',
    '  kernel vmlinuz',
    `  append initrd=initrd.img ${args} rescue quiet`,
    '',
  ].join('\n');
}

/** CentOS-7-x86_64-DVD-2009.iso */
export const CENTOS_7_DVD: SampleFiles = {
  ...pxeboot(kernelBytes('3.10.0-1160.el7.x86_64 (mockbuild@kbuilder) #1 SMP', { pe: 0x8664 })),
  '/.discinfo': '1603728831.612616\n7.9\nx86_64\n',
  '/.treeinfo': [
    '[general]',
    'name = CentOS-7',
    'family = CentOS',
    'timestamp = 1603729576.26',
    'variant = ',
    'version = 7',
    'packagedir = ',
    'arch = x86_64',
    '',
    '[stage2]',
    'mainimage = LiveOS/squashfs.img',
    '',
    '[images-x86_64]',
    'kernel = images/pxeboot/vmlinuz',
    'initrd = images/pxeboot/initrd.img',
    'boot.iso = images/boot.iso',
    '',
  ].join('\n'),
  '/CentOS_BuildTag': '20201026-1301\n',
  '/LiveOS/squashfs.img': 'squashfs',
  '/isolinux/isolinux.cfg': menu('CentOS 7', 'inst.stage2=hd:LABEL=CentOS\\x207\\x20x86_64'),
  '/EFI/BOOT/grub.cfg':
    "menuentry 'Install CentOS 7' {\n\tlinuxefi /images/pxeboot/vmlinuz inst.stage2=hd:LABEL=CentOS\\x207\\x20x86_64 quiet\n\tinitrdefi /images/pxeboot/initrd.img\n}\n",
  '/repodata/repomd.xml': '<repomd/>',
  '/repodata/2b479c0f3efa73f75b7fb76c82687744275fff78e4a138b5b3efba95f91e099e-c7-x86_64-comps.xml':
    '<comps/>',
  '/Packages/centos-release-7-9.2009.0.el7.centos.x86_64.rpm': 'rpm',
};

/** CentOS-6.10-x86_64-bin-DVD1.iso */
export const CENTOS_6_DVD: SampleFiles = {
  ...pxeboot(EL6_KERNEL),
  '/.discinfo': '1530286202.01\n6.10\nx86_64\n1,2\n',
  '/.treeinfo': [
    '[general]',
    'family = CentOS',
    'timestamp = 1530286202.01',
    'variant = ',
    'totaldiscs = 1',
    'version = 6.10',
    'discnum = 1',
    'packagedir = ',
    'arch = x86_64',
    '',
    '[stage2]',
    'mainimage = images/install.img',
    '',
  ].join('\n'),
  '/images/install.img': 'install',
  '/isolinux/isolinux.cfg':
    'default vesamenu.c32\nlabel linux\n  menu label ^Install or upgrade an existing system\n  menu default\n  kernel vmlinuz\n  append initrd=initrd.img\nlabel rescue\n  kernel vmlinuz\n  append initrd=initrd.img rescue\n',
  '/repodata/repomd.xml': '<repomd/>',
  '/Packages/centos-release-6-10.el6.centos.12.3.x86_64.rpm': 'rpm',
};

function productmd(name: string, version: string, variants: string, arch: string): string {
  return [
    '[general]',
    '; WARNING.0 = This section provides compatibility with pre-productmd treeinfos.',
    `arch = ${arch}`,
    `family = ${name}`,
    `name = ${name} ${version}`,
    `version = ${version}`,
    `variant = ${variants.split(',')[0]}`,
    `variants = ${variants}`,
    '',
    '[header]',
    'type = productmd.treeinfo',
    'version = 1.2',
    '',
    '[stage2]',
    'mainimage = images/install.img',
    '',
  ].join('\n');
}

/** Rocky-9.4-x86_64-dvd.iso */
export const ROCKY_9_DVD: SampleFiles = {
  ...pxeboot(),
  '/.discinfo': '1714775000.0\n9.4\nx86_64\n',
  '/.treeinfo': productmd('Rocky Linux', '9.4', 'AppStream,BaseOS', 'x86_64'),
  '/media.repo':
    '[InstallMedia]\nname=Rocky Linux 9.4\nmediaid=None\nmetadata_expire=-1\ngpgcheck=0\ncost=500\n',
  '/images/install.img': 'squashfs',
  '/isolinux/isolinux.cfg': menu('Rocky Linux 9.4', 'inst.stage2=hd:LABEL=Rocky-9-4-x86_64-dvd'),
  '/BaseOS/repodata/repomd.xml': '<repomd/>',
  '/BaseOS/Packages/r/rocky-release-9.4-1.7.el9.noarch.rpm': 'rpm',
  '/AppStream/repodata/repomd.xml': '<repomd/>',
};

/** Rocky-9.4-x86_64-minimal.iso */
export const ROCKY_9_MINIMAL: SampleFiles = {
  ...pxeboot(),
  '/.treeinfo': productmd('Rocky Linux Minimal', '9.4', 'Minimal', 'x86_64'),
  '/images/install.img': 'squashfs',
  '/isolinux/isolinux.cfg': menu('Rocky Linux 9.4', 'inst.stage2=hd:LABEL=Rocky-9-4-x86_64-dvd'),
  '/Minimal/repodata/repomd.xml': '<repomd/>',
  '/Minimal/Packages/r/rocky-release-9.4-1.7.el9.noarch.rpm': 'rpm',
};

/** Fedora-Server-netinst-x86_64-41-1.4.iso: GRUB for BIOS too, no ISOLINUX. */
export const FEDORA_41_NETINST: SampleFiles = {
  '/images/pxeboot/vmlinuz': EFI_KERNEL,
  '/images/pxeboot/initrd.img': 'initrd',
  '/.discinfo': '1729732920.504\n41\nx86_64\n',
  '/images/install.img': 'squashfs',
  '/boot/grub2/grub.cfg': [
    "menuentry 'Install Fedora 41' --class fedora {",
    '\tlinux /images/pxeboot/vmlinuz inst.stage2=hd:LABEL=Fedora-S-dvd-x86_64-41 quiet',
    '\tinitrd /images/pxeboot/initrd.img',
    '}',
    "submenu 'Troubleshooting -->' {",
    "\tmenuentry 'Rescue a Fedora system' {",
    '\t\tlinux /images/pxeboot/vmlinuz inst.stage2=hd:LABEL=Fedora-S-dvd-x86_64-41 inst.rescue quiet',
    '\t\tinitrd /images/pxeboot/initrd.img',
    '\t}',
    '}',
    '',
  ].join('\n'),
};

/** Fedora-Workstation-Live-x86_64-39-1.5.iso */
export const FEDORA_39_LIVE: SampleFiles = {
  '/images/pxeboot/vmlinuz': EFI_KERNEL,
  '/images/pxeboot/initrd.img': 'initrd',
  '/LiveOS/squashfs.img': 'squashfs',
  '/boot/grub2/grub.cfg':
    "menuentry 'Start Fedora-Workstation-Live 39' {\n\tlinux /images/pxeboot/vmlinuz root=live:CDLABEL=Fedora-WS-Live-39-1-5  rd.live.image quiet rhgb\n\tinitrd /images/pxeboot/initrd.img\n}\nmenuentry 'Test this media & start Fedora-Workstation-Live 39' {\n\tlinux /images/pxeboot/vmlinuz root=live:CDLABEL=Fedora-WS-Live-39-1-5  rd.live.image rd.live.check quiet\n\tinitrd /images/pxeboot/initrd.img\n}\n",
};

/** AlmaLinux-9.4-aarch64-boot.iso: its kernel is a packed Image, of which no header says the processor. */
export const ALMA_9_AARCH64_BOOT: SampleFiles = {
  '/images/pxeboot/vmlinuz': 'packed',
  '/images/pxeboot/initrd.img': 'initrd',
  '/images/install.img': 'squashfs',
  '/.discinfo': '1714749500.0\n9.4\naarch64\n',
  '/.treeinfo': productmd('AlmaLinux', '9.4', 'BaseOS', 'aarch64'),
};
