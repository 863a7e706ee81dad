/** How many bytes leave for machines in a second, over the last few: of transfers that ended and of those under way. */
import type { Event } from '../shared/model/event.ts';
import type { Machine } from '../shared/model/machine.ts';
import type { Mac } from '../shared/wire/address.ts';
import { underWay } from './wording-machine.ts';

/** Long enough that the gaps between small files do not show, short enough to mean "now". */
const OVER_MS = 3000;

interface Piece {
  readonly mac: Mac | undefined;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

interface Progress {
  readonly bytes: number;
  readonly at: number;
  /** Seen growing before its end. */
  readonly counted: number;
}

export class Throughput {
  #pieces: Piece[] = [];
  #newest = 0;
  #lastSeq = 0;
  /** Of the file that each machine loads. */
  readonly #progress = new Map<Mac, { readonly file: string } & Progress>();

  append(events: readonly Event[]): void {
    for (const event of events) {
      if (event.seq <= this.#lastSeq) continue;
      this.#lastSeq = event.seq;
      if (event.type !== 'http.served' && event.type !== 'tftp.finished' && event.type !== 'tftp.failed')
        continue;
      const { mac, at, ms } = event;
      const file = event.type === 'http.served' ? event.path : event.file;
      const progress = mac && this.#progress.get(mac);
      const counted = progress?.file === file ? progress.counted : 0;
      if (mac && progress?.file === file) this.#progress.delete(mac);
      this.#add({ mac, from: at - ms, to: at, bytes: Math.max(0, event.bytes - counted) });
    }
  }

  machines(changed: readonly Machine[]): void {
    for (const { mac, transfer, lastSeen } of changed) {
      if (!transfer) continue;
      const { file, bytes } = transfer;
      const before = this.#progress.get(mac);
      const same = before?.file === file && bytes >= before.bytes;
      const grown = same ? bytes - before.bytes : 0;
      if (same && grown > 0) this.#add({ mac, from: before.at, to: lastSeen, bytes: grown });
      this.#progress.set(mac, { file, bytes, at: lastSeen, counted: (same ? before.counted : 0) + grown });
    }
  }

  restart(): void {
    this.#pieces = [];
    this.#newest = 0;
    this.#lastSeq = 0;
    this.#progress.clear();
  }

  /** @param now of the engine's clock @returns bytes per second */
  rate(machines: Iterable<Machine>, now: number): number {
    // A load knows its own rate, smoothed by the engine; its files are not counted again.
    let sum = 0;
    const loading = new Set<Mac>();
    for (const machine of machines) {
      const load = underWay(machine);
      if (!load || load.bytesPerSecond === 0 || now - machine.lastSeen > OVER_MS) continue;
      loading.add(machine.mac);
      sum += load.bytesPerSecond;
    }
    const since = now - OVER_MS;
    for (const { mac, from, to, bytes } of this.#pieces) {
      if (to < since || from > now || (mac && loading.has(mac))) continue;
      const share = to > from ? (Math.min(to, now) - Math.max(from, since)) / (to - from) : 1;
      sum += (bytes * share) / (OVER_MS / 1000);
    }
    return sum;
  }

  #add(piece: Piece): void {
    if (piece.bytes === 0) return;
    this.#pieces.push(piece);
    this.#newest = Math.max(this.#newest, piece.to);
    // Seldom, in large steps: a replay brings a hundred thousand at once.
    if (this.#pieces.length > 1000 && (this.#pieces[0]?.to ?? 0) < this.#newest - 2 * OVER_MS)
      this.#pieces = this.#pieces.filter(({ to }) => to >= this.#newest - 2 * OVER_MS);
  }
}
