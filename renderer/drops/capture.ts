/** A capture file of anybody's, read in the page: nothing of it goes to the engine. */
import { DecodeError } from '../../shared/wire/bytes.ts';
import { readCapture } from '../../shared/wire/capture-reader.ts';
import type { RecordedPacket } from '../../shared/wire/recorded-packet.ts';
import { AppError } from '../../shared/model/error.ts';
import { LiveLog } from '../live-log.ts';
import type { PacketFile, ShownPacket } from '../packets.ts';
import { showPacketFile, takenApart } from '../packets.ts';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import type { Traveller } from './journey.ts';

/** What a page can hold beside everything else; Wireshark's editcap makes smaller files of larger ones. */
export const LARGEST_CAPTURE_BYTES = 256 * 1024 * 1024;
export const MOST_PACKETS = 200_000;
/** Reading rests after so long, so that the page goes on drawing. ms */
const AT_ONCE_MS = 12;

/** NOT_SUPPORTED for one that is too large, FILE_UNREADABLE for one without a packet that can be read. */
export async function readPacketFile(file: File, one: Traveller): Promise<PacketFile> {
  const words = texts().drops;
  if (file.size > LARGEST_CAPTURE_BYTES)
    throw new AppError('NOT_SUPPORTED', words.captureTooLarge(file.name), words.captureSmaller);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const log = new LiveLog<ShownPacket>((packet) => packet.id, MOST_PACKETS);
  const end = await takeAll(readCapture(bytes), log, one);
  if (log.size === 0 && end.problem)
    throw new AppError(
      'FILE_UNREADABLE',
      words.captureDamaged(file.name, end.problem.what, end.problem.offset),
      words.captureNothing,
    );
  return { name: file.name, log, ...end };
}

export function showCapture(file: PacketFile): void {
  showPacketFile(file);
  useStore.setState({ below: 'packets' });
}

async function takeAll(
  packets: Generator<RecordedPacket, void, undefined>,
  log: LiveLog<ShownPacket>,
  one: Traveller,
): Promise<Pick<PacketFile, 'problem' | 'isCut'>> {
  let begun = performance.now();
  let id = 0;
  try {
    for (const packet of packets) {
      if (id === MOST_PACKETS) return { isCut: true };
      log.append([shownPacket(packet, ++id)]);
      if (performance.now() - begun < AT_ONCE_MS) continue;
      one.onBytes(packet.bytes.byteOffset);
      await new Promise((resolve) => setTimeout(resolve));
      one.signal.throwIfAborted();
      begun = performance.now();
    }
    return { isCut: false };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { isCut: false, problem: { what: error.what, offset: error.offset } };
  }
}

/** Times in the page are ms since 1970. */
function shownPacket(packet: RecordedPacket, id: number): ShownPacket {
  return { ...packet, ...takenApart(packet), id, at: packet.at / 1000 };
}
