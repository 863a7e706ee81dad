/**
 * Is another DHCP server on this network? A real DHCPDISCOVER asks, several times, before we answer anybody.
 * Servers differ: some answer only the second try, ISC dhcpd pings an address for a second before it offers it, dnsmasq
 * 2.90 for three (measured: no offer within 3.0 s of the first DISCOVER, all of them right after); hence several
 * transaction ids, and four seconds in all. Nothing is ever requested, so no lease is taken.
 */
import type { Append } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST, UNSPECIFIED, macBytes } from '../../shared/wire/address.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { makeOption, optionValue } from '../../shared/wire/dhcp-options.ts';
import type { InterfacePorts } from '../net/ports.ts';

export interface Neighbour {
  readonly kind: 'dhcp' | 'proxy';
  readonly address: Ipv4;
  /** What it offered us; a proxyDHCP server offers none. */
  readonly offered?: Ipv4;
}

export interface ProbeOptions {
  readonly ports: Pick<InterfacePorts, 'datagrams' | 'address' | 'mac'>;
  readonly append: Append;
  readonly randomXid: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly clientPort?: number;
  readonly serverPort?: number;
  readonly signal?: AbortSignal;
}

const TRIES = 4;
const LISTEN_MS = 4000;

/** Takes four seconds. PORT_IN_USE when a DHCP client of this machine holds the client port on this interface. */
export async function probeForServers(options: ProbeOptions): Promise<Neighbour[]> {
  const { ports, append } = options;
  const clientPort = options.clientPort ?? 68;
  const serverPort = options.serverPort ?? 67;
  const port = await ports.datagrams(clientPort);
  const found = new Map<Ipv4, Neighbour>();
  const xids = new Set<number>();
  port.onMessage((bytes, from) => {
    const offer = decodeOffer(bytes);
    if (!offer || !xids.has(offer.xid)) return;
    const address = optionValue(offer.options, 'serverIdentifier') ?? from.address;
    if (address === ports.address || found.has(address)) return;
    const neighbour: Neighbour =
      offer.yiaddr === UNSPECIFIED
        ? { kind: 'proxy', address }
        : { kind: 'dhcp', address, offered: offer.yiaddr };
    found.set(address, neighbour);
    append({ type: 'neighbour.found', ...neighbour });
  });
  try {
    for (let i = 0; i < TRIES && !options.signal?.aborted; i++) {
      const xid = options.randomXid();
      xids.add(xid);
      port.send(encodeDhcp(discover(xid, ports.mac)), { address: LIMITED_BROADCAST, port: serverPort });
      await options.sleep(LISTEN_MS / TRIES);
    }
  } finally {
    await port.close();
  }
  return [...found.values()];
}

/** With the broadcast flag: we hold an address already, and a server's unicast to another one would not reach us. */
function discover(xid: number, mac: Mac): DhcpMessage {
  const chaddr = new Uint8Array(16);
  chaddr.set(macBytes(mac));
  return {
    op: 1,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid,
    secs: 0,
    flags: 0x8000,
    ciaddr: UNSPECIFIED,
    yiaddr: UNSPECIFIED,
    siaddr: UNSPECIFIED,
    giaddr: UNSPECIFIED,
    chaddr,
    sname: '',
    file: '',
    options: [
      makeOption('dhcpMessageType', 'DHCPDISCOVER'),
      makeOption('parameterRequestList', [1, 3, 6, 51, 54]),
      // As a PXE client would ask: a proxyDHCP server answers nobody else.
      makeOption('vendorClassIdentifier', 'PXEClient:Arch:00007:UNDI:003016'),
      makeOption('clientSystemArchitecture', [7]),
    ],
  };
}

function decodeOffer(bytes: Uint8Array): DhcpMessage | undefined {
  try {
    const message = decodeDhcp(bytes);
    return message.op === 2 && optionValue(message.options, 'dhcpMessageType') === 'DHCPOFFER'
      ? message
      : undefined;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
