/** The answer to one DHCP message as a value, and the few ways to make one. */
import type { Mode } from '../model/config.ts';
import type { Lease } from '../model/machine.ts';
import type { Ipv4 } from '../wire/address.ts';
import type { DhcpMessageType } from '../wire/dhcp-client-codecs.ts';
import type { DhcpMessage } from '../wire/dhcp.ts';
import { optionValue } from '../wire/dhcp-options.ts';
import type { Destination } from './dhcp-destination.ts';
import { replyDestination } from './dhcp-destination.ts';
import type { AddressGrant, ReplyContext } from './dhcp-reply.ts';
import { grantingReply, refusingReply } from './dhcp-reply.ts';
import type { LeaseTable } from './lease.ts';
import type { BootAnswer } from './loader.ts';

export interface DhcpContext extends Omit<ReplyContext, 'boot'> {
  /** ms since 1970. */
  readonly now: number;
  readonly mode: Mode;
  readonly leases: LeaseTable;
  /** The port the message came to: DHCP's own, or that of PXE boot servers. */
  readonly port: 67 | 4011;
  /** Beside another DHCP server: the first file of this iPXE came from us, so its script does too. */
  readonly loadedHere?: boolean;
  /** Asked only when a reply with a boot file in it is going out. */
  readonly boot: () => BootAnswer | undefined;
}

export type DhcpReplyType = 'DHCPOFFER' | 'DHCPACK' | 'DHCPNAK';

interface DecisionBase {
  /** What was asked; BOOTP where there is no message type. */
  readonly asked: DhcpMessageType | 'BOOTP';
  /** Records to put into the table, in this order; all but offers must be on disk before the reply leaves. */
  readonly leases: readonly Lease[];
  readonly why: readonly string[];
}

export interface DhcpReplyDecision extends DecisionBase {
  readonly kind: 'reply';
  readonly type: DhcpReplyType;
  readonly reply: DhcpMessage;
  readonly destination: Destination;
  /** Must be found unused by ARP before the reply may leave: the machine does not hold it yet (RFC 2131 §2.2, §4.3.1). */
  readonly probe?: Ipv4;
  /** File name or URL in the reply. */
  readonly file?: string;
}

export interface DhcpSilence extends DecisionBase {
  readonly kind: 'silence';
  /** DHCPDECLINE: somebody else uses this address. */
  readonly declined?: Ipv4;
  /** DHCPRELEASE: this address is free again. */
  readonly released?: Ipv4;
}

export type DhcpDecision = DhcpReplyDecision | DhcpSilence;

/** A DHCPOFFER or DHCPACK. */
export function granted(
  request: DhcpMessage,
  asked: DhcpMessageType,
  type: 'DHCPOFFER' | 'DHCPACK',
  grant: AddressGrant,
  context: DhcpContext,
  rest: Pick<DhcpReplyDecision, 'leases' | 'why' | 'probe'>,
): DhcpReplyDecision {
  const { server, settings, identity } = context;
  const boot = context.boot();
  const file = boot?.file ?? boot?.url;
  return {
    kind: 'reply',
    asked,
    type,
    reply: grantingReply(request, type, grant, { server, settings, identity, boot }),
    destination: replyDestination(request, asked, type, server.subnet),
    ...rest,
    why: boot ? [...rest.why, ...boot.why] : rest.why,
    ...(file !== undefined && { file }),
  };
}

/** A DHCPNAK; the last reason goes into it. */
export function refused(
  request: DhcpMessage,
  why: readonly string[],
  context: DhcpContext,
): DhcpReplyDecision {
  const { server } = context;
  return {
    kind: 'reply',
    asked: 'DHCPREQUEST',
    type: 'DHCPNAK',
    reply: refusingReply(request, why.at(-1) ?? 'refused', server),
    destination: replyDestination(request, 'DHCPREQUEST', 'DHCPNAK', server.subnet),
    leases: [],
    why,
  };
}

export function silence(asked: DhcpMessageType | 'BOOTP', ...why: readonly string[]): DhcpSilence {
  return { kind: 'silence', asked, leases: [], why };
}

/** What the client holds at this moment. */
export function liveLease({ leases, identity, now }: DhcpContext): Lease | undefined {
  const lease = leases.ofMac(identity.mac);
  return lease && lease.expiresAt > now ? lease : undefined;
}

/** One address per machine: what it held elsewhere ends when it gets `address`. */
export function endedElsewhere(held: Lease | undefined, address: Ipv4, now: number): Lease[] {
  return held && held.address !== address ? [{ ...held, expiresAt: now }] : [];
}

export function leaseRecord(
  address: Ipv4,
  state: Lease['state'],
  expiresAt: number,
  { identity }: DhcpContext,
): Lease {
  const { mac, clientId, hostName } = identity;
  return { address, mac, ...(clientId && { clientId }), ...(hostName && { hostName }), state, expiresAt };
}

const SHORTEST_LEASE_SECONDS = 60;

/** The client may ask for less than the configured time, not for more (RFC 2131 §4.3.1). */
export function leaseGrant(
  request: DhcpMessage,
  yiaddr: Ipv4,
  { settings }: DhcpContext,
): NonNullable<AddressGrant> {
  const asked = optionValue(request.options, 'ipAddressLeaseTime') ?? settings.leaseSeconds;
  return { yiaddr, leaseSeconds: Math.min(Math.max(asked, SHORTEST_LEASE_SECONDS), settings.leaseSeconds) };
}
