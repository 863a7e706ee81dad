/** Requests of imagined clients and the server they meet. */
import { identify } from '../../shared/boot/identify.ts';
import type {
  DhcpContext,
  DhcpDecision,
  DhcpReplyDecision,
  DhcpSilence,
} from '../../shared/boot/dhcp-decision.ts';
import { answerDhcp } from '../../shared/boot/dhcp-server.ts';
import type { LeaseRules } from '../../shared/boot/lease.ts';
import { LeaseTable } from '../../shared/boot/lease.ts';
import type { BootAnswer } from '../../shared/boot/loader.ts';
import type { Config } from '../../shared/model/config.ts';
import { DEFAULT_CONFIG } from '../../shared/model/config.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { macBytes, subnetOf, UNSPECIFIED } from '../../shared/wire/address.ts';
import type { DhcpMessageType } from '../../shared/wire/dhcp-client-codecs.ts';
import type { DhcpMessage, DhcpOption } from '../../shared/wire/dhcp.ts';
import { BOOTREQUEST } from '../../shared/wire/dhcp.ts';
import type { OptionName, OptionValue } from '../../shared/wire/dhcp-options.ts';
import { makeOption, optionValue } from '../../shared/wire/dhcp-options.ts';

export const NOW = 1_700_000_000_000;
export const OWN = '10.77.0.1' as Ipv4;
export const SUBNET = subnetOf(OWN, 24);
export const OTHER_SERVER = '10.77.0.254' as Ipv4;

export function ip(lastOctet: number): Ipv4 {
  return `10.77.0.${lastOctet}` as Ipv4;
}

export function macOf(n: number): Mac {
  return `02:00:00:00:00:${n.toString(16).padStart(2, '0')}` as Mac;
}

export type Values = { readonly [N in OptionName]?: OptionValue<N> };

/** What the client put into the message beside its type. */
export interface Said extends Partial<Omit<DhcpMessage, 'options' | 'chaddr'>> {
  readonly values?: Values;
  readonly extra?: readonly DhcpOption[];
}

export function request(n: number, type: DhcpMessageType | undefined, said: Said = {}): DhcpMessage {
  const { values = {}, extra = [], ...fields } = said;
  const chaddr = new Uint8Array(16);
  chaddr.set(macBytes(macOf(n)));
  const names = Object.keys(values) as OptionName[];
  return {
    op: BOOTREQUEST,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid: 0x1234_0000 + n,
    secs: 0,
    flags: 0,
    ciaddr: UNSPECIFIED,
    yiaddr: UNSPECIFIED,
    siaddr: UNSPECIFIED,
    giaddr: UNSPECIFIED,
    chaddr,
    sname: '',
    file: '',
    ...fields,
    options: [
      ...(type === undefined ? [] : [makeOption('dhcpMessageType', type)]),
      ...names.map((name) => makeOption(name, values[name] as OptionValue<OptionName>)),
      ...extra,
    ],
  };
}

/** A server with a pool from .100 to .103 on 10.77.0.0/24, unless told otherwise. */
export class Bench {
  readonly table: LeaseTable;
  readonly settings: Config;
  now = NOW;
  boot: BootAnswer | undefined;
  bootAsked = 0;

  constructor(rules: Partial<LeaseRules> = {}, settings: Partial<Config> = {}) {
    this.table = new LeaseTable({
      subnet: SUBNET,
      own: OWN,
      pool: { first: ip(100), last: ip(103) },
      reservations: new Map(),
      ...rules,
    });
    this.settings = { ...DEFAULT_CONFIG, ...settings };
  }

  lease(n: number, lastOctet: number, more: Partial<Lease> = {}): Lease {
    const lease: Lease = {
      address: ip(lastOctet),
      mac: macOf(n),
      state: 'bound',
      expiresAt: this.now + 3_600_000,
      ...more,
    };
    this.table.put(lease);
    return lease;
  }

  /** Decides, and puts the records into the table as the service does. */
  ask(message: DhcpMessage, context: Partial<DhcpContext> = {}): DhcpDecision {
    const decision = answerDhcp(message, {
      now: this.now,
      mode: 'own',
      server: { address: OWN, subnet: SUBNET },
      settings: this.settings,
      identity: identify(message),
      leases: this.table,
      port: 67,
      boot: () => {
        this.bootAsked++;
        return this.boot;
      },
      ...context,
    });
    for (const lease of decision.leases) this.table.put(lease);
    return decision;
  }

  reply(message: DhcpMessage, context: Partial<DhcpContext> = {}): DhcpReplyDecision {
    const decision = this.ask(message, context);
    if (decision.kind === 'silence') throw new Error(`no reply: ${decision.why.join('; ')}`);
    return decision;
  }

  silence(message: DhcpMessage, context: Partial<DhcpContext> = {}): DhcpSilence {
    const decision = this.ask(message, context);
    if (decision.kind === 'reply') throw new Error(`${decision.type}: ${decision.why.join('; ')}`);
    return decision;
  }
}

export function valueIn<N extends OptionName>(
  decision: DhcpReplyDecision,
  name: N,
): OptionValue<N> | undefined {
  return optionValue(decision.reply.options, name);
}
