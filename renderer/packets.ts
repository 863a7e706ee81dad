/** The packets this page has: read from the engine while somebody looks at them, taken apart once when they come. */
import { create } from 'zustand';
import { hexBytes } from '../shared/wire/bytes.ts';
import { dissectLink } from '../shared/wire/dissect-link.ts';
import type { Dissection } from '../shared/wire/dissection.ts';
import type { Packet } from '../shared/model/packet.ts';
import type { ConsoleClient } from './client.ts';
import { LiveLog } from './live-log.ts';

/** `at` in ms since 1970. The layers are taken apart again for the one that is opened: kept for all they would fill the memory. */
export interface ShownPacket extends Omit<Dissection, 'layers'> {
  readonly id: number;
  readonly at: number;
  readonly wireBytes: number;
  readonly bytes: Uint8Array;
  /** LINKTYPE_ number; Ethernet where it is not there. */
  readonly linkType?: number;
  /** Where a file has several. */
  readonly interface?: string;
}

/** A capture somebody brought, shown in place of the live packets. */
export interface PacketFile {
  readonly name: string;
  readonly log: LiveLog<ShownPacket>;
  /** Where and why reading ended early: a byte of the file. */
  readonly problem?: { readonly what: string; readonly offset: number };
  /** There is more in it than is shown. */
  readonly isCut: boolean;
}

interface PacketsState {
  readonly log: LiveLog<ShownPacket>;
  /** The log changes in place; this changes with it. */
  readonly version: number;
  /** The engine has packets up to this one. */
  readonly available: number;
  readonly dropped: number;
  readonly opened: ShownPacket | undefined;
  /** Shown in place of the live log, which goes on behind it. */
  readonly file: PacketFile | undefined;
}

/** The engine keeps as many (main/engine/packet-log.ts); the oldest are let go a tenth at a time. */
const MOST_PACKETS = 220_000;

export const usePackets = create<PacketsState>(() => ({
  log: new LiveLog<ShownPacket>((packet) => packet.id, MOST_PACKETS),
  version: 0,
  available: 0,
  dropped: 0,
  opened: undefined,
  file: undefined,
}));

/** What is looked at. */
export function lookedAt({ log, file }: Pick<PacketsState, 'log' | 'file'>): LiveLog<ShownPacket> {
  return file?.log ?? log;
}

export function showPacketFile(file: PacketFile | undefined): void {
  usePackets.setState({ file, opened: undefined });
}

/** The engine has more, or, begun anew, fewer. */
export function tellPackets(lastId: number, dropped: number): void {
  const { log } = usePackets.getState();
  if (lastId < log.last) restartPackets();
  usePackets.setState({ available: lastId, dropped });
}

/** For another run of the engine, which counts from 1 again. */
export function restartPackets(): void {
  run++;
  changeLive((packets) => packets.restart());
  usePackets.setState(({ file, opened }) => ({
    available: 0,
    dropped: 0,
    opened: file ? opened : undefined,
  }));
}

function changeLive(change: (log: LiveLog<ShownPacket>) => void): void {
  usePackets.setState(({ log, version }) => {
    change(log);
    return { version: version + 1 };
  });
}

/** Of those that are looked at. */
export function changePackets(change: (log: LiveLog<ShownPacket>) => void): void {
  usePackets.setState((state) => {
    change(lookedAt(state));
    return { version: state.version + 1 };
  });
}

export function openPacket(opened: ShownPacket | undefined): void {
  // One that is not of the file was found elsewhere, among the live packets.
  usePackets.setState(({ file }) => ({
    opened,
    file: opened && file?.log.find(opened.id) !== opened ? undefined : file,
  }));
}

const PAGE = 500;
/** Taking packets apart rests after so long, so that the page goes on drawing. ms */
const AT_ONCE_MS = 6;
let reading: Promise<void> | undefined;
/** Counts the engine's runs: what was asked of one is nothing to the next. */
let run = 0;

/** Resolves when this page has all there is by then, or the connection went. One reader at a time, which all wait for. */
export function readPackets(client: ConsoleClient): Promise<void> {
  reading ??= readAll(client).finally(() => (reading = undefined));
  return reading;
}

async function readAll(client: ConsoleClient): Promise<void> {
  try {
    while (await readPage(client));
  } catch {
    // The connection went: what is new is told again when it is back.
  }
}

/** @returns whether there is more */
async function readPage(client: ConsoleClient): Promise<boolean> {
  const { log } = usePackets.getState();
  const [asked, before] = [run, log.last];
  const { packets, lastId, dropped } = await client.call('packets.read', { afterId: before, limit: PAGE });
  if (run !== asked) return true;
  // A feed may have overtaken the answer. Fewer than there were are another run's.
  const { available } = usePackets.getState();
  tellPackets(lastId < before ? lastId : Math.max(lastId, available), dropped);
  const taken = await takeApart(packets);
  if (run !== asked) return true;
  if (taken.length > 0) changeLive((live) => live.append(taken));
  // The engine may have told of more meanwhile; where it then has none, they were let go.
  return log.last > before && log.last < usePackets.getState().available;
}

async function takeApart(packets: readonly Packet[]): Promise<ShownPacket[]> {
  const taken: ShownPacket[] = [];
  let begun = performance.now();
  for (const packet of packets) {
    taken.push(shownPacket(packet));
    if (performance.now() - begun < AT_ONCE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    begun = performance.now();
  }
  return taken;
}

function shownPacket({ id, at, wireBytes, bytes: hex }: Packet): ShownPacket {
  const bytes = hexBytes(hex);
  return { id, at, wireBytes, bytes, ...takenApart({ bytes, wireBytes }) };
}

/** What the list shows of a packet. */
export function takenApart(
  packet: Pick<ShownPacket, 'bytes' | 'wireBytes' | 'linkType'>,
): Omit<Dissection, 'layers'> {
  const { layers: _again, ...found } = dissectLink(packet.bytes, packet.wireBytes, packet.linkType);
  return found;
}
