/** Recorded packets out of a file of anybody's, pcap or pcapng. */
import { DecodeError } from './bytes.ts';
import { isPcap, readPcap } from './pcap-reader.ts';
import { isPcapng, readPcapng } from './pcapng-reader.ts';
import type { RecordedPacket } from './recorded-packet.ts';

/** Packet by packet; what came before stays good. @throws DecodeError at the byte where it cannot go on */
export function readCapture(bytes: Uint8Array): Generator<RecordedPacket, void, undefined> {
  if (isPcapng(bytes)) return readPcapng(bytes);
  if (isPcap(bytes)) return readPcap(bytes);
  throw new DecodeError('neither pcap nor pcapng', 0);
}
