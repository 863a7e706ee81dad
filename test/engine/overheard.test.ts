/** What frames tell that nobody here was asked for. */
import { expect, it } from 'vitest';
import { createOverheard } from '../../main/engine/overheard.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST, UNSPECIFIED } from '../../shared/wire/address.ts';
import { encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import { STARTUP_DISK_INFORM } from '../wire/bsdp-samples.ts';
import { golden } from '../wire/golden.ts';

const OWN = { address: '10.77.0.1' as Ipv4, mac: '02:00:00:00:00:01' as Mac };
const OTHER = '02:00:00:00:00:99' as Mac;

function frame(payload: Uint8Array, from: Mac, ports: readonly [number, number]): Uint8Array {
  return encodeUdpFrame({
    ...{ sourceMac: from, destinationMac: 'ff:ff:ff:ff:ff:ff' as Mac, source: UNSPECIFIED },
    ...{ destination: LIMITED_BROADCAST, sourcePort: ports[0], destinationPort: ports[1], payload },
  });
}

function listener(withClients: boolean) {
  const clients: string[] = [];
  const servers: unknown[] = [];
  const hear = createOverheard({
    own: OWN,
    onClient: withClients
      ? ({ mac, kind }, _message, asked) => clients.push(`${mac} ${kind} ${asked}`)
      : undefined,
    onServer: (found) => servers.push(found),
  });
  return { hear, clients, servers };
}

it('a DISCOVER and a Mac’s INFORM are machines', () => {
  const { hear, clients, servers } = listener(true);
  hear(frame(golden('dhcp', 'ovmf-pxe-discover').bytes, '52:54:00:00:00:05' as Mac, [68, 67]));
  hear(frame(STARTUP_DISK_INFORM, '52:54:00:00:00:06' as Mac, [993, 67]));
  expect(clients).toHaveLength(2);
  expect(clients[0]).toMatch(/ pxe DHCPDISCOVER$/);
  expect(clients[1]).toMatch(/ DHCPINFORM$/);
  expect(servers).toEqual([]);
});

it('an offer of somebody else is a server, ours is not', () => {
  const { hear, clients, servers } = listener(true);
  const offer = golden('dhcp', 'dnsmasq-offer').bytes;
  hear(frame(offer, OWN.mac, [67, 68]));
  expect(servers).toEqual([]);
  hear(frame(offer, OTHER, [67, 68]));
  hear(frame(golden('dhcp', 'dnsmasq-proxy-offer').bytes, OTHER, [67, 68]));
  expect(servers).toMatchObject([
    { kind: 'dhcp', mac: OTHER },
    { kind: 'proxy', mac: OTHER },
  ]);
  expect(clients).toEqual([]);
});

it('clients are left to the DHCP service where it runs, and rubbish to nobody', () => {
  const { hear, clients, servers } = listener(false);
  hear(frame(golden('dhcp', 'ovmf-pxe-discover').bytes, OTHER, [68, 67]));
  hear(frame(new Uint8Array(9), OTHER, [68, 67]));
  hear(new Uint8Array(5));
  expect([clients, servers]).toEqual([[], []]);
});
