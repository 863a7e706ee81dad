/** Packets as a pcapng file: each interface and link type among them is an interface of the file. */
import { pcapngHeader, pcapngInterface, pcapngPacket } from '../shared/wire/pcapng.ts';
import { LINK_TYPE } from '../shared/wire/dissect-link.ts';
import type { ShownPacket } from './packets.ts';

/** @param interfaceName of packets that name none */
export function pcapngParts(packets: readonly ShownPacket[], interfaceName: string): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  const numbers = new Map<string, number>();
  for (const {
    at,
    bytes,
    wireBytes,
    linkType = LINK_TYPE.ethernet,
    interface: name = interfaceName,
  } of packets) {
    const key = `${linkType} ${name}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
      const options = { interface: name, snapLength: 0, linkType };
      parts.push(
        number === 0 ? pcapngHeader({ application: 'Rackboot', ...options }) : pcapngInterface(options),
      );
    }
    parts.push(pcapngPacket({ at: Math.round(at * 1000), bytes, wireBytes }, number));
  }
  return parts;
}
