/**
 * The DHCP server at work: datagrams in, decisions by shared/boot/dhcp-server.ts, leases to disk, replies out, events.
 *
 * What one burst brought is decided together, its leases are committed in one transaction, and only then do the replies
 * leave: no ACK is ever sent for a lease that is not on disk. OFFERs of addresses the client does not hold wait for an
 * ARP probe; everybody else is served meanwhile.
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
import type { Append, PacketPair } from '../../shared/model/event.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { LIMITED_BROADCAST } from '../../shared/wire/address.ts';
import { DecodeError } from '../../shared/wire/bytes.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { BOOTREQUEST, decodeDhcp, encodeDhcp } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import type { ArpPort, DatagramPort, InterfacePorts, Peer } from '../net/ports.ts';
import { PerSecond } from './per-second.ts';
import { ProbeGate } from './probe-gate.ts';
import { TurnBatch } from './turn-batch.ts';

export interface DhcpServiceOptions {
  readonly ports: Pick<InterfacePorts, 'datagrams' | 'unicastDatagrams' | 'address' | 'subnet' | 'mac'>;
  readonly leases: LeaseTable;
  /** Resolves when they are on disk; rejects with an AppError when none of them is. */
  readonly store: { commit(leases: readonly Lease[]): Promise<void> };
  readonly settings: () => ReplySettings;
  readonly identify: (message: DhcpMessage) => ClientIdentity;
  readonly bootFor: (identity: ClientIdentity) => BootAnswer | undefined;
  /** A machine spoke; called before it is answered. */
  readonly seen: (identity: ClientIdentity, message: string) => void;
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

/** A bound on memory: the kernel's buffer holds the rest and drops what comes after. */
const QUEUED_AT_MOST = 4096;
/** ACKs waiting for a disk that does not answer. */
const UNSAVED_AT_MOST = 4096;
/** Packet events carry the bytes while no more than this many per second do: hex text of a flood helps nobody. */
const PACKETS_PER_SECOND = 200;
const MALFORMED_PER_SECOND = 10;
const FAILURES_PER_SECOND = 1;
const LONGEST_SHOWN_BYTES = 1500;

interface Received {
  readonly bytes: Uint8Array;
  readonly from: Peer;
  readonly port: 67 | 4011;
}

interface Request extends Received {
  readonly message: DhcpMessage;
  readonly identity: ClientIdentity;
}

interface Reply {
  readonly request: Request;
  readonly decision: DhcpReplyDecision;
}

/** What a burst leads to: `records` go to disk, then `replies` leave, then `silences` are written down. */
interface Outcome {
  readonly records: Lease[];
  readonly replies: Reply[];
  readonly silences: { readonly request: Request; readonly decision: DhcpSilence }[];
}

