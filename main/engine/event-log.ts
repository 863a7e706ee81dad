/**
 * The append-only log. Services write through `append`; only the console, `--events` and the disk sink read. Nobody
 * reacts to an event: delete the log and the machines still boot.
 */
import type { WriteStream } from 'node:fs';
import { createWriteStream, renameSync, statSync } from 'node:fs';
import type { Append, Event } from '../../shared/model/event.ts';

/** A boot of a full rack is some 20,000 events; this keeps several. */
const KEPT = 100_000;
const FLUSH_MS = 100;

export interface EventLog {
  readonly append: Append;
  /** Newest sequence number, 0 when nothing happened yet. */
  lastSeq(): number;
  /** Up to `limit` events with seq greater than `afterSeq`, oldest first; older than the ring keeps are gone. */
  read(afterSeq: number, limit: number): readonly Event[];
  /** Called synchronously after each append; must be cheap and not throw. */
  onAppend(listener: (event: Event) => void): () => void;
  close(): Promise<void>;
}

/** Of the file on disk; then it becomes `events.1.jsonl`, and the one before that is gone. A flood must not fill the disk. */
const MAX_EVENT_FILE_BYTES = 32 * 1024 * 1024;

/** Where events of before are. */
export function earlierEventFile(file: string): string {
  return file.replace(/(\.jsonl)?$/, '.1.jsonl');
}

export function createEventLog(now: () => number, file?: string, maxBytes = MAX_EVENT_FILE_BYTES): EventLog {
  const ring: Event[] = [];
  let head = 0;
  let seq = 0;
  const listeners = new Set<(event: Event) => void>();
  const sink = file === undefined ? undefined : openSink(file, maxBytes);

  return {
    append(body) {
      const event: Event = { ...body, seq: ++seq, at: now() };
      if (ring.length < KEPT) ring.push(event);
      else {
        ring[head] = event;
        head = (head + 1) % KEPT;
      }
      sink?.write(event);
      for (const listener of listeners) listener(event);
    },
    lastSeq: () => seq,
    read(afterSeq, limit) {
      const oldest = seq - ring.length;
      const from = Math.max(0, afterSeq - oldest);
      const events: Event[] = [];
      for (let i = from; i < ring.length && events.length < limit; i++) {
        const event = ring[(head + i) % ring.length];
        if (event) events.push(event);
      }
      return events;
    },
    onAppend(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => sink?.close(),
  };
}

/** JSON Lines, written in batches. A disk that fails costs the record on disk, never the boot. */
function openSink(file: string, maxBytes: number): { write(event: Event): void; close(): Promise<void> } {
  let failed = false;
  const open = (): WriteStream => {
    const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
    stream.on('error', () => {
      failed = true;
    });
    return stream;
  };
  let stream = open();
  let written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  /** What the old stream still has goes into the file by its new name. */
  const rotate = (): void => {
    try {
      renameSync(file, earlierEventFile(file));
    } catch {
      failed = true;
      return;
    }
    stream.end();
    stream = open();
    written = 0;
  };
  let pending: Event[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const events = pending;
    pending = [];
    // A disk that cannot keep up gets no more than some 16 MiB of our memory.
    if (failed || events.length === 0 || stream.writableLength > 16 * 1024 * 1024) return;
    const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    if (written > maxBytes) rotate();
    written += Buffer.byteLength(lines);
    if (!failed) stream.write(lines);
  };
  return {
    write(event) {
      if (failed) return;
      pending.push(event);
      timer ??= setTimeout(flush, FLUSH_MS);
    },
    close() {
      clearTimeout(timer);
      flush();
      return new Promise((resolve) => (failed ? resolve() : stream.end(() => resolve())));
    },
  };
}
