/** Whose a packet is. */
import type { Machine } from '../shared/model/machine.ts';
import type { Mac } from '../shared/wire/address.ts';
import type { ShownPacket } from './packets.ts';

/** From or for the machine: by its MAC, the client a DHCP message is about, or the address it has. */
export function isOf(packet: ShownPacket, { mac, address }: Pick<Machine, 'mac' | 'address'>): boolean {
  const { sourceMac, destinationMac, client, source, destination } = packet;
  if (client !== undefined) return client === mac;
  if (sourceMac === mac || destinationMac === mac) return true;
  return address !== undefined && (source === address || destination === address);
}

export function machineOfPacket(packet: ShownPacket, machines: ReadonlyMap<Mac, Machine>): Mac | undefined {
  for (const machine of machines.values()) if (isOf(packet, machine)) return machine.mac;
  return undefined;
}
