/**
 * Apple's BSDP at work, on the sockets of the DHCP service: a Mac's question, the decision of shared/boot/bsdp-server.ts, the
 * choice to disk, the reply out, an event.
 */
import type {
  BsdpContext,
  BsdpDecision,
  BsdpDestination,
  BsdpReplyDecision,
} from '../../shared/boot/bsdp-decision.ts';
import type { MacImages } from '../../shared/boot/bsdp-images.ts';
import { offerWithImage } from '../../shared/boot/bsdp-reply.ts';
import { answerBsdp } from '../../shared/boot/bsdp-server.ts';
import type { DhcpReplyDecision } from '../../shared/boot/dhcp-decision.ts';
import { maximumReplyBytes } from '../../shared/boot/dhcp-reply.ts';
import type { ReplyServer } from '../../shared/boot/dhcp-fixed-options.ts';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { Mode } from '../../shared/model/config.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { inSubnet, LIMITED_BROADCAST } from '../../shared/wire/address.ts';
import { encodeDhcp } from '../../shared/wire/dhcp.ts';
import { encodeUdpFrame } from '../../shared/wire/udp-frame.ts';
import type { ArpPort, Peer } from '../net/ports.ts';
import type { DhcpJournal, DhcpRequest } from './dhcp-journal.ts';
import { PerSecond } from './per-second.ts';

/** What the service asks about Macs. */
export interface BsdpMacs {
  readonly settings: () => Pick<BsdpContext, 'offer' | 'priority'>;
  /** What this Mac is shown. Firmware that asks begins to boot, which uses up an arming. */
  readonly images: (identity: ClientIdentity) => MacImages;
  /** Key of the image chosen at this Mac. */
  readonly binding: (mac: Mac) => string | undefined;
  /** On disk when it returns. DISK_FULL, DATA_UNWRITABLE. */
  readonly bind: (mac: Mac, image: string | undefined) => void;
  /** Host name for the system that boots; undefined: made from the MAC. */
  readonly hostName: (mac: Mac) => string | undefined;
  /** How a question ended. */
  readonly told: (identity: ClientIdentity, decision: Exclude<BsdpDecision, { kind: 'pass' }>) => void;
}

export interface BsdpResponderOptions {
  readonly macs: BsdpMacs;
  readonly server: ReplyServer;
  readonly mode: Mode;
  readonly journal: DhcpJournal;
  readonly arp: ArpPort | { readonly unavailable: string };
  readonly ports: { readonly server: number; readonly client: number };
  /** ms since 1970. */
  readonly now: () => number;
  readonly ownMac: Mac;
  readonly mtu: number;
}

export type SendDatagram = (bytes: Uint8Array, to: Peer) => void;

/** A machine on the same switch answers within a millisecond or two; one that does not gets its reply all the same. */
const ARP_WITHIN_MS = 150;
const CHOICES_PER_SECOND = 10;
const IP_AND_UDP_BYTES = 28;
/** Bound on replies that wait; the rest goes out at once. */
const WAITING_AT_MOST = 64;

export class BsdpResponder {
  readonly #options: BsdpResponderOptions;
  #waiting = 0;
  readonly #choices = new PerSecond(CHOICES_PER_SECOND);

  constructor(options: BsdpResponderOptions) {
    this.#options = options;
  }

