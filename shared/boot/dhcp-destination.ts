/** Where a DHCP reply goes: RFC 2131 §4.1 as a value. The service turns it into a socket call. */
import type { Ipv4, Subnet } from '../wire/address.ts';
import { inSubnet, UNSPECIFIED } from '../wire/address.ts';
import type { DhcpMessageType } from '../wire/dhcp-client-codecs.ts';
import type { DhcpMessage } from '../wire/dhcp.ts';

export type Destination =
  /** The BOOTP relay agent at `address`, server port (67). */
  | { readonly to: 'relay'; readonly address: Ipv4 }
  /** A client that has `address` already and answers ARP for it, client port (68). */
  | { readonly to: 'client'; readonly address: Ipv4 }
  /** 255.255.255.255, client port (68). */
  | { readonly to: 'broadcast' }
  /** The address and port the request came from (PXE 2.1, boot server discovery on port 4011). */
  | { readonly to: 'sender' };

/**
 * RFC 2131 §4.1: giaddr set: to the relay. A DHCPNAK otherwise: broadcast, since the client must give its address up.
 * ciaddr set: unicast there. BROADCAST flag set: broadcast. Flag clear: the RFC wants unicast to yiaddr and chaddr, which
 * no UDP socket can do before the client answers ARP. It allows for that ("if unicasting is not possible, the message MAY be
 * sent as an IP broadcast"), so we broadcast; BIOS ROMs, EDK2, iPXE, udhcpc and dhclient take it.
 *
 * ciaddr counts only where RFC 2131 lets the client fill it (DHCPREQUEST, DHCPINFORM) and on our own subnet: otherwise one
 * forged DHCPDISCOVER would send our reply to anybody.
 */
export function replyDestination(
  request: DhcpMessage,
  asked: DhcpMessageType,
  reply: DhcpMessageType,
  subnet: Subnet,
): Destination {
  if (request.giaddr !== UNSPECIFIED) return { to: 'relay', address: request.giaddr };
  if (reply === 'DHCPNAK') return { to: 'broadcast' };
  const mayFillCiaddr = asked === 'DHCPREQUEST' || asked === 'DHCPINFORM';
  if (mayFillCiaddr && request.ciaddr !== UNSPECIFIED && inSubnet(request.ciaddr, subnet)) {
    return { to: 'client', address: request.ciaddr };
  }
  return { to: 'broadcast' };
}
