/**
 * What a DHCP server says to one message: RFC 2131 §4.3 as a pure function. It reads the lease table and returns records
 * to put into it; it sends nothing, saves nothing and knows no clock.
 *
 * We are authoritative for the subnet of the chosen interface: own mode runs only where no other DHCP server was found, so a
 * client that insists on an address we do not know is told so (DHCPNAK) instead of being left to time out.
 */
import type { Lease } from '../model/machine.ts';
import type { Ipv4 } from '../wire/address.ts';
import { inSubnet, UNSPECIFIED } from '../wire/address.ts';
import type { DhcpMessageType } from '../wire/dhcp-client-codecs.ts';
import type { DhcpMessage } from '../wire/dhcp.ts';
import { BOOTREQUEST } from '../wire/dhcp.ts';
import { optionValue } from '../wire/dhcp-options.ts';
import type { DhcpContext, DhcpDecision, DhcpSilence } from './dhcp-decision.ts';
import { replyDestination } from './dhcp-destination.ts';
import {
  endedElsewhere,
  granted,
  leaseGrant,
  leaseRecord,
  liveLease,
  refused,
  silence,
} from './dhcp-decision.ts';
import { CONFLICT_HOLD_MS, OFFER_HOLD_MS } from './lease.ts';
import { proxyOffer } from './proxy-offer.ts';

/** Never throws, whatever the message holds. */
export function answerDhcp(request: DhcpMessage, context: DhcpContext): DhcpDecision {
  const asked = optionValue(request.options, 'dhcpMessageType');
  if (isProxied(request, asked, context)) return offerScript(request, context);
  const objection = objectionTo(request, asked, context);
  if (asked === undefined || objection !== undefined)
    return silence(asked ?? 'BOOTP', objection ?? 'BOOTP is not spoken');
  if (context.port === 4011) return answerBootServerRequest(request, asked, context);
  switch (asked) {
    case 'DHCPDISCOVER':
      return answerDiscover(request, context);
    case 'DHCPREQUEST':
      return answerRequest(request, context);
    case 'DHCPDECLINE':
      return takeDecline(request, context);
    case 'DHCPRELEASE':
      return takeRelease(request, context);
    case 'DHCPINFORM':
      return answerInform(request, context);
    default:
      return silence(asked, `${asked} is not for a server, or not spoken here`);
  }
}

/** A Mac that loaded iPXE from us by BSDP, beside another DHCP server: that one knows nothing of scripts. */
function isProxied(
  request: DhcpMessage,
  asked: DhcpMessageType | undefined,
  { mode, port, identity, loadedHere }: DhcpContext,
): boolean {
  return (
    mode === 'beside' &&
    port === 67 &&
    asked === 'DHCPDISCOVER' &&
    identity.kind === 'ipxe' &&
    loadedHere === true &&
    request.op === BOOTREQUEST &&
    hardwareObjection(request) === undefined
  );
}

function offerScript(request: DhcpMessage, context: DhcpContext): DhcpDecision {
  const boot = context.boot();
  if (boot === undefined) return silence('DHCPDISCOVER', 'there is no script for it');
  const { server } = context;
  const file = boot.file ?? boot.url;
  return {
    kind: 'reply',
    asked: 'DHCPDISCOVER',
    type: 'DHCPOFFER',
    reply: proxyOffer(request, boot, server.address),
    destination: replyDestination(request, 'DHCPDISCOVER', 'DHCPOFFER', server.subnet),
    leases: [],
    ...(file !== undefined && { file }),
    why: ['beside another DHCP server: it gets its address there and its boot file here', ...boot.why],
  };
}

const ETHERNET = 1;
/** IEEE 802 networks (RFC 1700): wireless bridges and some token-ring-era relays say 6 where they mean Ethernet. */
const IEEE_802 = 6;
const ETHERNET_ADDRESS_BYTES = 6;

/** Why the sender's hardware address is none that leases can be kept by; undefined when it is. */
export function hardwareObjection(request: DhcpMessage): string | undefined {
  const { htype, hlen, chaddr } = request;
  if ((htype !== ETHERNET && htype !== IEEE_802) || hlen !== ETHERNET_ADDRESS_BYTES) {
    return `only Ethernet is served, not hardware type ${htype} with ${hlen}-byte addresses`;
  }
  const isGroup = ((chaddr[0] as number) & 1) !== 0;
  const isZero = chaddr.subarray(0, ETHERNET_ADDRESS_BYTES).every((byte) => byte === 0);
  return isGroup || isZero ? 'its hardware address is not that of one machine' : undefined;
}

