/** The last packets of the capture, bounded in number and bytes: the packet list reads from here, nothing is written to disk. */
import type { Packet } from '../../shared/model/packet.ts';
import { hexText } from '../../shared/wire/bytes.ts';
import type { CapturedFrame } from '../../shared/wire/pcapng.ts';

export interface PacketLog {
  append(frame: CapturedFrame): void;
  /** Frames that were lost before they came here, since the capture began. */
  setDropped(count: number): void;
  /** Those behind `afterId`, oldest first. */
  read(afterId: number, limit: number): readonly Packet[];
  lastId(): number;
  dropped(): number;
  onChange(listener: () => void): void;
}

/** A rack of 48 machines booting is some ten thousand. */
const MOST_PACKETS = 200_000;
const MOST_BYTES = 64 * 1024 * 1024;

interface Kept {
  readonly id: number;
  readonly frame: CapturedFrame;
}

export function createPacketLog(limits = { packets: MOST_PACKETS, bytes: MOST_BYTES }): PacketLog {
  /** Oldest at `first`; what lies before it is let go when that is half of all. */
  let kept: (Kept | undefined)[] = [];
  let first = 0;
  let bytes = 0;
  let lastId = 0;
  let dropped = 0;
  const listeners: (() => void)[] = [];

  function forgetOldest(): void {
    bytes -= kept[first]?.frame.bytes.length ?? 0;
    kept[first++] = undefined;
    if (first > 1024 && first * 2 > kept.length) {
      kept = kept.slice(first);
      first = 0;
    }
  }

  return {
    append(frame) {
      kept.push({ id: ++lastId, frame });
      bytes += frame.bytes.length;
      while (kept.length - first > limits.packets || (bytes > limits.bytes && kept.length - first > 1))
        forgetOldest();
      for (const listener of listeners) listener();
    },
    setDropped(count) {
      dropped = count;
      for (const listener of listeners) listener();
    },
    read(afterId, limit) {
      // Ids follow each other without a gap.
      const oldest = kept[first]?.id ?? lastId + 1;
      const start = first + Math.max(0, afterId + 1 - oldest);
      return kept.slice(start, start + limit).flatMap((one) => (one ? [packetOf(one)] : []));
    },
    lastId: () => lastId,
    dropped: () => dropped,
    onChange: (listener) => void listeners.push(listener),
  };
}

function packetOf({ id, frame }: Kept): Packet {
  return { id, at: frame.at / 1000, wireBytes: frame.wireBytes, bytes: hexText(frame.bytes) };
}
