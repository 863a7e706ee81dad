/**
 * The DHCP server at work: datagrams in, decisions by shared/boot/dhcp-server.ts, leases to disk, replies out, events.
 *
 * What one burst brought is decided together and its leases are saved in one transaction. A reply that rests on a lease
 * leaves when that lease is on disk, never before; the others leave at once. An OFFER of an address that the client does
 * not hold waits for an ARP probe. Nobody waits for somebody else's disk or probe.
 */
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { DhcpReplyDecision, DhcpSilence } from '../../shared/boot/dhcp-decision.ts';
import type { Destination } from '../../shared/boot/dhcp-destination.ts';
import type { ReplySettings } from '../../shared/boot/dhcp-fixed-options.ts';
import { maximumReplyBytes } from '../../shared/boot/dhcp-reply.ts';
import { answerDhcp, hardwareObjection } from '../../shared/boot/dhcp-server.ts';
import type { LeaseTable } from '../../shared/boot/lease.ts';
import { CONFLICT_HOLD_MS } from '../../shared/boot/lease.ts';
import type { BootAnswer } from '../../shared/boot/loader.ts';
import type { Mode } from '../../shared/model/config.ts';
import { reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST } from '../../shared/wire/address.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { BOOTREQUEST, decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import type { ArpPort, DatagramPort, InterfacePorts, Peer } from '../net/ports.ts';
import type { DhcpRequest, Received } from './dhcp-journal.ts';
import { DhcpJournal } from './dhcp-journal.ts';
import type { BsdpMacs } from './dhcp-bsdp.ts';
import { BsdpResponder } from './dhcp-bsdp.ts';
import { ProbeGate } from './probe-gate.ts';
import { TurnBatch } from './turn-batch.ts';

export interface DhcpServiceOptions {
  readonly ports: Pick<
    InterfacePorts,
    'datagrams' | 'unicastDatagrams' | 'address' | 'subnet' | 'mac' | 'mtu'
  >;
  readonly leases: LeaseTable;
  /** Resolves when they are on disk; rejects with an AppError when none of them is. */
  readonly store: { commit(leases: readonly Lease[]): Promise<void> };
  readonly settings: () => ReplySettings;
  readonly identify: (message: DhcpMessage) => ClientIdentity;
  readonly bootFor: (identity: ClientIdentity) => BootAnswer | undefined;
  /** A machine spoke; called before it is answered. */
  readonly seen: (identity: ClientIdentity, message: DhcpMessage, asked: string) => void;
  /** Beside another DHCP server: this machine loaded its iPXE from us. */
  readonly loadedHere: (mac: Mac) => boolean;
  /** What Macs are shown and have chosen. */
  readonly macs: BsdpMacs;
  /** A reply left; 0.0.0.0 where it gives no address. */
  readonly answered: (identity: ClientIdentity, message: string, reply: string, address: Ipv4) => void;
  readonly append: Append;
  readonly now: () => number;
  readonly mode: Mode;
  /** Stays the caller's to close. */
  readonly arp: ArpPort | { readonly unavailable: string };
  readonly dhcpPort?: number;
  readonly clientPort?: number;
  readonly bootServerPort?: number;
}

/** Bounds on memory: requests not looked at yet (the kernel holds the rest), and ACKs waiting for a disk that hangs. */
const QUEUED_AT_MOST = 4096;
const UNSAVED_AT_MOST = 4096;

interface Reply {
  readonly request: DhcpRequest;
  readonly decision: DhcpReplyDecision;
}

/** What a burst leads to. */
interface Outcome {
  /** For the disk. */
  readonly records: Lease[];
  readonly replies: Reply[];
  readonly silences: { readonly request: DhcpRequest; readonly decision: DhcpSilence }[];
}