/** Why this message gets no answer whatever it asks. */
function objectionTo(
  request: DhcpMessage,
  asked: DhcpMessageType | undefined,
  context: DhcpContext,
): string | undefined {
  const { server, identity, mode, port } = context;
  if (request.op !== BOOTREQUEST) return 'it is a reply, not a request';
  if (asked === undefined) return 'it has no DHCP message type: BOOTP is not spoken';
  const hardware = hardwareObjection(request);
  if (hardware !== undefined) return hardware;
  if (mode === 'listen') return 'listening only: nobody is answered';
  if (mode === 'beside') return 'beside another DHCP server: addresses come from it, not from us';
  if (request.giaddr !== UNSPECIFIED && !inSubnet(request.giaddr, server.subnet)) {
    return `relayed by ${request.giaddr} from another network, for which there are no addresses`;
  }
  if (port === 4011 && identity.kind !== 'pxe') return 'only PXE firmware is answered on port 4011';
  return undefined;
}

function answerDiscover(request: DhcpMessage, context: DhcpContext): DhcpDecision {
  const { leases, now, identity } = context;
  const choice = leases.choose(identity.mac, optionValue(request.options, 'requestedIpAddress'), now);
  if (choice.kind === 'none') return silence('DHCPDISCOVER', choice.why);
  const { address } = choice;
  const held = liveLease(context);
  const bound = held?.address === address && held.state === 'bound' ? held : undefined;
  return granted(request, 'DHCPDISCOVER', 'DHCPOFFER', leaseGrant(request, address, context), context, {
    leases: [...endedElsewhere(held, address, now), ...offerRecords(bound, address, context)],
    why: [choice.why],
    // A machine that holds the address may be probed neither: it would answer and look like a conflict.
    ...(bound === undefined && { probe: address }),
  });
}

/** The record that keeps an address for the client until it chose; a lease long enough does that by itself. */
function offerRecords(bound: Lease | undefined, address: Ipv4, context: DhcpContext): Lease[] {
  const expiresAt = context.now + OFFER_HOLD_MS;
  if (bound === undefined) return [leaseRecord(address, 'offered', expiresAt, context)];
  return bound.expiresAt >= expiresAt ? [] : [{ ...bound, expiresAt }];
}

/** RFC 2131 §4.3.2: which state the client is in is told by which of the three fields it filled. */
function answerRequest(request: DhcpMessage, context: DhcpContext): DhcpDecision {
  const { leases, now, server, identity } = context;
  const chosenServer = optionValue(request.options, 'serverIdentifier');
  const requested = optionValue(request.options, 'requestedIpAddress');
  const ciaddr = request.ciaddr === UNSPECIFIED ? undefined : request.ciaddr;

  if (chosenServer !== undefined && chosenServer !== server.address)
    return withdrawOffer(chosenServer, context);
  if (chosenServer !== undefined) {
    // Some old ROMs fill ciaddr instead of option 50 here, against RFC 2131 table 4.
    const wanted = requested ?? ciaddr;
    if (wanted === undefined) return silence('DHCPREQUEST', 'it names no address');
    return acknowledgeOrRefuse(request, wanted, `SELECTING: it takes ${wanted}`, context);
  }
  if (ciaddr !== undefined) {
    // RENEWING (unicast) and REBINDING (broadcast) are answered alike. A lease we know nothing of is taken over when the
    // address is free: the client is using it, and our lease file may be gone.
    return acknowledgeOrRefuse(request, ciaddr, `RENEWING or REBINDING: it goes on using ${ciaddr}`, context);
  }
  if (requested === undefined) return silence('DHCPREQUEST', 'it names neither server nor address');
  const state = `INIT-REBOOT: it wants ${requested} again`;
  const refusal =
    leases.refusal(identity.mac, requested, now) ??
    (leases.ofMac(identity.mac)?.address === requested ? undefined : `${requested} was not given to it here`);
  if (refusal !== undefined) return refused(request, [state, refusal], context);
  return acknowledgeOrRefuse(request, requested, state, context);
}

