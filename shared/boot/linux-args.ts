/** What is added to an image's kernel command line for one machine. */
import type { AnswerFormat } from '../model/image.ts';
import type { Mac } from '../wire/address.ts';
import { macDashes } from '../wire/address.ts';

export interface LinuxArgsInput {
  readonly family: string;
  readonly answerFormat?: AnswerFormat;
  readonly mac: Mac;
  /** URL of this machine's answer file; absent: a person answers. */
  readonly answerUrl?: string;
  readonly hostName?: string;
  readonly domain?: string;
  /** Words of the person. */
  readonly extra?: readonly string[];
}

/** Words to append, in order. Nothing here contains a blank. */
export function machineArgs(input: LinuxArgsInput): string[] {
  const words: string[] = [];
  if (input.family.startsWith('debian')) words.push(...debianArgs(input));
  return [...words, ...(input.extra ?? [])];
}

/**
 * Debian installer (installation guide, appendix B.2): `auto=true` puts the locale and keyboard questions after the
 * preseed file was fetched, `priority=critical` leaves out every question that has a default. interface=auto with BOOTIF
 * takes the card it booted from; a host name is needed because DHCP seldom gives one and netcfg asks for it before the
 * preseed file is there. A bench network has no way out: without a router in the lease netcfg asks, at critical
 * priority and before the preseed file, whether to go on (seen with Debian 12).
 */
function debianArgs(input: LinuxArgsInput): string[] {
  const words = ['interface=auto', `BOOTIF=01-${macDashes(input.mac)}`];
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
