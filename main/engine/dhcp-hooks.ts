/** What the DHCP server and the transfers tell the machine registry, and what they ask of the boot decisions. */
import { archOf } from '../../shared/boot/arch.ts';
import type { ClientIdentity } from '../../shared/boot/identify.ts';
import type { BootAnswer } from '../../shared/boot/loader.ts';
import type { OnTransfer } from '../../shared/model/boot-file.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';
import type { BootDecisions } from './boot-decisions.ts';
import type { MachineFacts, MachineRegistry } from './machine-registry.ts';

export interface DhcpHooks {
  /** A client spoke. */
  seen(identity: ClientIdentity, message: string): void;
  bootFor(identity: ClientIdentity): BootAnswer | undefined;
  /** A reply left. */
  answered(identity: ClientIdentity, message: string, reply: string, address: Ipv4): void;
}

/** @param noRouter ends iPXE's wait for an IPv6 router, see main/net/no-router-linux.ts */
export function createDhcpHooks(
  machines: MachineRegistry,
  decisions: BootDecisions,
  noRouter: () => void,
): DhcpHooks {
  return {
    seen(identity, message) {
      machines.see(identity.mac, identity.kind === 'bsdp' ? 'bsdp' : 'dhcp', factsOf(identity));
      if (message === 'DHCPDISCOVER') machines.signal(identity.mac, { on: 'asked', kind: identity.kind });
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
      if (reply !== 'DHCPACK') return;
      if (kind === 'ipxe') noRouter();
      if (address !== UNSPECIFIED) machines.see(mac, 'dhcp', { address });
      machines.signal(mac, { on: 'acknowledged', kind });
    },
  };
}

/** Facts a later, plainer client of the same machine (its installed system) must not take away. */
function factsOf(identity: ClientIdentity): MachineFacts {
  const { kind, arch, uuid, hostName, model } = identity;
  const booting = kind !== 'plain' && kind !== 'installer';
  const known = arch === undefined ? undefined : archOf(arch);
  return {
    ...(booting && { kind }),
    ...(booting && arch !== undefined && { arch }),
    ...(booting && known && known.platform !== 'other' && { platform: known.platform }),
    ...(booting && known && { cpu: known.cpu }),
    ...(uuid !== undefined && { uuid }),
    ...(hostName !== undefined && { hostName }),
    ...(model !== undefined && { model }),
  };
}

/** Bytes on their way, into the lane of the machine that asked for them. */
export function transferHook(machines: MachineRegistry): OnTransfer {
  return ({ mac, path, start, bytes, totalBytes, done }) => {
    if (mac === undefined) return;
    machines.transfer(mac, done ? undefined : { file: path, bytes: start + bytes, totalBytes });
  };
}