function acknowledgeOrRefuse(
  request: DhcpMessage,
  address: Ipv4,
  state: string,
  context: DhcpContext,
): DhcpDecision {
  const { leases, now, identity } = context;
  const refusal = leases.refusal(identity.mac, address, now);
  if (refusal !== undefined) return refused(request, [state, refusal], context);
  const grant = leaseGrant(request, address, context);
  return granted(request, 'DHCPREQUEST', 'DHCPACK', grant, context, {
    leases: [
      ...endedElsewhere(liveLease(context), address, now),
      leaseRecord(address, 'bound', now + grant.leaseSeconds * 1000, context),
    ],
    why: [state],
  });
}

/** RFC 2131 §3.1 step 4: the client declined our offer by taking another. */
function withdrawOffer(chosenServer: Ipv4, context: DhcpContext): DhcpSilence {
  const held = liveLease(context);
  const offered = held?.state === 'offered' ? held : undefined;
  return {
    ...silence('DHCPREQUEST', `it took the offer of another DHCP server, ${chosenServer}`),
    leases: offered ? [{ ...offered, expiresAt: context.now }] : [],
  };
}

/** RFC 2131 §4.3.3. Only the machine that got the address may put it aside; anybody else could empty the pool. */
function takeDecline(request: DhcpMessage, context: DhcpContext): DhcpSilence {
  const address = optionValue(request.options, 'requestedIpAddress');
  const held = liveLease(context);
  const objection = notItsLease(request, address, held, context);
  if (objection !== undefined || address === undefined)
    return silence('DHCPDECLINE', objection ?? 'it names no address');
  return {
    ...silence(
      'DHCPDECLINE',
      `it found ${address} in use: the address is put aside for ${CONFLICT_HOLD_MS / 60_000} minutes`,
    ),
    leases: [leaseRecord(address, 'declined', context.now + CONFLICT_HOLD_MS, context)],
    declined: address,
  };
}

/** RFC 2131 §4.3.4: the address is free; that it was this machine's is remembered. */
function takeRelease(request: DhcpMessage, context: DhcpContext): DhcpSilence {
  const address = request.ciaddr;
  const held = liveLease(context);
  const objection = notItsLease(request, address, held, context);
  if (objection !== undefined || held === undefined)
    return silence('DHCPRELEASE', objection ?? 'it holds no lease');
  return {
    ...silence('DHCPRELEASE', `it gave ${address} back`),
    leases: [{ ...held, expiresAt: context.now }],
    released: address,
  };
}

function notItsLease(
  request: DhcpMessage,
  address: Ipv4 | undefined,
  held: Lease | undefined,
  context: DhcpContext,
): string | undefined {
  const server = optionValue(request.options, 'serverIdentifier');
  if (server !== undefined && server !== context.server.address)
    return `it is meant for another DHCP server, ${server}`;
  return held === undefined || held.address !== address
    ? `it does not hold ${address ?? 'any address'} here`
    : undefined;
}

/** RFC 2131 §4.3.5: parameters for a client that has its address from elsewhere. */
function answerInform(request: DhcpMessage, context: DhcpContext): DhcpDecision {
  // Apple's BSDP rides on DHCPINFORM; a plain ACK would look like a server without images.
  if (context.identity.kind === 'bsdp')
    return silence('DHCPINFORM', 'it is a BSDP question, not one for DHCP');
  if (!inSubnet(request.ciaddr, context.server.subnet)) {
    return silence('DHCPINFORM', `its address ${request.ciaddr} is not on this network`);
  }
  return granted(request, 'DHCPINFORM', 'DHCPACK', undefined, context, {
    leases: [],
    why: ['it has an address and asks for the rest'],
  });
}

/**
 * PXE 2.1 boot server discovery, port 4011: the firmware has its address and asks which file to load. In own mode only
 * firmware comes here that ignored the file in our offer.
 */
function answerBootServerRequest(
  request: DhcpMessage,
  asked: DhcpMessageType,
  context: DhcpContext,
): DhcpDecision {
  if (asked !== 'DHCPREQUEST' && asked !== 'DHCPINFORM')
    return silence(asked, 'boot servers are asked by DHCPREQUEST');
  const decision = granted(request, asked, 'DHCPACK', undefined, context, {
    leases: [],
    why: ['it asks the boot server for its file'],
  });
  if (decision.file === undefined) return silence(asked, ...decision.why, 'there is no boot file for it');
  return { ...decision, destination: { to: 'sender' } };
}
