/** A packet as a capture file has it. */
import type { CapturedFrame } from './pcapng.ts';

export interface RecordedPacket extends CapturedFrame {
  /** What its bytes begin with: a LINKTYPE_ number (tcpdump.org/linktypes.html), 1 is Ethernet. */
  readonly linkType: number;
  /** Name of the interface it was captured on, where the file tells. */
  readonly interface?: string;
}

/** No link has packets of more; a larger length is damage, and following it would lose the rest of the file. */
export const LARGEST_PACKET = 16 * 1024 * 1024;
