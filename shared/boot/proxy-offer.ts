/**
 * A ProxyDHCP offer for iPXE: the boot file without an address, beside another server's OFFER (PXE 2.1 section 2.4.2).
 *
 * iPXE takes an OFFER for one of a proxy when its vendor class is "PXEClient", waits two seconds for one, and asks port 4011
 * only where next-server and file name are not both in it (iPXE net/udp/dhcp.c). So both are, and nothing else that would be
 * laid over what the other server gave.
 */
import type { Ipv4 } from '../wire/address.ts';
import { UNSPECIFIED } from '../wire/address.ts';
import type { DhcpMessage } from '../wire/dhcp.ts';
import { makeOption } from '../wire/dhcp-options.ts';
import { emptyReply, LONGEST_FILE_FIELD } from './dhcp-reply.ts';
import type { BootAnswer } from './loader.ts';

export function proxyOffer(request: DhcpMessage, boot: BootAnswer, server: Ipv4): DhcpMessage {
  const name = boot.file ?? boot.url ?? '';
  const inField = name.length <= LONGEST_FILE_FIELD;
  return {
    ...emptyReply(request),
    siaddr: name === '' ? UNSPECIFIED : server,
    file: inField ? name : '',
    options: [
      makeOption('dhcpMessageType', 'DHCPOFFER'),
      makeOption('serverIdentifier', server),
      makeOption('vendorClassIdentifier', 'PXEClient'),
      ...(inField ? [] : [makeOption('bootfileName', name)]),
    ],
  };
}
