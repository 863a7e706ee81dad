/**
 * Words an ESXi kickstart may begin a line with, by generation. Sources: VMware's installation guides, "Installation and
 * Upgrade Script Commands" and "Differences Between ESXi 4.x and ESXi 5.x"; the installer's own word list.
 */
import type { EsxiVersion } from './version.ts';

export type CommandStanding =
  | 'known'
  /** Taken and passed over with a warning on the screen: it belongs to ESX or to Red Hat's kickstart. */
  | 'ignored'
  | 'unknown';

const EVERYWHERE = [
  'accepteula',
  'vmaccepteula',
  'clearpart',
  'dryrun',
  'install',
  'keyboard',
  'network',
  'paranoid',
  'part',
  'partition',
  'reboot',
  'rootpw',
  'serialnum',
  'vmserialnum',
  'include',
  '%include',
  '%pre',
  '%post',
  '%firstboot',
];
const SINCE_5 = ['installorupgrade', 'upgrade', 'partitionembed'];
const ONLY_4 = ['autopart'];
/** Known to the parser because they were once words of ESX or of Red Hat's kickstart. */
const IGNORED = [
  'auth',
  'authconfig',
  'autopart',
  'autostep',
  'bootloader',
  'cmdline',
  'device',
  'deviceprobe',
  'esxlocation',
  'firewall',
  'firewallport',
  'firstboot',
  'harddrive',
  'ignoredisk',
  'interactive',
  'lang',
  'langsupport',
  'lilo',
  'lilocheck',
  'logvol',
  'mouse',
  'raid',
  'skipx',
  'text',
  'timezone',
  'virtualdisk',
  'vmlicense',
  'vnc',
  'volgroup',
  'xconfig',
  'xdisplay',
  'zerombr',
  '%packages',
  '%vmlicense_text',
];

export function commandStanding(command: string, { major }: EsxiVersion): CommandStanding {
  if (EVERYWHERE.includes(command) || (major >= 5 ? SINCE_5 : ONLY_4).includes(command)) return 'known';
  return IGNORED.includes(command) ? 'ignored' : 'unknown';
}
