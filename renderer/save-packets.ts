/** Packets as a file that Wireshark opens. */
import { pcapngHeader, pcapngPacket } from '../shared/wire/pcapng.ts';
import type { ShownPacket } from './packets.ts';
import { frameOf } from './packets.ts';
import { saveFile } from './save-file.ts';
import { useStore } from './store.ts';

export function savePackets(packets: readonly ShownPacket[]): void {
  const name = useStore.getState().engine?.interface?.name ?? 'interface';
  const header = pcapngHeader({ application: 'Rackboot', interface: name, snapLength: 0 });
  const parts = [header, ...packets.map((packet) => pcapngPacket(frameOf(packet)))];
  saveFile(`${name}.pcapng`, parts, 'application/vnd.tcpdump.pcap');
}