export function createDhcpService(options: DhcpServiceOptions): Service {
  const { ports, leases, store, now } = options;
  const { dhcpPort = 67, clientPort = 68, bootServerPort = 4011 } = options;
  const server = { address: ports.address, subnet: ports.subnet };
  const journal = new DhcpJournal(options.append, now);
  const bsdp = new BsdpResponder({
    macs: options.macs,
    server,
    mode: options.mode,
    journal,
    arp: options.arp,
    now,
    ownMac: ports.mac,
    mtu: ports.mtu,
    ports: { server: dhcpPort, client: clientPort },
  });
  const gate = 'unavailable' in options.arp ? undefined : new ProbeGate(options.arp);
  const queue = new TurnBatch<Received>(QUEUED_AT_MOST, answerAll);
  /** Transactions whose OFFER waits for an ARP probe. */
  const probing = new Set<string>();
  /** Replies waiting for the disk. */
  let unsaved = 0;
  let open: { readonly dhcp: DatagramPort; readonly bootServer: DatagramPort } | undefined;

  function receive(bytes: Uint8Array, from: Peer, port: 67 | 4011): void {
    // The bytes are the port's own; ours must outlive the call.
    if (!queue.push({ bytes: new Uint8Array(bytes), from, port })) journal.dropped(1);
  }

  function answerAll(received: readonly Received[]): void {
    const outcome: Outcome = { records: [], replies: [], silences: [] };
    for (const one of received) {
      guarded(() => {
        const request = readRequest(one);
        if (request) decide(request, outcome);
      });
    }
    carryOut(outcome);
    journal.tellDropped();
  }

  /** One message that meets a defect of ours must not end DHCP for everybody else. */
  function guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      journal.failed(error);
    }
  }

  function readRequest(received: Received): DhcpRequest | undefined {
    try {
      const message = decodeDhcp(received.bytes);
      const identity = options.identify(message);
      // Our own interface asks when other servers are looked for, and its broadcasts come back to us.
      return identity.mac === ports.mac ? undefined : { ...received, message, identity };
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      journal.malformed(received, error);
      return undefined;
    }
  }

  function decide(request: DhcpRequest, outcome: Outcome): void {
    const { message, identity, port } = request;
    const asked = optionValue(message.options, 'dhcpMessageType');
    if (asked !== undefined && message.op === BOOTREQUEST && hardwareObjection(message) === undefined) {
      options.seen(identity, message, asked);
    }
    if (asked === 'DHCPDISCOVER' && probing.has(transaction(request))) {
      const why = ['asked again while the address it will be offered is being probed'];
      outcome.silences.push({ request, decision: { kind: 'silence', asked, leases: [], why } });
      return;
    }
    if (port === 67 && bsdp.answer(request, (bytes, to) => open?.dhcp.send(bytes, to))) return;
    const decision = answerDhcp(message, {
      now: now(),
      mode: options.mode,
      server,
      settings: options.settings(),
      identity,
      boot: () => options.bootFor(identity),
      loadedHere: options.loadedHere(identity.mac),
      leases,
      port,
    });
    for (const lease of decision.leases) keep(lease, outcome);
    if (decision.kind === 'silence') outcome.silences.push({ request, decision });
    else offerOrReply({ request, decision: bsdp.withImage(request, decision) }, outcome);
  }

  function offerOrReply(reply: Reply, outcome: Outcome): void {
    const { probe } = reply.decision;
    if (probe === undefined || !gate || gate.isFresh(probe, now())) outcome.replies.push(reply);
    else if (gate.isBusy) outcome.replies.push({ ...reply, decision: notProbed(reply.decision) });
    else void offerIfFree(reply, probe, gate);
  }

  function keep(lease: Lease, outcome: Outcome): void {
    leases.put(lease);
    if (isSaved(lease)) outcome.records.push(lease);
  }

  /** Never rejects. */
  async function offerIfFree(reply: Reply, address: Ipv4, arp: ProbeGate): Promise<void> {
    const { request } = reply;
    const key = transaction(request);
    probing.add(key);
    const holder = await arp.probe(address, request.identity.mac, now);
    probing.delete(key);
    if (!open) return;
    const outcome: Outcome = { records: [], replies: [], silences: [] };
    guarded(() => {
      if (holder !== undefined) {
        putAside(address, holder, outcome);
        decide(request, outcome);
      } else if (leases.ofAddress(address)?.mac === request.identity.mac) outcome.replies.push(reply);
    });
    carryOut(outcome);
  }

  function putAside(address: Ipv4, holder: Mac, outcome: Outcome): void {
    keep({ address, mac: holder, state: 'conflict', expiresAt: now() + CONFLICT_HOLD_MS }, outcome);
    journal.conflict(address, holder, 'arp');
  }

  function carryOut({ records, replies, silences }: Outcome): void {
    const resting: Reply[] = [];
    for (const reply of replies) {
      if (reply.decision.leases.some(isSaved)) resting.push(reply);
      else guarded(() => sendReply(reply));
    }
    for (const { request, decision } of silences) journal.silent(request, decision);
    if (records.length > 0) void saveThenSend(records, resting);
  }

  /** Never rejects. */
  async function saveThenSend(records: readonly Lease[], replies: readonly Reply[]): Promise<void> {
    if (unsaved + replies.length > UNSAVED_AT_MOST) {
      journal.dropped(replies.length);
      return;
    }
    unsaved += replies.length;
    try {
      await store.commit(records);
      for (const reply of replies) guarded(() => sendReply(reply));
    } catch (error) {
      journal.failed(error);
      const because = `its lease could not be saved: ${reportError(error).message}`;
      for (const { request, decision } of replies)
        journal.ignored(request, decision.asked, [...decision.why, because]);
    } finally {
      unsaved -= replies.length;
    }
  }

  function sendReply({ request, decision }: Reply): void {
    if (!open) return;
    const { asked, type, reply } = decision;
    const bytes = encodeDhcp(reply, { maximumBytes: maximumReplyBytes(request.message) });
    const to = peerOf(decision.destination, request.from);
    (request.port === 4011 ? open.bootServer : open.dhcp).send(bytes, to);
    journal.answered(request, decision, bytes, to);
    options.answered(request.identity, asked, type, reply.yiaddr);
  }

  function peerOf(destination: Destination, sender: Peer): Peer {
    switch (destination.to) {
      case 'relay':
        return { address: destination.address, port: dhcpPort };
      case 'client':
        return { address: destination.address, port: clientPort };
      case 'broadcast':
        return { address: LIMITED_BROADCAST, port: clientPort };
      case 'sender':
        return sender;
    }
  }

  return {
    name: 'dhcp',
    async start() {
      const dhcp = await ports.datagrams(dhcpPort);
      try {
        open = { dhcp, bootServer: await ports.unicastDatagrams(bootServerPort) };
      } catch (error) {
        await dhcp.close();
        throw error;
      }
      open.dhcp.onMessage((bytes, from) => receive(bytes, from, 67));
      open.bootServer.onMessage((bytes, from) => receive(bytes, from, 4011));
      if ('unavailable' in options.arp) {
        journal.limited(`addresses are offered without an ARP probe: ${options.arp.unavailable}`);
      }
    },
    async stop() {
      const closing = open;
      open = undefined;
      queue.stop();
      await Promise.all([closing?.dhcp.close(), closing?.bootServer.close()]);
    },
  };
}

/** RFC 2131 §4.1: a retransmission carries the xid again. */
function transaction({ message, identity }: DhcpRequest): string {
  return `${message.xid} ${identity.mac}`;
}

/** Offers are forgotten by a restart, as RFC 2131 §3.1 step 2 allows; everything else is saved. */
function isSaved(lease: Lease): boolean {
  return lease.state !== 'offered';
}

function notProbed(decision: DhcpReplyDecision): DhcpReplyDecision {
  return {
    ...decision,
    why: [...decision.why, `${decision.probe} was not probed: too many probes are under way`],
  };
}
