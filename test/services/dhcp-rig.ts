/** The DHCP service on ports that a test speaks through, with a table of leases and a clock of its own. */
import { createDhcpService } from '../../main/services/dhcp.ts';
import type { DhcpServiceOptions } from '../../main/services/dhcp.ts';
import type { BsdpMacs } from '../../main/services/dhcp-bsdp.ts';
import type { ArpPort, DatagramPort, Peer } from '../../main/net/ports.ts';
import { identify } from '../../shared/boot/identify.ts';
import { LeaseTable } from '../../shared/boot/lease.ts';
import type { BootAnswer } from '../../shared/boot/loader.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { EventBody, EventType } from '../../shared/model/event.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import { ip, NOW, OWN, SUBNET } from '../boot/dhcp-samples.ts';

/** A bench without images for Macs. */
export const NO_MACS: BsdpMacs = {
  settings: () => ({ offer: 'plain', priority: 32768 }),
  images: () => ({ images: [], hidden: [], why: [] }),
  binding: () => undefined,
  bind: () => undefined,
  hostName: () => undefined,
  told: () => undefined,
};

export const CLIENT: Peer = { address: '0.0.0.0' as Ipv4, port: 68 };
export const SERVER_MAC = '02:99:99:99:99:99' as Mac;

export interface Sent {
  readonly port: number;
  readonly to: string;
  readonly type: string | undefined;
  readonly message: DhcpMessage;
}

export class FakePort implements DatagramPort {
  readonly port: number;
  readonly sent: Sent[];
  closed = false;
  #handler: (bytes: Uint8Array, from: Peer) => void = () => undefined;

  constructor(port: number, sent: Sent[]) {
    this.port = port;
    this.sent = sent;
  }

  onMessage(handler: (bytes: Uint8Array, from: Peer) => void): void {
    this.#handler = handler;
  }

  send(bytes: Uint8Array, to: Peer): void {
    const message = decodeDhcp(bytes);
    const type = optionValue(message.options, 'dhcpMessageType');
    this.sent.push({ port: this.port, to: `${to.address}:${to.port}`, type, message });
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  /** As a port does: the bytes are its own and overwritten afterwards. */
  deliver(bytes: Uint8Array, from: Peer): void {
    const own = bytes.slice();
    this.#handler(own, from);
    own.fill(0xaa);
  }
}

export interface Probe {
  readonly address: Ipv4;
  readonly answer: (mac: Mac | undefined) => void;
}

export interface Rig {
  readonly service: ReturnType<typeof createDhcpService>;
  readonly sent: Sent[];
  readonly events: EventBody[];
  readonly commits: (readonly Lease[])[];
  readonly probes: Probe[];
  readonly table: LeaseTable;
  readonly told: string[];
  /** Sent past the sockets. */
  readonly frames: Uint8Array[];
  readonly ports: ReadonlyMap<number, FakePort>;
  readonly clock: { now: number };
  boot: BootAnswer | undefined;
  say(...messages: DhcpMessage[]): Promise<void>;
  sayTo(port: number, bytes: Uint8Array, from?: Peer): void;
  of<T extends EventType>(type: T): Extract<EventBody, { type: T }>[];
}

/** Lets every batch, commit and probe that can end come to its end. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}

export async function rig(options: Partial<DhcpServiceOptions> & { probing?: boolean } = {}): Promise<Rig> {
  const { probing = false, ...rest } = options;
  const sent: Sent[] = [];
  const events: EventBody[] = [];
  const commits: (readonly Lease[])[] = [];
  const probes: Probe[] = [];
  const told: string[] = [];
  const frames: Uint8Array[] = [];
  const ports = new Map<number, FakePort>();
  const clock = { now: NOW };
  const table = new LeaseTable({
    subnet: SUBNET,
    own: OWN,
    pool: { first: ip(100), last: ip(103) },
    reservations: new Map(),
  });
  const open = async (port: number): Promise<FakePort> => {
    const opened = new FakePort(port, sent);
    ports.set(port, opened);
    return opened;
  };
  const arp: ArpPort = {
    probe: (address) => new Promise((answer) => probes.push({ address, answer })),
    sendFrame: (frame) => frames.push(frame),
    close: () => undefined,
  };
  const result: Rig = {
    service: createDhcpService({
      ports: {
        datagrams: open,
        unicastDatagrams: open,
        address: OWN,
        subnet: SUBNET,
        mac: SERVER_MAC,
        mtu: 1500,
      },
      leases: table,
      store: {
        commit: async (leases) => {
          commits.push(leases);
        },
      },
      settings: () => DEFAULT_CONFIG,
      identify,
      bootFor: () => result.boot,
      seen: ({ mac }, _message, asked) => told.push(`seen ${mac} ${asked}`),
      answered: ({ mac }, message, reply, address) =>
        told.push(`answered ${mac} ${message} ${reply} ${address}`),
      loadedHere: () => false,
      macs: NO_MACS,
      append: (event) => events.push(event),
      now: () => clock.now,
      mode: 'own',
      arp: probing ? arp : { unavailable: 'this is a test' },
      ...rest,
    }),
    sent,
    events,
    commits,
    probes,
    table,
    told,
    frames,
    ports,
    clock,
    boot: undefined,
    async say(...messages) {
      for (const message of messages) result.sayTo(67, encodeDhcp(message));
      await settle();
    },
    sayTo(port, bytes, from = CLIENT) {
      ports.get(port)?.deliver(bytes, from);
    },
    of: <T extends EventType>(type: T) =>
      events.filter((event): event is Extract<EventBody, { type: T }> => event.type === type),
  };
  await result.service.start();
  return result;
}
