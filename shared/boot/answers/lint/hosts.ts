/** Addresses in an answer file that machines on our network cannot reach, or can reach only by luck. */
import type { Ipv4 } from '../../../wire/address.ts';
import { inSubnet, parseIpv4, subnetOf } from '../../../wire/address.ts';
import type { LintContext } from './finding.ts';

/** Scheme, perhaps a user, then the host; hosts in brackets are IPv6. */
const AUTHORITY = /^[a-z][a-z0-9+.-]{1,15}:\/\/(?:[^@/\s]{0,200}@)?([^/:?#\s[\]]{1,253})/i;
const NFS = /^(?:nfs:)?([0-9.]{7,15}):/;

/** For documentation (RFC 5737): nobody's, and what our own addresses are in a text that is filled in with samples. */
const SAMPLES = subnetOf('192.0.2.0' as Ipv4, 24);

/** Host of a URL or of an `nfs:host:/path`. */
export function hostOf(url: string): string | undefined {
  return (AUTHORITY.exec(url) ?? NFS.exec(url))?.[1];
}

/**
 * Why machines on this network may not reach this URL. Names are not judged: who answers DNS on the bench is not known here.
 * @param where how the sentence calls the place it stands in: `url --url`
 */
export function hostProblem(url: string, where: string, { subnet, http }: LintContext): string | undefined {
  const host = hostOf(url.trim());
  if (host === undefined) return undefined;
  const instead = `ours is ${http}`;
  if (host.toLowerCase() === 'localhost' || host.startsWith('127.'))
    return `${where} points at ${host}, which is the machine itself; ${instead}.`;
  const address = parseIpv4(host);
  if (address === undefined || inSubnet(address, subnet) || inSubnet(address, SAMPLES)) return undefined;
  return `${where} points at ${address}, which is not on ${subnet.network}/${subnet.prefixLength}, the network machines are on; ${instead}.`;
}

/** Every http, https and ftp URL in a line, without what closes a quotation. */
export function urlsIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:https?|ftp|tftp):\/\/[^\s"'<>`|;,)]+/gi)].map(([url]) => url);
}
