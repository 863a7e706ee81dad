/** What the lab needs of the machine it runs on. */
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { mirrorRefusal } from './debian-mirror.ts';
import { ENVIRONMENT, PATH } from './processes.ts';

export const OVMF_CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
export const OVMF_VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
export const IPXE_KERNEL = '/usr/lib/ipxe/ipxe.lkrn';
export const DEBIAN_INSTALLER = '/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64';
export const GRUB_MODULES = '/usr/lib/grub/x86_64-efi';
export const MEMTEST = { bios: '/boot/memtest86+x64.bin', efi: '/boot/memtest86+x64.efi' } as const;

/** Each looks at the machine and says what is missing, with the Debian package that has it. */
const CHECKS = {
  namespaces: () =>
    process.getuid?.() !== 0
      ? 'root is needed to make network namespaces'
      : (program('ip', 'iproute2') ?? program('tc', 'iproute2') ?? namespaceRefusal()),
  qemu: () => program('qemu-system-x86_64', 'qemu-system-x86') ?? file('/dev/net/tun', 'the tun module'),
  ovmf: () => file(OVMF_CODE, 'ovmf') ?? file(OVMF_VARS, 'ovmf'),
  ipxe: () => file(IPXE_KERNEL, 'ipxe'),
  debian: () =>
    file(join(DEBIAN_INSTALLER, 'initrd.gz'), 'debian-installer-12-netboot-amd64') ??
    program('xorriso', 'xorriso'),
  debianArchive: () => program('apt-get', 'apt') ?? program('dpkg-deb', 'dpkg') ?? mirrorRefusal(),
  fullInstall: () =>
    process.env['RACKBOOT_FULL_INSTALL'] === '1'
      ? undefined
      : 'RACKBOOT_FULL_INSTALL=1 is not set (it downloads 400 MB and takes about 40 minutes)',
  grub: () =>
    program('grub-mkimage', 'grub-common') ?? file(join(GRUB_MODULES, 'http.mod'), 'grub-efi-amd64-bin'),
  memtest: () =>
    file(MEMTEST.bios, 'memtest86+') ?? file(MEMTEST.efi, 'memtest86+') ?? program('xorriso', 'xorriso'),
  xorriso: () => program('xorriso', 'xorriso'),
  mtools: () => program('mformat', 'mtools') ?? program('mcopy', 'mtools'),
  tcpdump: () => program('tcpdump', 'tcpdump'),
  tshark: () => program('tshark', 'tshark'),
  dhclient: () => program('dhclient', 'isc-dhcp-client'),
  udhcpc: () => program('udhcpc', 'udhcpc'),
  dnsmasq: () => program('dnsmasq', 'dnsmasq-base'),
  curl: () => program('curl', 'curl'),
  atftp: () => program('atftp', 'atftp'),
  tftpHpa: () => program('tftp', 'tftp-hpa'),
  wget: () => program('wget', 'wget'),
  busybox: () => program('busybox', 'busybox'),
  logger: () => program('logger', 'bsdutils'),
  esxLoader: () => fileNamedBy('RACKBOOT_ESX_LOADER', "VMware's mboot.efi for x86-64, of ESXi 6.7 or newer"),
  esxBiosLoader: () => fileNamedBy('RACKBOOT_ESX_BIOS_LOADER', "VMware's mboot.c32"),
  pxelinux: () => fileNamedBy('RACKBOOT_PXELINUX', 'pxelinux.0 of SYSLINUX 3.86'),
  capabilities: () =>
    program('setpriv', 'util-linux') ?? program('setcap', 'libcap2-bin') ?? capabilityRefusal(),
} as const;

export type Need = keyof typeof CHECKS;

/** What is missing of these, a sentence each. */
export function missing(needs: readonly Need[]): string[] {
  return needs.flatMap((need) => CHECKS[need]() ?? []);
}

function program(name: string, debianPackage: string): string | undefined {
  const folders = PATH.split(delimiter);
  const found = folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return found ? undefined : `${name} is not installed (Debian package ${debianPackage})`;
}

function file(path: string, from: string): string | undefined {
  return existsSync(path) ? undefined : `${path} is not there (${from})`;
}

/** What cannot be installed from anywhere: whoever has it says where it is. */
function fileNamedBy(variable: string, what: string): string | undefined {
  const path = process.env[variable];
  return path === undefined || path === ''
    ? `${variable} is not set (path of ${what})`
    : file(path, `named by ${variable}`);
}

/** Containers may have root without the right to make namespaces. */
function namespaceRefusal(): string | undefined {
  const name = `rb-lab-check-${process.pid}`;
  const added = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8', env: ENVIRONMENT });
  if (added.status !== 0) return `network namespaces cannot be made here: ${added.stderr.trim()}`;
  // In a plain chroot they can be made but not entered.
  const entered = spawnSync('ip', ['netns', 'exec', name, 'true'], { encoding: 'utf8', env: ENVIRONMENT });
  spawnSync('ip', ['netns', 'delete', name], { env: ENVIRONMENT });
  return entered.status === 0
    ? undefined
    : `network namespaces cannot be entered here: ${entered.stderr.trim()}`;
}

/** Folders mounted `nosuid` and some containers ignore capabilities on files, others have none to give. */
function capabilityRefusal(): string | undefined {
  const folder = mkdtempSync('/tmp/rackboot-capability-');
  try {
    chmodSync(folder, 0o755);
    const copy = join(folder, 'cat');
    copyFileSync('/bin/cat', copy);
    const set = spawnSync('setcap', ['cap_net_bind_service+ep', copy], {
      encoding: 'utf8',
      env: ENVIRONMENT,
    });
    if (set.status !== 0)
      return `capabilities cannot be set on files here: ${(set.error?.message ?? set.stderr).trim()}`;
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', copy, '/proc/self/status'];
    const read = spawnSync('setpriv', nobody, { encoding: 'utf8', env: ENVIRONMENT });
    const effective = BigInt(`0x${/^CapEff:\s+([0-9a-f]+)/m.exec(read.stdout)?.[1] ?? '0'}`);
    return effective === 0n ? 'capabilities on files in /tmp are ignored here' : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
