/** Packets as a file that Wireshark opens. */
import type { ShownPacket } from './packets.ts';
import { pcapngParts } from './pcapng-parts.ts';
import { saveFile } from './save-file.ts';
import { useStore } from './store.ts';

/** @param source the file they were read from; else they came by the interface */
export function savePackets(packets: readonly ShownPacket[], source?: string): void {
  const name = source?.replace(/\.[^.]*$/, '') ?? useStore.getState().engine?.interface?.name ?? 'interface';
  saveFile(`${name}.pcapng`, pcapngParts(packets, name), 'application/vnd.tcpdump.pcap');
}
