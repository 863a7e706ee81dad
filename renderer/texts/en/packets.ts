/** The packets that were captured. */
import type { Protocol } from '../../../shared/wire/dissection.ts';
import { counted, numbered } from '../counted.ts';

const PROTOCOLS: Readonly<Record<Protocol, string>> = {
  dhcp: 'DHCP',
  bsdp: 'BSDP',
  tftp: 'TFTP',
  http: 'HTTP',
  arp: 'ARP',
  icmp: 'ICMP',
  syslog: 'Syslog',
  tcp: 'TCP',
  udp: 'UDP',
  other: 'Other',
};

export const packets = {
  packets: 'Packets',
  protocols: PROTOCOLS,
  allProtocols: 'All protocols',
  which: 'Which packets',
  count: (count: number) => counted('en', count, 'packet', 'packets'),
  countOf: (shown: number, all: number) =>
    `${numbered('en', shown)} of ${counted('en', all, 'packet', 'packets')}`,
  lost: (count: number) => `${counted('en', count, 'packet', 'packets')} lost`,
  time: 'Time',
  protocol: 'Protocol',
  from: 'From',
  to: 'To',
  whatItSays: 'What it says',
  bytes: 'Bytes',
  none: 'No packet yet. Power a machine on: its first question shows here, whoever answers it.',
  noneOfThisKind: 'No packet of this kind.',
  exportFile: 'Export .pcapng',
  packet: 'Packet',
  close: 'Close packet',
  malformed: (what: string, offset: number) => `Malformed: ${what} at byte ${offset}.`,
  kept: (bytes: number, wireBytes: number) => `${bytes} of ${wireBytes} bytes are kept.`,
};
