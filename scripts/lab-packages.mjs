/**
 * Debian packages the tests under test/lab and test/console and the measurements under bench/ use. A test whose program
 * is missing is skipped and says so; nothing of this is needed to run Rackboot.
 */

/** Package → what it is needed for. */
export const LAB_PACKAGES = {
  iproute2: 'network namespaces',
  'libcap2-bin': 'privilege tests',
  'qemu-system-x86': 'machines that boot',
  ovmf: 'their UEFI firmware',
  ipxe: 'boot loaders',
  'debian-installer-12-netboot-amd64': 'the installer they boot',
  'memtest86+': 'a second image they boot',
  'grub-common': 'making a GRUB that boots from the network',
  'grub-efi-amd64-bin': 'its modules',
  xorriso: 'making ISO images',
  genisoimage: 'making ISO images in another way',
  mtools: 'looking into FAT images',
  'p7zip-full': 'a second opinion on ISO images',
  tcpdump: 'captures',
  tshark: 'a second opinion on packets',
  'isc-dhcp-client': 'a DHCP client (dhclient)',
  udhcpc: 'a DHCP client',
  dnsmasq: 'another DHCP server on the network',
  atftp: 'a TFTP client',
  'tftp-hpa': 'a TFTP client',
  curl: 'an HTTP and TFTP client',
  busybox: 'clients and syslog as installers have them',
  chromium: 'the console in a browser',
};

export const BENCH_PACKAGES = {
  'tftpd-hpa': 'a TFTP server to compare with',
  dnsmasq: 'a TFTP and DHCP server to compare with',
  'nginx-light': 'an HTTP server to compare with',
  wrk: 'HTTP load',
  'isc-dhcp-server': 'a DHCP server to compare with',
  'kea-dhcp4-server': 'a DHCP server to compare with',
  'kea-admin': 'DHCP load (perfdhcp)',
};

/** Conflicts with tftpd-hpa as an installed package, so it is unpacked beside: its program is where ATFTPD says. */
export const UNPACKED = { package: 'atftpd', program: 'usr/sbin/atftpd', variable: 'ATFTPD' };
