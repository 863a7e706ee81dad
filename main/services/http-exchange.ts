/** One request and its answer: who asked for what, the ways to answer, and the one event at its end. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { withoutTokens } from '../../shared/boot/token-mask.ts';
import { reportError } from '../../shared/model/error.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { UNSPECIFIED } from '../../shared/wire/address.ts';

/** Characters of what a client sent that an event carries. */
const LOGGED_LENGTH = 200;

export class HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly from: Ipv4;
  readonly method: string;
  /** As an event shows it: decoded once it could be, else what was sent; never with a token. */
  path: string;
  mac: Mac | undefined;
  readonly #append: Append;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #gone = new AbortController();
  readonly #onClose = (): void => this.#gone.abort();
  /**
   * Small clients close their side after the request and want the answer all the same. iPXE does not: it closes when it has
   * seen enough (iPXE 2 asks for a file's size like that), then acknowledges and throws away whatever still comes.
   */
  readonly #onEnd = (): void => {
    if (!this.response.writableEnded) this.request.socket.destroy();
  };

  constructor(request: IncomingMessage, response: ServerResponse, append: Append, now: () => number) {
    this.request = request;
    this.response = response;
    this.from = addressOf(request.socket);
    this.method = request.method ?? '';
    this.path = withoutTokens(request.url ?? '').slice(0, LOGGED_LENGTH);
    this.#append = append;
    this.#now = now;
    this.#startedAt = now();
    // The response of a pipelined request that waits for its turn hears nothing of its socket, so we listen to that.
    request.socket.once('close', this.#onClose);
    if (/^iPXE\//.test(request.headers['user-agent'] ?? '')) request.socket.once('end', this.#onEnd);
    // A write that meets a closing socket is told to its callback and here; unheard, it would end the process.
    response.on('error', () => undefined);
  }

  /** Aborted when the client is gone. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  get range(): string | undefined {
    return this.request.headers.range?.slice(0, LOGGED_LENGTH);
  }

  /** A complete answer in one piece; to HEAD its header only, with the length of the whole. Appends http.served. */
  async reply(
    status: number,
    contentType: string,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<void> {
    const bytes = await this.#send(status, contentType, body, headers);
    this.served(status, bytes, this.gone.aborted);
  }

  /** A small text for people, in the same way. */
  async explain(status: number, text: string, headers: Record<string, string> = {}): Promise<void> {
    await this.reply(status, 'text/plain; charset=utf-8', `${text}\n`, headers);
  }

  /** A status without a body, such as 304 and the answer to HEAD; the headers are complete. Appends http.served. */
  async replyEmpty(status: number, headers: Record<string, string>): Promise<void> {
    this.response.writeHead(status, headers);
    await this.end();
    this.served(status, 0, this.gone.aborted);
  }

  /** Answers with 500 or 503, or cuts a body that cannot be completed; appends http.failed. */
  async fail(thrown: unknown): Promise<void> {
    const { code, message, hint } = reportError(thrown);
    const { response, request, from, method, path, mac } = this;
    const status = response.headersSent ? response.statusCode : code === 'INTERNAL' ? 500 : 503;
    this.#append({ type: 'http.failed', ...(mac && { mac }), from, method, path, status, code, message });
    // Content-Length is out already: only a cut connection tells the client that the rest will not come.
    if (response.headersSent) request.socket.destroy();
    else await this.#send(status, 'text/plain; charset=utf-8', `${message} ${hint}\n`, {});
    this.#leave();
  }

  served(status: number, bytes: number, aborted: boolean): void {
    const { range, from, method, path, mac } = this;
    this.#append({
      type: 'http.served',
      ...(mac && { mac }),
      from,
      method,
      path,
      status,
      bytes,
      ms: Math.round(this.#now() - this.#startedAt),
      ...(range !== undefined && { range }),
      ...(aborted && { aborted }),
    });
    this.#leave();
  }

  /** Resolves when everything was handed to the network, or the client is gone. */
  end(body?: Buffer): Promise<void> {
    const { response, gone } = this;
    return new Promise((resolve) => {
      if (gone.aborted) return resolve();
      response.once('finish', resolve);
      gone.addEventListener('abort', () => resolve(), { once: true });
      if (body) response.end(body);
      else response.end();
    });
  }

  async #send(
    status: number,
    contentType: string,
    text: string,
    headers: Record<string, string>,
  ): Promise<number> {
    const body = Buffer.from(text);
    this.response.writeHead(status, {
      'Content-Type': contentType,
      'Content-Length': body.length,
      ...headers,
    });
    const sent = this.method === 'HEAD' ? undefined : body;
    await this.end(sent);
    return this.gone.aborted ? 0 : (sent?.length ?? 0);
  }

  #leave(): void {
    const { socket } = this.request;
    socket.removeListener('close', this.#onClose);
    socket.removeListener('end', this.#onEnd);
  }
}

/** Unknown once the socket is closed, and 0.0.0.0 then. */
export function addressOf(socket: Socket): Ipv4 {
  return (socket.remoteAddress?.replace(/^::ffff:/, '') ?? UNSPECIFIED) as Ipv4;
}
