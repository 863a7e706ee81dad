/**
 * What a captured frame tells without anybody having been asked: a machine that speaks DHCP or BSDP, also where nobody answers it
 * (mode listen), and another DHCP server, also one that came later than the probe.
 */
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import { identify } from '../../shared/boot/identify.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { BOOTREQUEST, decodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import { decodeUdpFrame } from '../../shared/wire/udp-frame.ts';

export interface OverheardServer {
  readonly kind: 'dhcp' | 'proxy';
  readonly address: Ipv4;
  readonly mac: Mac;
  readonly offered?: Ipv4;
}

export interface OverheardOptions {
  readonly own: { readonly address: Ipv4; readonly mac: Mac };
  /** Only where the DHCP service does not hear it itself. */
  readonly onClient: ((identity: ClientIdentity, message: DhcpMessage, asked: string) => void) | undefined;
  readonly onServer: (found: OverheardServer) => void;
}

const SERVER_PORT = 67;

export function createOverheard({ own, onClient, onServer }: OverheardOptions): (frame: Uint8Array) => void {
  return (frame) => {
    const heard = read(frame);
    if (!heard || heard.sourceMac === own.mac) return;
    const { message, sourceMac, source, isFromServer } = heard;
    if (message.op === BOOTREQUEST) {
      const asked = optionValue(message.options, 'dhcpMessageType');
      if (onClient && asked !== undefined) onClient(identify(message), message, asked);
      return;
    }
    const type = optionValue(message.options, 'dhcpMessageType');
    if (!isFromServer || (type !== 'DHCPOFFER' && type !== 'DHCPACK')) return;
    const address = optionValue(message.options, 'serverIdentifier') ?? source;
    if (address === own.address || address === UNSPECIFIED) return;
    const { yiaddr } = message;
    // An INFORM is answered without an address by every server: what it says of addresses shows in offers.
    if (yiaddr === UNSPECIFIED && type === 'DHCPACK') return;
    onServer(
      yiaddr === UNSPECIFIED
        ? { kind: 'proxy', address, mac: sourceMac }
        : { kind: 'dhcp', address, mac: sourceMac, offered: yiaddr },
    );
  };
}

/** Undefined for everything but a DHCP message that can be read; what cannot shows among the packets. */
function read(frame: Uint8Array) {
  try {
    const udp = decodeUdpFrame(frame);
    if (!udp || (udp.destinationPort !== SERVER_PORT && udp.sourcePort !== SERVER_PORT)) return undefined;
    const { sourceMac, source, payload } = udp;
    return { message: decodeDhcp(payload), sourceMac, source, isFromServer: udp.sourcePort === SERVER_PORT };
  } catch (thrown) {
    if (thrown instanceof DecodeError) return undefined;
    throw thrown;
  }
}
