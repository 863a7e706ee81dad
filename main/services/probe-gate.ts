/**
 * Asks by ARP whether an address is free before it is offered (RFC 2131 §2.2), without holding up anybody else and without
 * asking twice within a minute.
 */
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import type { ArpPort } from '../net/ports.ts';

/** A machine on the same switch answers within a millisecond or two, a sleepy BMC within some tens. */
const ANSWER_WITHIN_MS = 150;
/** How long "nobody answered" is believed. */
const FRESH_MS = 60_000;
/** Under a flood of new clients the rest is offered unprobed rather than late (dnsmasq does the same with its ping check). */
const AT_ONCE = 256;
/** How many addresses found free are remembered. */
const REMEMBERED = 4096;

export class ProbeGate {
  readonly #arp: ArpPort;
  /** When an address was last found free; in order of time. */
  readonly #freeAt = new Map<Ipv4, number>();
  #underWay = 0;

  constructor(arp: ArpPort) {
    this.#arp = arp;
  }

  /** Found free within the last minute. */
  isFresh(address: Ipv4, now: number): boolean {
    const freeAt = this.#freeAt.get(address);
    return freeAt !== undefined && now - freeAt < FRESH_MS;
  }

  /** As many probes as allowed are under way. */
  get isBusy(): boolean {
    return this.#underWay >= AT_ONCE;
  }

  /** The MAC that has the address, other than `owner`; undefined when nobody answered in time. Never rejects. */
  async probe(address: Ipv4, owner: Mac, now: () => number): Promise<Mac | undefined> {
    this.#underWay++;
    const holder = await this.#arp.probe(address, ANSWER_WITHIN_MS);
    this.#underWay--;
    if (holder !== undefined && holder !== owner) return holder;
    this.#freeAt.delete(address);
    this.#freeAt.set(address, now());
    for (const [oldest] of this.#freeAt) {
      if (this.#freeAt.size <= REMEMBERED) break;
      this.#freeAt.delete(oldest);
    }
    return undefined;
  }
}