  /** True when the message was BSDP's alone; false when ordinary DHCP has to answer it, too or only. */
  answer(request: DhcpRequest, send: SendDatagram): boolean {
    const { macs, journal } = this.#options;
    const { identity, message } = request;
    if (identity.apple === undefined) return false;
    const decision = answerBsdp(message, this.#contextFor(identity));
    if (decision.kind === 'pass') return false;
    if (decision.binding) this.#bind(decision.binding.mac, decision.binding.image);
    if (decision.kind === 'reply') void this.#reply(request, decision, send);
    else journal.bsdpIgnored(request, decision);
    macs.told(identity, decision);
    return decision.asked !== 'DHCPDISCOVER';
  }

  /** In own mode, where that is wanted: the image's id in the ordinary OFFER of a Mac. */
  withImage({ identity, message }: DhcpRequest, decision: DhcpReplyDecision): DhcpReplyDecision {
    const { macs } = this.#options;
    if (decision.type !== 'DHCPOFFER' || identity.kind !== 'bsdp' || macs.settings().offer !== 'combined')
      return decision;
    const { images } = macs.images(identity);
    const binding = macs.binding(identity.mac);
    const image = images.find(({ key }) => key === binding) ?? images[0];
    if (image === undefined) return decision;
    return {
      ...decision,
      reply: offerWithImage(decision.reply, image, maximumReplyBytes(message)),
      why: [...decision.why, `with the BSDP image ${image.name}, as combined offers are switched on`],
    };
  }

  #contextFor(identity: ClientIdentity): BsdpContext {
    const { macs, server, mode } = this.#options;
    const { mac } = identity;
    const binding = macs.binding(mac);
    const machineName = macs.hostName(mac);
    let images: MacImages | undefined;
    return {
      mode,
      server,
      mac,
      ...macs.settings(),
      images: () => (images ??= macs.images(identity)),
      ...(binding !== undefined && { binding }),
      ...(machineName !== undefined && { machineName }),
    };
  }

  /** A choice that cannot be saved is told; the Mac still boots it this time. */
  #bind(mac: Mac, image: string | undefined): void {
    const { macs, journal, now } = this.#options;
    // Each is a write that everything else waits for; people choose slowly.
    if (!this.#choices.take(now())) return;
    try {
      macs.bind(mac, image);
      journal.chose(mac, image);
    } catch (error) {
      journal.failed(error);
    }
  }

  /** Never rejects. */
  async #reply(request: DhcpRequest, decision: BsdpReplyDecision, send: SendDatagram): Promise<void> {
    const { journal } = this.#options;
    try {
      const bytes = encodeDhcp(decision.reply, { maximumBytes: decision.maximumBytes });
      const to = this.#peerOf(decision.destination);
      const answers = decision.destination.to !== 'client' || (await this.#answersArp(to.address));
      if (answers || !this.#sendFrame(bytes, to, request.identity.mac)) send(bytes, to);
      journal.bsdpAnswered(request, decision, bytes, to);
    } catch (error) {
      journal.failed(error);
    }
  }

  /**
   * The kernel may still think that this address is at the machine that had it before, and a Mac sends nothing but broadcasts
   * until it is answered, which would correct that: its reply would go to somebody who is not there any more. The answer to
   * one ARP request puts it right (Linux takes it for an entry that it has, whoever asked).
   */
  async #answersArp(address: Ipv4): Promise<boolean> {
    const { arp, server } = this.#options;
    if ('unavailable' in arp || !inSubnet(address, server.subnet) || this.#waiting >= WAITING_AT_MOST)
      return true;
    this.#waiting++;
    const holder = await arp.probe(address, ARP_WITHIN_MS);
    this.#waiting--;
    return holder !== undefined;
  }

  /** To who answers no ARP: a frame to its MAC, which asks nobody. False where a reply needs more than one. */
  #sendFrame(bytes: Uint8Array, to: Peer, mac: Mac): boolean {
    const { arp, server, ports, ownMac, mtu } = this.#options;
    if ('unavailable' in arp || bytes.length + IP_AND_UDP_BYTES > mtu) return false;
    const datagram = { source: server.address, sourcePort: ports.server, destination: to.address };
    arp.sendFrame(
      encodeUdpFrame({
        sourceMac: ownMac,
        destinationMac: mac,
        ...datagram,
        destinationPort: to.port,
        payload: bytes,
      }),
    );
    return true;
  }

  #peerOf(destination: BsdpDestination): Peer {
    const { ports } = this.#options;
    switch (destination.to) {
      case 'client':
        return { address: destination.address, port: destination.port };
      case 'relay':
        return { address: destination.address, port: ports.server };
      case 'broadcast':
        return { address: LIMITED_BROADCAST, port: ports.client };
    }
  }
}