export function createDhcpService(options: DhcpServiceOptions): Service {
  const { ports, leases, store, append, now } = options;
  const { dhcpPort = 67, clientPort = 68, bootServerPort = 4011 } = options;
  const server = { address: ports.address, subnet: ports.subnet };
  const gate = 'unavailable' in options.arp ? undefined : new ProbeGate(options.arp);
  /** Transactions whose OFFER waits for an ARP probe. */
  const probing = new Set<string>();
  const packetBudget = new PerSecond(PACKETS_PER_SECOND);
  const malformedBudget = new PerSecond(MALFORMED_PER_SECOND);
  const failureBudget = new PerSecond(FAILURES_PER_SECOND);
  const dropBudget = new PerSecond(1);
  const queue = new TurnBatch<Received>(QUEUED_AT_MOST, answerAll);
  let dropped = 0;
  let unsaved = 0;
  let open: { readonly dhcp: DatagramPort; readonly bootServer: DatagramPort } | undefined;

  function receive(bytes: Uint8Array, from: Peer, port: 67 | 4011): void {
    // The bytes are the port's own; ours must outlive the call.
    if (!queue.push({ bytes: new Uint8Array(bytes), from, port })) dropped++;
  }

  function answerAll(received: readonly Received[]): void {
    const outcome: Outcome = { records: [], replies: [], silences: [] };
    for (const one of received) {
      guarded(() => {
        const request = readRequest(one);
        if (request) decide(request, outcome);
      });
    }
    guarded(() => carryOut(outcome));
    if (dropped > 0 && dropBudget.take(now())) {
      append({ type: 'dhcp.dropped', count: dropped });
      dropped = 0;
    }
  }

  /** One message that meets a defect of ours must not end DHCP for everybody else. */
  function guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (failureBudget.take(now()))
        append({ type: 'service.failed', service: 'dhcp', ...reportError(error) });
    }
  }

  function readRequest(received: Received): Request | undefined {
    try {
      const message = decodeDhcp(received.bytes);
      const identity = options.identify(message);
      // Our own interface asks when other servers are looked for, and its broadcasts come back to us.
      if (identity.mac === ports.mac) return undefined;
      return { ...received, message, identity };
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      if (malformedBudget.take(now())) {
        append({
          type: 'packet.malformed',
          what: error.what,
          offset: error.offset,
          from: received.from.address,
          bytes: hex(received.bytes.subarray(0, LONGEST_SHOWN_BYTES)),
        });
      }
      return undefined;
    }
  }

  function decide(request: Request, outcome: Outcome): void {
    const { message, identity } = request;
    const asked = optionValue(message.options, 'dhcpMessageType');
    if (message.op === BOOTREQUEST && asked !== undefined && hardwareObjection(message) === undefined) {
      options.seen(identity, asked);
    }
    const time = now();
    if (probing.has(transaction(request))) {
      const decision: DhcpSilence = {
        kind: 'silence',
        asked: asked ?? 'BOOTP',
        leases: [],
        why: ['asked again while the address it will be offered is being probed'],
      };
      outcome.silences.push({ request, decision });
      return;
    }
    const decision = answerDhcp(message, {
      now: time,
      mode: options.mode,
      server,
      settings: options.settings(),
      identity,
      boot: () => options.bootFor(identity),
      leases,
      port: request.port,
    });
    for (const lease of decision.leases) keep(lease, outcome);
    if (decision.kind === 'silence') outcome.silences.push({ request, decision });
    else if (decision.probe === undefined || !gate || gate.isFresh(decision.probe, time))
      outcome.replies.push({ request, decision });
    else if (gate.isBusy) outcome.replies.push({ request, decision: notProbed(decision) });
    else void offerIfFree(request, decision, decision.probe, gate);
  }

  function keep(lease: Lease, outcome: Outcome): void {
    leases.put(lease);
    if (isSaved(lease)) outcome.records.push(lease);
  }

  /** Never rejects. */
  async function offerIfFree(
    request: Request,
    decision: DhcpReplyDecision,
    address: Ipv4,
    arp: ProbeGate,
  ): Promise<void> {
    const key = transaction(request);
    probing.add(key);
    const holder = await arp.probe(address, request.identity.mac, now);
    probing.delete(key);
    if (!open) return;
    guarded(() => {
      const outcome: Outcome = { records: [], replies: [], silences: [] };
      if (holder !== undefined) {
        putAside(address, holder, outcome);
        decide(request, outcome);
      } else if (leases.ofAddress(address)?.mac === request.identity.mac) {
        outcome.replies.push({ request, decision });
      }
      carryOut(outcome);
    });
  }

  function putAside(address: Ipv4, holder: Mac, outcome: Outcome): void {
    keep({ address, mac: holder, state: 'conflict', expiresAt: now() + CONFLICT_HOLD_MS }, outcome);
    append({ type: 'dhcp.conflict', address, mac: holder, by: 'arp' });
  }

  /** Replies that rest on a saved lease wait for the disk, the others leave at once. */
  function carryOut({ records, replies, silences }: Outcome): void {
    const waiting: Reply[] = [];
    for (const reply of replies) {
      if (reply.decision.leases.some(isSaved)) waiting.push(reply);
      else guarded(() => sendReply(reply));
    }
    for (const { request, decision } of silences) writeSilence(request, decision);
    if (records.length > 0) void saveThenSend(records, waiting);
  }

  /** Never rejects. */
  async function saveThenSend(records: readonly Lease[], replies: readonly Reply[]): Promise<void> {
    if (unsaved + replies.length > UNSAVED_AT_MOST) {
      dropped += replies.length;
      return;
    }
    unsaved += replies.length;
    try {
      await store.commit(records);
      for (const reply of replies) guarded(() => sendReply(reply));
    } catch (error) {
      const report = reportError(error);
      if (failureBudget.take(now())) append({ type: 'service.failed', service: 'dhcp', ...report });
      for (const { request, decision } of replies) {
        writeIgnored(request, decision.asked, [
          ...decision.why,
          `its lease could not be saved: ${report.message}`,
        ]);
      }
    } finally {
      unsaved -= replies.length;
    }
  }

  function sendReply({ request, decision }: Reply): void {
    if (!open) return;
    const { message, identity } = request;
    const { asked, type, reply, why, file } = decision;
    const bytes = encodeDhcp(reply, { maximumBytes: maximumReplyBytes(message) });
    const to = peerOf(decision.destination, request.from);
    (request.port === 4011 ? open.bootServer : open.dhcp).send(bytes, to);
    append({
      type: 'dhcp.answered',
      mac: identity.mac,
      xid: message.xid,
      message: asked,
      reply: type,
      address: reply.yiaddr,
      ...(file !== undefined && { file }),
      to: `${to.address}:${to.port}`,
      why,
      ...packets(request.bytes, bytes),
    });
    options.answered(identity, asked, type, reply.yiaddr);
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

  function writeSilence(request: Request, { asked, why, declined, released }: DhcpSilence): void {
    const { mac } = request.identity;
    if (declined !== undefined) append({ type: 'dhcp.conflict', address: declined, mac, by: 'decline' });
    if (released !== undefined) append({ type: 'dhcp.released', address: released, mac });
    if (declined === undefined && released === undefined) writeIgnored(request, asked, why);
  }

  function writeIgnored(request: Request, asked: string, why: readonly string[]): void {
    const { mac } = request.identity;
    append({
      type: 'dhcp.ignored',
      mac,
      xid: request.message.xid,
      message: asked,
      why,
      ...packets(request.bytes),
    });
  }

  function packets(request: Uint8Array, reply?: Uint8Array): { packets?: PacketPair } {
    if (!packetBudget.take(now())) return {};
    return { packets: { request: hex(request), ...(reply && { reply: hex(reply) }) } };
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
        const why = `addresses are offered without an ARP probe: ${options.arp.unavailable}`;
        append({ type: 'service.limited', service: 'dhcp', why });
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

/** Offers are forgotten by a restart, as RFC 2131 §3.1 step 2 allows; everything else is saved. */
function isSaved(lease: Lease): boolean {
  return lease.state !== 'offered';
}

/** RFC 2131 §4.1: a retransmission carries the xid again. */
function transaction({ message, identity }: Request): string {
  return `${message.xid} ${identity.mac}`;
}

function notProbed(decision: DhcpReplyDecision): DhcpReplyDecision {
  return {
    ...decision,
    why: [...decision.why, `${decision.probe} was not probed: too many probes are under way`],
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
