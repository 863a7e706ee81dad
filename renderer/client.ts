/**
 * The page's only way to the engine: calls and feeds over one WebSocket, typed by the contract. Comes back by itself with
 * the last `seq` it has, so that nothing is missed and nothing is told twice.
 */
import type { CommandInput, CommandName, CommandOutput, Feed, ServerFrame } from '../shared/model/api.ts';
import { AppError } from '../shared/model/error.ts';
import { texts } from './texts/texts.ts';

export type Connection =
  | 'connecting'
  | 'open'
  /** Nobody answers; trying again. */
  | 'gone'
  /** Somebody answers, but to another token: the engine was restarted, or the tab has none. */
  | 'refused';

export interface ClientOptions {
  readonly token: string;
  /** `seq` of the newest event this page has. */
  readonly lastSeq: () => number;
  readonly onFeed: (feed: Feed) => void;
  readonly onConnection: (connection: Connection) => void;
}

const RETRY_MS = [300, 1000, 2000, 4000] as const;
/** A link that was cut without a word (a pulled cable) is noticed by asking. */
const ASK_AFTER_MS = 20_000;
const ANSWER_WITHIN_MS = 10_000;

interface Waiting {
  resolve(output: unknown): void;
  reject(error: AppError): void;
}

export class ConsoleClient {
  readonly #options: ClientOptions;
  readonly #waiting = new Map<number, Waiting>();
  #socket: WebSocket | undefined;
  #nextId = 1;
  #attempt = 0;
  #heardAt = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    setInterval(() => this.#checkAlive(), ANSWER_WITHIN_MS);
    // A laptop that wakes, or a tab that is looked at again, should not wait for the next try.
    addEventListener('online', () => this.#retryNow());
    document.addEventListener('visibilitychange', () => this.#retryNow());
  }

  connect(): void {
    const url = new URL('/ws', location.href);
    url.protocol = 'ws:';
    const socket = new WebSocket(url, ['rackboot.v1', `token.${this.#options.token}`]);
    this.#socket = socket;
    socket.onopen = () => {
      this.#attempt = 0;
      this.subscribe(this.#options.lastSeq());
      this.#options.onConnection('open');
    };
    socket.onmessage = (message) => {
      this.#heardAt = performance.now();
      this.#receive(JSON.parse(String(message.data)) as ServerFrame);
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost();
    };
  }

  /** Begins the feeds anew; on the server this replaces the subscription there is. */
  subscribe(afterSeq: number): void {
    this.#socket?.send(JSON.stringify({ subscribe: { afterSeq } }));
  }

  /** Rejects with an AppError: the engine's own, or NOT_RUNNING. */
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(notRunning());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (output) => resolve(output as CommandOutput<N>), reject });
      socket.send(JSON.stringify({ id, command, input }));
    });
  }

  #receive(frame: ServerFrame): void {
    if (!('id' in frame)) return this.#options.onFeed(frame);
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.output);
    else waiting?.reject(new AppError(frame.error.code, frame.error.message, frame.error.hint));
  }

  #lost(): void {
    this.#socket = undefined;
    for (const waiting of this.#waiting.values()) waiting.reject(notRunning());
    this.#waiting.clear();
    void this.#findOutWhy();
  }

  /** A browser does not say why a WebSocket failed; a request with the same token does. */
  async #findOutWhy(): Promise<void> {
    const headers = { authorization: `Bearer ${this.#options.token}` };
    const status = await fetch('/token', { headers, cache: 'no-store' }).then(
      (response) => response.status,
      () => undefined,
    );
    this.#options.onConnection(status === 403 ? 'refused' : 'gone');
    const wait = RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)];
    setTimeout(() => {
      if (!this.#socket) this.connect();
    }, wait);
  }

  #retryNow(): void {
    if (!this.#socket && this.#attempt > 0 && document.visibilityState === 'visible') this.connect();
  }

  #checkAlive(): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    const silent = performance.now() - this.#heardAt;
    if (silent > ASK_AFTER_MS + ANSWER_WITHIN_MS) {
      // close() would wait for an answer that does not come.
      socket.onclose = null;
      socket.close();
      this.#lost();
    } else if (silent > ASK_AFTER_MS) this.call('config.get', {}).catch(() => undefined);
  }
}

export function notRunning(): AppError {
  const { notRunning: message, notRunningHint } = texts().errors;
  return new AppError('NOT_RUNNING', message, notRunningHint);
}
