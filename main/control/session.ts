/** One connected console or command line: its calls → Commands, the engine's feeds → its outbox. */
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { CommandName, EngineApi, Feed, ServerFrame } from '../../shared/model/api.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import { commandNamed, parseInput } from './command-input.ts';
import { Outbox } from './outbox.ts';

export interface SessionOptions {
  readonly api: EngineApi;
  /** Unsent bytes of one socket above which nothing more is sent, and no more calls are read. */
  readonly highWaterBytes: number;
  /** Events kept for a console that reads too slowly. */
  readonly maxEvents: number;
  /** How often the other end is asked whether it still lives; twice that long without a word ends the session. */
  readonly heartbeatMs: number;
  readonly now: () => number;
}

export const SESSION_LIMITS = {
  highWaterBytes: 4 * 1024 * 1024,
  maxEvents: 20_000,
  heartbeatMs: 15_000,
} as const;

/** How long feeds are gathered before they leave as frames: short against a person, long against a burst of packets. */
const GATHER_MS = 25;

const frameSchema = z.union([
  z.object({ subscribe: z.object({ afterSeq: z.number().int().min(0) }) }),
  z.object({ id: z.number().int(), command: z.string(), input: z.unknown().optional() }),
]);

/** Runs until the socket closes; never throws, whatever arrives. */
export function runSession(socket: WebSocket, options: SessionOptions): void {
  const { api, highWaterBytes, heartbeatMs, now } = options;
  let unsubscribe: (() => void) | undefined;
  let flushTimer: NodeJS.Timeout | undefined;
  let heardAt = now();

  const hasRoom = () => socket.bufferedAmount < highWaterBytes;
  const write = (frame: ServerFrame) => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(frame), onWritten);
    // Somebody who asks but does not read the answers is not listened to until they do.
    if (!hasRoom()) socket.pause();
  };
  const outbox = new Outbox({ send: write, hasRoom, maxEvents: options.maxEvents, perFrame: 500 });
  let stuck = false;
  const flushSoon = () => {
    flushTimer ??= setTimeout(() => {
      flushTimer = undefined;
      stuck = !outbox.flush();
    }, GATHER_MS);
  };
  function onWritten(): void {
    // Bytes that left are a sign of life too: a pong may be queued behind megabytes on a slow link.
    heardAt = now();
    if (!hasRoom()) return;
    if (socket.isPaused) socket.resume();
    if (stuck) stuck = !outbox.flush();
  }

  const subscribe = (afterSeq: number) => {
    unsubscribe?.();
    unsubscribe = api.subscribe(afterSeq, (feed: Feed) => {
      outbox.put(feed);
      flushSoon();
    });
  };

  socket.on('message', (data, isBinary) => {
    heardAt = now();
    const text = isBinary ? undefined : String(data as Buffer);
    answer(text, { api, subscribe, write });
  });
  socket.on('pong', () => {
    heardAt = now();
  });
  socket.on('error', () => socket.terminate());

  const heartbeat = setInterval(() => {
    if (now() - heardAt > 2 * heartbeatMs) socket.terminate();
    else socket.ping();
  }, heartbeatMs);
  socket.on('close', () => {
    clearInterval(heartbeat);
    clearTimeout(flushTimer);
    unsubscribe?.();
  });
}

interface Ends {
  readonly api: EngineApi;
  readonly subscribe: (afterSeq: number) => void;
  readonly write: (frame: ServerFrame) => void;
}

/** @param text undefined for a binary frame, which the contract does not have */
function answer(text: string | undefined, { api, subscribe, write }: Ends): void {
  let id = 0;
  const fail = (thrown: unknown) => write({ id, ok: false, error: reportError(thrown) });
  try {
    const value = parseJson(text);
    id = idOf(value);
    const frame = frameSchema.safeParse(value);
    if (!frame.success) throw badFrame('A frame was neither a call nor a subscription.');
    if ('subscribe' in frame.data) return subscribe(frame.data.subscribe.afterSeq);
    const { command, input } = frame.data;
    call(api, commandNamed(command), input).then((output) => write({ id, ok: true, output }), fail);
  } catch (thrown) {
    fail(thrown);
  }
}

async function call<N extends CommandName>(api: EngineApi, name: N, input: unknown): Promise<unknown> {
  return api.commands[name](parseInput(name, input));
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) throw badFrame('A binary frame arrived.');
  try {
    return JSON.parse(text);
  } catch {
    throw badFrame('A frame was not JSON.');
  }
}

/** Malformed frames are answered under their own id where they have one, else under 0. */
function idOf(value: unknown): number {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : 0;
}

function badFrame(sentence: string): AppError {
  return new AppError(
    'BAD_ARGUMENT',
    sentence,
    'Send JSON text: {"id": 1, "command": "state.get", "input": {}} or {"subscribe": {"afterSeq": 0}}.',
  );
}
