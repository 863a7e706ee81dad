/**
 * Events and packets that say what was typed, the newest first. There may be hundreds of thousands: they are worded and
 * looked through a part at a time, so that typing never waits.
 */
import type { Names } from '../names.ts';
import { showPacket } from '../actions/log-actions.ts';
import { preciseTimeText } from '../format.ts';
import type { ShownPacket } from '../packets.ts';
import { usePackets } from '../packets.ts';
import { showEvent, useStore } from '../store.ts';
import { eventSentence, topicOf } from '../wording.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Entry } from './entry.ts';
import { entry } from './entry.ts';
import type { Group } from './find.ts';
import { finderOf } from './match.ts';

const LIMIT = 12;
/** Two letters are in everything. */
export const MIN_LOG_QUERY = 3;
/** How long at once, in ms: half of a frame. */
const AT_ONCE_MS = 8;

/** For as long as names stay as they are: one opening of the palette. */
export class LogSearch {
  readonly #names: Names;
  readonly #sentences = new WeakMap<Event, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** Ends early, with what there is, when `signal` says so. */
  async find(text: string, signal: AbortSignal): Promise<readonly Group[]> {
    if (text.trim().length < MIN_LOG_QUERY) return [];
    const fits = finderOf(text);
    const events = await newest(
      useStore.getState().events.all,
      (event) => this.#sentence(event),
      fits,
      signal,
    );
    const packets = await newest(usePackets.getState().log.all, packetText, fits, signal);
    return [
      ...group(
        'events',
        events.map((event) => this.#eventEntry(event)),
      ),
      ...group('packets', packets.map(packetEntry)),
    ];
  }

  #sentence(event: Event): string {
    let text = this.#sentences.get(event);
    if (text === undefined) {
      const who =
        'mac' in event && event.mac !== undefined ? `${event.mac} ${this.#names.machine(event.mac)}` : '';
      text = `${eventSentence(event, this.#names)} ${who} ${event.type}`.toLowerCase();
      this.#sentences.set(event, text);
    }
    return text;
  }

  #eventEntry(event: Event): Entry {
    const who =
      'mac' in event && event.mac !== undefined ? this.#names.machine(event.mac) : topicOf(event.type);
    return entry('events', `event ${event.seq}`, eventSentence(event, this.#names), () => showEvent(event), {
      detail: `${preciseTimeText(event.at)} ${who}`,
    });
  }
}

function packetText({ summary, protocol, source, destination, sourceMac, client }: ShownPacket): string {
  return `${summary} ${protocol} ${source ?? ''} ${destination ?? ''} ${sourceMac ?? ''} ${client ?? ''}`.toLowerCase();
}

function packetEntry(packet: ShownPacket): Entry {
  return entry('packets', `packet ${packet.id}`, packet.summary, () => showPacket(packet), {
    detail: `${preciseTimeText(packet.at)} ${packet.source ?? packet.sourceMac ?? ''}`,
  });
}

function group(name: 'events' | 'packets', entries: readonly Entry[]): readonly Group[] {
  return entries.length === 0 ? [] : [{ group: name, entries, more: 0 }];
}

async function newest<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  fits: (text: string) => boolean,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let begun = performance.now();
  for (let at = items.length - 1; at >= 0 && found.length < LIMIT; at--) {
    const item = items[at] as Item;
    if (fits(textOf(item))) found.push(item);
    if (at % 100 !== 0 || performance.now() - begun < AT_ONCE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return [];
    begun = performance.now();
  }
  return found;
}
