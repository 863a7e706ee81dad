/**
 * What the shell knows of the engine: the feeds every console gets, over the same socket with the same token. The engine
 * may be a child with other rights, so there is no shorter way. It shows; it decides nothing.
 */
import type { EngineStatus, ServerFrame } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';
import type { Event } from '../../shared/model/event.ts';
import type { Machine } from '../../shared/model/machine.ts';

export interface EngineView {
  readonly engine?: EngineStatus;
  /** The mode in which it answered machines last, as long as the watch goes on. */
  readonly served?: Mode;
  readonly machines: readonly Machine[];
  /** The newest last; for a report of a crash. */
  readonly events: readonly Event[];
}

export interface EngineWatch {
  view(): EngineView;
  close(): void;
}

const KEPT_EVENTS = 30;
const RETRY_MS = 2000;

/** @param url the console, with its token */
export function watchEngine(url: string, onChange: () => void): EngineWatch {
  const address = new URL('/ws', url);
  address.protocol = 'ws:';
  const protocols = ['rackboot.v1', `token.${new URL(url).searchParams.get('token') ?? ''}`];
  const machines = new Map<string, Machine>();
  let engine: EngineStatus | undefined;
  let served: Mode | undefined;
  let events: readonly Event[] = [];
  let lastSeq = 0;
  let socket: WebSocket | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  function know(now: EngineStatus): void {
    engine = now;
    if (now.mode !== 'listen') served = now.mode;
  }

  function take(frame: ServerFrame): void {
    if (!('feed' in frame)) return;
    switch (frame.feed) {
      case 'state':
        know(frame.state.engine);
        machines.clear();
        for (const machine of frame.state.machines) machines.set(machine.mac, machine);
        return onChange();
      case 'engine':
        know(frame.engine);
        return onChange();
      case 'machines':
        for (const machine of frame.changed) machines.set(machine.mac, machine);
        for (const mac of frame.removed) machines.delete(mac);
        return onChange();
      case 'events':
        events = [...events, ...frame.events].slice(-KEPT_EVENTS);
        lastSeq = events.at(-1)?.seq ?? lastSeq;
        return;
      default:
    }
  }

  function connect(): void {
    const opened = new WebSocket(address, protocols);
    socket = opened;
    opened.onopen = () => opened.send(JSON.stringify({ subscribe: { afterSeq: lastSeq } }));
    opened.onmessage = (message) => take(JSON.parse(String(message.data)) as ServerFrame);
    opened.onclose = () => {
      if (isClosed) return;
      // A laptop that slept, or an engine that is just ending: nothing is known until it answers again.
      engine = undefined;
      machines.clear();
      onChange();
      retry = setTimeout(connect, RETRY_MS);
    };
  }

  connect();
  return {
    view: () => ({
      ...(engine && { engine }),
      ...(served && { served }),
      machines: [...machines.values()],
      events,
    }),
    close() {
      isClosed = true;
      clearTimeout(retry);
      socket?.close();
    },
  };
}
