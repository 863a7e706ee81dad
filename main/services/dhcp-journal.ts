/** What the DHCP service writes into the event log, and how much of it: a flood must not drown the log. */
import type { BsdpReplyDecision, BsdpSilence } from '../../shared/boot/bsdp-decision.ts';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { DhcpReplyDecision, DhcpSilence } from '../../shared/boot/dhcp-decision.ts';
import { withoutPassword } from '../../shared/boot/nbi-root-path.ts';
import { reportError } from '../../shared/model/error.ts';
import type { Append, PacketPair } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import type { DecodeError } from '../../shared/wire/bytes.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { optionValue } from '../../shared/wire/dhcp-options.ts';
import type { Peer } from '../net/ports.ts';
import { PerSecond } from './per-second.ts';

/** A datagram as it came. */
export interface Received {
  readonly bytes: Uint8Array;
  readonly from: Peer;
  readonly port: 67 | 4011;
}

/** A datagram that is a DHCP message. */
export interface DhcpRequest extends Received {
  readonly message: DhcpMessage;
  readonly identity: ClientIdentity;
}

/** Packet events carry the bytes while no more than this many per second do: the hex text of a flood helps nobody. */
const PACKETS_PER_SECOND = 200;
const MALFORMED_PER_SECOND = 10;
const LONGEST_SHOWN_BYTES = 1500;

export class DhcpJournal {
  readonly #append: Append;
  readonly #now: () => number;
  readonly #packetBudget = new PerSecond(PACKETS_PER_SECOND);
  readonly #malformedBudget = new PerSecond(MALFORMED_PER_SECOND);
  readonly #failureBudget = new PerSecond(1);
  readonly #dropBudget = new PerSecond(1);
  #dropped = 0;

  constructor(append: Append, now: () => number) {
    this.#append = append;
    this.#now = now;
  }

  answered(request: DhcpRequest, decision: DhcpReplyDecision, reply: Uint8Array, to: Peer): void {
    const { asked, type, why, file } = decision;
    this.#append({
      type: 'dhcp.answered',
      mac: request.identity.mac,
      xid: request.message.xid,
      message: asked,
      reply: type,
      ...(decision.reply.yiaddr !== UNSPECIFIED && { address: decision.reply.yiaddr }),
      ...(file !== undefined && { file }),
      to: `${to.address}:${to.port}`,
      why,
      ...this.#packets(request.bytes, reply),
    });
  }

  silent(request: DhcpRequest, { asked, why, declined, released }: DhcpSilence): void {
    const { mac } = request.identity;
    if (declined !== undefined) this.conflict(declined, mac, 'decline');
    else if (released !== undefined) this.#append({ type: 'dhcp.released', address: released, mac });
    else this.ignored(request, asked, why);
  }

  ignored({ identity, message, bytes }: DhcpRequest, asked: string, why: readonly string[]): void {
    const { mac } = identity;
    this.#append({
      type: 'dhcp.ignored',
      mac,
      xid: message.xid,
      message: asked,
      why,
      ...this.#packets(bytes),
    });
  }

  bsdpAnswered(request: DhcpRequest, decision: BsdpReplyDecision, reply: Uint8Array, to: Peer): void {
    const { mac } = request.identity;
    const { asked, type, why, file, listed, omitted = [], imageName, quirk } = decision;
    const rootPath = optionValue(decision.reply.options, 'rootPath');
    this.#append({
      type: 'bsdp.answered',
      mac,
      xid: request.message.xid,
      message: asked,
      reply: type,
      images: listed ?? (imageName === undefined ? [] : [imageName]),
      ...(file !== undefined && { file }),
      ...(rootPath !== undefined && { rootPath: withoutPassword(rootPath) }),
      to: `${to.address}:${to.port}`,
      ...(quirk !== undefined && { quirk }),
      why,
      ...this.#packets(request.bytes, reply),
    });
    if (omitted.length === 0) return;
    const { maximumBytes } = decision;
    this.#append({ type: 'bsdp.truncated', mac, listed: listed?.length ?? 0, omitted, maximumBytes });
  }

  bsdpIgnored(request: DhcpRequest, { asked, why, damage }: BsdpSilence): void {
    const { mac } = request.identity;
    if (damage) this.malformed(request, damage);
    const packets = this.#packets(request.bytes);
    this.#append({ type: 'bsdp.ignored', mac, xid: request.message.xid, message: asked, why, ...packets });
  }

  chose(mac: Mac, image: string | undefined): void {
    this.#append({ type: 'machine.chose', mac, image: image ?? null });
  }

  conflict(address: Ipv4, mac: Mac, by: 'arp' | 'decline'): void {
    this.#append({ type: 'dhcp.conflict', address, mac, by });
  }

  malformed({ bytes, from }: Received, { what, offset }: Pick<DecodeError, 'what' | 'offset'>): void {
    if (!this.#malformedBudget.take(this.#now())) return;
    const shown = hex(bytes.subarray(0, LONGEST_SHOWN_BYTES));
    this.#append({ type: 'packet.malformed', what, offset, from: from.address, bytes: shown });
  }

  failed(error: unknown): void {
    if (!this.#failureBudget.take(this.#now())) return;
    this.#append({ type: 'service.failed', service: 'dhcp', ...reportError(error) });
  }

  limited(why: string): void {
    this.#append({ type: 'service.limited', service: 'dhcp', why });
  }

  /** Counts requests that were thrown away; written down by `tellDropped`. */
  dropped(count: number): void {
    this.#dropped += count;
  }

  tellDropped(): void {
    if (this.#dropped === 0 || !this.#dropBudget.take(this.#now())) return;
    this.#append({ type: 'dhcp.dropped', count: this.#dropped });
    this.#dropped = 0;
  }

  #packets(request: Uint8Array, reply?: Uint8Array): { packets?: PacketPair } {
    if (!this.#packetBudget.take(this.#now())) return {};
    return { packets: { request: hex(request), ...(reply && { reply: hex(reply) }) } };
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
