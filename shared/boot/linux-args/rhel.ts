/** Words for Anaconda: RHEL, those built from it, and Fedora. */
import { macDashes } from '../../wire/address.ts';
import type { LinuxArgsInput } from './input.ts';
import { SYSLOG_PORT } from './input.ts';

/** The last version whose installer has a loader of its own instead of dracut. */
const LAST_WITH_LOADER = 6;

export function rhelArgs(input: LinuxArgsInput): string[] {
  const major = Number.parseInt(input.version ?? '', 10);
  return major <= LAST_WITH_LOADER ? loaderArgs(input) : dracutArgs(input);
}

/**
 * RHEL 7 and newer (anaconda, docs/boot-options.rst). `inst.repo` wants a tree with .treeinfo by HTTP, which the image is when
 * it is read file by file; `inst.stage2` is the same without packages. anaconda-lib.sh appends `/.treeinfo` to what it is given,
 * so it ends in no slash. BOOTIF (dracut.cmdline) makes `ip=dhcp` mean the card it booted from, not all of them.
 * `inst.ks.sendmac` and `inst.ks.sendsn` tell by headers who asks, also where addresses say nothing.
 */
function dracutArgs(input: LinuxArgsInput): string[] {
  const { rest, tree, server, answerUrl } = input;
  const network = ['ip=dhcp', `BOOTIF=01-${macDashes(input.mac)}`];
  // A live system: dracut's livenet fetches its root; rd.neednet brings the network up for it.
  if (rest?.from === 'file') return [`root=live:${tree}${rest.path}`, 'rd.neednet=1', ...network];
  return [
    ...(rest?.from === 'tree' ? [rest.packages ? `inst.repo=${tree}` : `inst.stage2=${tree}`] : []),
    ...network,
    `inst.syslog=${server}:${SYSLOG_PORT}`,
    ...(answerUrl === undefined ? [] : [`inst.ks=${answerUrl}`, 'inst.ks.sendmac', 'inst.ks.sendsn']),
  ];
}

/**
 * RHEL 5 and 6 (RHEL 6 installation guide, chapter 28 "Boot Options"): `method` is where the tree is, `stage2` where the
 * installer alone is, `ksdevice=bootif` takes the card that BOOTIF names, which must begin with 01-.
 */
function loaderArgs(input: LinuxArgsInput): string[] {
  const { rest, tree, server, answerUrl } = input;
  const place =
    rest?.from !== 'tree' ? [] : [rest.packages ? `method=${tree}` : `stage2=${tree}/images/install.img`];
  return [
    ...place,
    'ip=dhcp',
    'ksdevice=bootif',
    `BOOTIF=01-${macDashes(input.mac)}`,
    `syslog=${server}:${SYSLOG_PORT}`,
    ...(answerUrl === undefined ? [] : [`ks=${answerUrl}`, 'kssendmac', 'kssendsn']),
  ];
}
