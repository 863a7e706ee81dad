/** Of every machine what its lane draws over time, folded from the events as they come. Changes in place, as the event log does. */
import type { Event } from '../../shared/model/event.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { underWay } from '../wording-machine.ts';
import type { Mark } from './track.ts';
import { Track } from './track.ts';

/** What is drawn in a colour of its own, from the back to the front. */
export const ROWS = ['syslog', 'http', 'tftp', 'dhcp', 'bsdp', 'home', 'stall'] as const;
export type Row = (typeof ROWS)[number];

/** A transfer that has not ended, or an image of several files that is not whole. Times in ms since 1970. */
export interface Growing {
  readonly row: 'http' | 'tftp';
  readonly file: string;
  readonly since: number;
  /** When it was last told of. */
  readonly heardAt: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface LaneMarks {
  /** Another number whenever something changed. */
  readonly version: number;
  readonly tracks: ReadonlyMap<Row, Track>;
  readonly growing?: Growing;
}

interface Lane {
  version: number;
  readonly tracks: Map<Row, Track>;
  growing?: Growing;
}

export class Timeline {
  readonly #lanes = new Map<Mac, Lane>();
  #last = 0;

  lane(mac: Mac): LaneMarks | undefined {
    return this.#lanes.get(mac);
  }

  /** In order of `seq`; what was taken in already is left out. */
  append(events: readonly Event[]): void {
    for (const event of events) {
      if (event.seq <= this.#last) continue;
      this.#last = event.seq;
      if (event.type === 'machine.forgotten') this.#lanes.delete(event.mac);
      else if (event.type === 'machine.merged') this.#merge(event.from, event.mac);
      else {
        const place = placeOf(event);
        if (place) this.#track(place.mac, place.row).add(place.mark);
      }
    }
  }

  /** @param begun true where they are told for the first time: their transfers began before */
  machines(changed: Iterable<Machine>, begun: boolean): void {
    for (const machine of changed) {
      const before = this.#lanes.get(machine.mac)?.growing;
      const growing = growingOf(machine, before, begun);
      if (growing) this.#lane(machine.mac).growing = growing;
      else if (before) delete this.#lane(machine.mac).growing;
    }
  }

  /** For another run of the engine, which counts from 1 again. */
  restart(): void {
    this.#lanes.clear();
    this.#last = 0;
  }

  /** For a change. */
  #lane(mac: Mac): Lane {
    let lane = this.#lanes.get(mac);
    if (!lane) this.#lanes.set(mac, (lane = { version: 0, tracks: new Map() }));
    lane.version++;
    return lane;
  }

  #track(mac: Mac, row: Row): Track {
    const { tracks } = this.#lane(mac);
    let track = tracks.get(row);
    if (!track) tracks.set(row, (track = new Track(row === 'http' || row === 'tftp')));
    return track;
  }

  #merge(from: Mac, into: Mac): void {
    for (const [row, track] of this.#lanes.get(from)?.tracks ?? []) this.#track(into, row).merge(track);
    this.#lanes.delete(from);
  }
}

interface Place {
  readonly mac: Mac;
  readonly row: Row;
  readonly mark: Mark;
}

function placeOf(event: Event): Place | undefined {
  switch (event.type) {
    case 'dhcp.answered':
      return place(event.mac, 'dhcp', event);
    case 'dhcp.ignored':
      return place(event.mac, 'dhcp', event, { bad: true });
    case 'machine.seen':
      // Nobody here answers in listen mode, so this is all that is told.
      return event.how === 'capture' ? place(event.mac, 'dhcp', event) : undefined;
    case 'bsdp.answered':
      return place(event.mac, 'bsdp', event);
    case 'bsdp.ignored':
      return place(event.mac, 'bsdp', event, { bad: true });
    case 'tftp.finished':
      return place(event.mac, 'tftp', event, event);
    case 'tftp.failed':
      return place(event.mac, 'tftp', event, { ...event, bad: true });
    case 'http.served':
      return place(event.mac, 'http', event, { ...event, bad: event.status >= 400 });
    case 'http.failed':
      return place(event.mac, 'http', event, { bad: true });
    case 'home.called':
      return place(event.mac, 'home', event);
    case 'syslog.received':
      return place(event.mac, 'syslog', event);
    case 'machine.stage':
      return event.stage === 'stalled' ? place(event.mac, 'stall', event, { bad: true }) : undefined;
    default:
      return undefined;
  }
}

function place(
  mac: Mac | undefined,
  row: Row,
  { at, seq }: Event,
  { ms = 0, bytes = 0, bad = false }: { ms?: number; bytes?: number; bad?: boolean } = {},
): Place | undefined {
  return mac && { mac, row, mark: { start: at - ms, end: at, count: 1, bytes, seq, bad } };
}

function growingOf(machine: Machine, before: Growing | undefined, begun: boolean): Growing | undefined {
  const load = underWay(machine);
  const whole = load ?? machine.transfer;
  if (!whole) return undefined;
  const { file, bytes, totalBytes } = whole;
  const asked = machine.transfer?.file;
  const row = asked === undefined ? (before?.row ?? protocolOfLoad(machine)) : protocolOf(machine, asked);
  const same = before?.row === row && bytes >= before.bytes && (load !== undefined || file === before.file);
  const since = same ? before.since : beganAt(machine, begun);
  return { row, file, since, heardAt: machine.lastSeen, bytes, totalBytes };
}

/** A path over HTTP begins with a slash. Names over TFTP have none, except Apple's and those of some firmware. */
function protocolOf({ kind, stage }: Machine, file: string): Growing['row'] {
  const byTftp = !file.startsWith('/') || kind === 'bsdp' || (stage === 'loader' && kind !== 'http');
  return byTftp && kind !== 'http' ? 'tftp' : 'http';
}

/** Between two files of an image nothing is asked, and the name that is left of the last one has no slash whatever brought it. */
function protocolOfLoad({ kind }: Machine): Growing['row'] {
  return kind === 'pxe' || kind === 'bsdp' ? 'tftp' : 'http';
}

function beganAt({ load, lastSeen, stageAt }: Machine, begun: boolean): number {
  if (load && load.bytesPerSecond > 0) return lastSeen - (load.bytes / load.bytesPerSecond) * 1000;
  return begun ? Math.min(stageAt, lastSeen) : lastSeen;
}
