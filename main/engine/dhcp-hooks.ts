/** What the DHCP server and the transfers tell the machine registry, and what they ask of the boot decisions. */
import { archOf } from '../../shared/boot/arch.ts';
import type { BsdpDecision } from '../../shared/boot/bsdp-decision.ts';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { BootAnswer } from '../../shared/boot/loader.ts';
import type { MacModelTable } from '../../shared/boot/mac-models.ts';
import { macModel } from '../../shared/boot/mac-models.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import type { DhcpMessage } from '../../shared/wire/dhcp.ts';
import { hasOption, optionValue } from '../../shared/wire/dhcp-options.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineFacts, MachineRegistry } from './machine-registry.ts';

export interface DhcpHooks {
  /** A client spoke. */
  seen(identity: ClientIdentity, message: DhcpMessage, asked: string): void;
  bootFor(identity: ClientIdentity): BootAnswer | undefined;
  /** A reply left. */
  answered(identity: ClientIdentity, message: string, reply: string, address: Ipv4): void;
  /** It was told by BSDP a short while ago to load its iPXE from us. */
  loadedHere(mac: Mac): boolean;
  /** A BSDP question was answered, or left unanswered for a reason. */
  told(identity: ClientIdentity, decision: Exclude<BsdpDecision, { kind: 'pass' }>): void;
}

export interface DhcpHooksOptions {
  readonly machines: MachineRegistry;
  readonly decisions: Pick<BootDecisions, 'loader'>;
  readonly models: MacModelTable;
  /** A machine names the address it has, or takes. */
  readonly said: (mac: Mac, address: Ipv4) => void;
  /** Another BSDP server shows Macs images on this network. */
  readonly otherServer: (address: Ipv4) => void;
  /** ms since 1970. */
  readonly now: () => number;
  /** Ends iPXE's wait for an IPv6 router, see main/net/no-router-linux.ts. */
  readonly noRouter: () => void;
  /** A client looks for an address: the first thing that firmware does. */
  readonly asked: (mac: Mac, kind: ClientIdentity['kind']) => void;
}

/** From the choice of an image to iPXE's DHCP: more than the slowest loading takes. */
const LOADING_MS = 10 * 60_000;
const REMEMBERED = 1000;

export function createDhcpHooks(options: DhcpHooksOptions): DhcpHooks {
  const { machines, decisions, noRouter, now } = options;
  /** When a Mac was told what to load. */
  const toldAt = new Map<Mac, number>();
  return {
    seen(identity, message, asked) {
      const { mac, kind, apple } = identity;
      const address = saidAddress(message, asked);
      if (address !== undefined) options.said(mac, address);
      const isMac = apple !== undefined;
      machines.see(mac, isMac ? 'bsdp' : 'dhcp', {
        ...factsOf(identity),
        ...(isMac && macFacts(identity, options.models)),
        ...(address !== undefined && { address }),
      });
      if (asked === 'DHCPDISCOVER') {
        machines.signal(mac, { on: 'asked', kind });
        options.asked(mac, kind);
      }
      // Firmware that asks for images has an address, from whomever.
      if (asked === 'DHCPINFORM' && kind === 'bsdp') machines.signal(mac, { on: 'acknowledged', kind });
    },
    loadedHere: (mac) => now() - (toldAt.get(mac) ?? -Infinity) < LOADING_MS,
    told({ mac, kind }, decision) {
      if (decision.kind === 'reply' && decision.file !== undefined) {
        toldAt.delete(mac);
        toldAt.set(mac, now());
        for (const [oldest] of toldAt) if (toldAt.size > REMEMBERED) toldAt.delete(oldest);
      }
      if (decision.kind === 'silence' && decision.otherServer !== undefined)
        options.otherServer(decision.otherServer);
      const plan = machines.get(mac)?.plan;
      // Nobody answers: its firmware goes on to its disk.
      if (decision.kind === 'silence' && kind === 'bsdp' && plan?.action === 'local')
        machines.signal(mac, { on: 'local' }, plan.why.at(-1));
    },
    bootFor: (identity) => decisions.loader(identity),
    answered(identity, _message, reply, address) {
      const { mac, kind } = identity;
      const machine = machines.get(mac);
      const plan = machine?.plan;
      // No script will tell of a BIOS ROM that is offered no boot file: it is on its way to its disk already.
      const goesOn = plan?.action === 'local' && kind === 'pxe' && machine?.platform !== 'efi';
      if (goesOn) machines.signal(mac, { on: 'local' }, plan.why.at(-1));
      else if (reply === 'DHCPOFFER') machines.signal(mac, { on: 'offered', kind });
      // Beside another server the ACK is that one's; our offer of a script comes just before it.
      if (kind === 'ipxe' && (reply === 'DHCPACK' || address === UNSPECIFIED)) noRouter();
      if (reply !== 'DHCPACK') return;
      if (address !== UNSPECIFIED) machines.see(mac, 'dhcp', { address });
      machines.signal(mac, { on: 'acknowledged', kind });
    },
  };
}

/** Facts a later, plainer client of the same machine (its installed system) must not take away. */
function factsOf(identity: ClientIdentity): MachineFacts {
  const { kind, arch, uuid, hostName, ipxeComboot } = identity;
  const booting = kind !== 'plain' && kind !== 'installer';
  const known = arch === undefined ? undefined : archOf(arch);
  return {
    ...(booting && { kind }),
    ...(booting && arch !== undefined && { arch }),
    ...(booting && known && known.platform !== 'other' && { platform: known.platform }),
    ...(booting && known && { cpu: known.cpu }),
    ...(ipxeComboot !== undefined && { comboot: ipxeComboot }),
    ...(uuid !== undefined && { uuid }),
    ...(hostName !== undefined && { hostName }),
  };
}

/** What a Mac's vendor class tells. */
function macFacts({ apple, kind }: ClientIdentity, models: MacModelTable): MachineFacts {
  if (!apple?.systemId) return {};
  const { identifier, title, cpu, cannotNetboot } = macModel(apple.systemId, apple.arch, models);
  return {
    model: title,
    modelId: identifier,
    ...(kind === 'bsdp' && cpu !== 'other' && { platform: 'efi', cpu }),
    ...(cannotNetboot !== undefined && { cannotNetboot }),
  };
}

/**
 * Only where RFC 2131 table 5 lets a client fill it. Option 50 counts where the client takes an offer: one that remembers an
 * address of yesterday asks for it too, and may be refused.
 */
function saidAddress(message: DhcpMessage, asked: string): Ipv4 | undefined {
  const { ciaddr } = message;
  if (asked === 'DHCPINFORM') return ciaddr === UNSPECIFIED ? undefined : ciaddr;
  if (asked !== 'DHCPREQUEST') return undefined;
  if (ciaddr !== UNSPECIFIED) return ciaddr;
  const takes = hasOption(message.options, 'serverIdentifier');
  return takes ? optionValue(message.options, 'requestedIpAddress') : undefined;
}
