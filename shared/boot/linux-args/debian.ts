/** Words for the Debian installer and those built on it. */
import { macDashes } from '../../wire/address.ts';
import type { LinuxArgsInput } from './input.ts';
import { SYSLOG_PORT } from './input.ts';

/**
 * Installation guide, appendix B.2: `auto=true` puts the locale and keyboard questions after the preseed file was fetched,
 * `priority=critical` leaves out every question that has a default. interface=auto with BOOTIF takes the card it booted
 * from; a host name is needed because DHCP seldom gives one and netcfg asks for it before the preseed file is there. A bench
 * network has no way out: without a router in the lease netcfg asks, at critical priority and before the preseed file,
 * whether to go on (seen with Debian 12). `log_host` and `log_port` (section 5.3) are read by
 * debian-installer-startup.d/S10syslog: its busybox syslogd sends on from the first line.
 * The kernel stops where more than 32 words are for init ("Too many boot env vars"), so nothing is said here that is a default.
 */
export function debianArgs(input: LinuxArgsInput): string[] {
  const words = [
    'interface=auto',
    `BOOTIF=01-${macDashes(input.mac)}`,
    `log_host=${input.server}`,
    `log_port=${SYSLOG_PORT}`,
    ...mirrorWords(input),
  ];
  if (input.answerUrl === undefined) return words;
  return [
    'auto=true',
    'priority=critical',
    ...words,
    'netcfg/dhcp_timeout=60',
    'netcfg/no_default_route=true',
    `hostname=${input.hostName ?? 'debian'}`,
    `domain=${input.domain ?? 'localdomain'}`,
    `url=${input.answerUrl}`,
  ];
}

/**
 * The image as the mirror (guide, B.4.4). Its Release file is not signed, other than that of an archive, and net-retriever
 * (of Debian 12) refuses such unless `allow_unauthenticated` is said. The services are security and updates on the
 * Internet: on a network without a way out apt-setup would stop at them. A preseed file may say all this differently.
 */
function mirrorWords({ rest, httpHost, treePath }: LinuxArgsInput): string[] {
  if (rest?.from !== 'drive' && rest?.from !== 'tree') return [];
  return [
    'mirror/country=manual',
    `mirror/http/hostname=${httpHost}`,
    `mirror/http/directory=${treePath}`,
    'mirror/http/proxy=',
    'debian-installer/allow_unauthenticated=true',
    'apt-setup/services-select=',
  ];
}
