/**
 * The HTTP boot server (RFC 9110, 9112): GET and HEAD of what the resolver gives, with ranges, and of a few dynamic routes.
 *
 * Clients are iPXE, UEFI HTTP boot, VMware's mboot, wimboot, curl, wget and installers. What they need: Content-Length always
 * (UEFI and mboot cannot read chunks), 404 for what is not there (installers probe), patience with connections dropped in
 * mid-body (mboot asks for every file twice, the first time only for its size), and no time limit on a download.
 */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { isAskedByPost } from '../../shared/boot/answers/answer-place.ts';
import { isInstallerHeader } from '../../shared/boot/answers/installer-headers.ts';
import { parseRange } from '../../shared/boot/http-range.ts';
import { parseHttpTarget } from '../../shared/boot/http-target.ts';
import { bytesWithoutTokens, withoutTokens } from '../../shared/boot/token-mask.ts';
import type { BootRequest, OnTransfer, OpenBootFile } from '../../shared/model/boot-file.ts';
import type { Append } from '../../shared/model/event.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { hexText } from '../../shared/wire/bytes.ts';
import type { InterfacePorts } from '../net/ports.ts';
import { BufferPool } from './buffer-pool.ts';
import { readSmallBody } from './http-body.ts';
import type { ConnectionLimits } from './http-connections.ts';
import { HttpConnections } from './http-connections.ts';
import { addressOf, HttpExchange } from './http-exchange.ts';
import { sendFile } from './http-file.ts';
import { PerSecond } from './per-second.ts';

export interface HttpLimits extends ConnectionLimits {
  /** How long an idle connection is kept, in ms. */
  readonly keepAliveMs: number;
  /** How long the header of a request may take to come, in ms. There is no limit on bodies. */
  readonly headersMs: number;
}

/** A rack is 48 machines, and an installer opens several connections. */
const DEFAULT_LIMITS: HttpLimits = {
  connections: 1024,
  connectionsPerClient: 64,
  keepAliveMs: 75_000,
  headersMs: 30_000,
};
const CHECK_HEADERS_EVERY_MS = 5000;
const MAX_TARGET_LENGTH = 4096;
/** Above it even the beginning of a request is not understood any more; far more than MAX_TARGET_LENGTH, so that 414 can be said. */
const MAX_HEADER_BYTES = 32 * 1024;
/** Two per response on its way. Smaller ones cost more per byte in JavaScript, bigger ones fall out of the processor's cache. */
const BUFFER_BYTES = 1024 * 1024;
const KEPT_BUFFERS = 32;
/** Malformed requests and the like written to the log per second; a flood says no more than its beginning. */
const TROUBLES_PER_SECOND = 10;
/** Of a malformed request. */
const LOGGED_BYTES = 128;

export interface RouteRequest {
  /** Decoded and clean. */
  readonly path: string;
  /** As sent, without `?`. */
  readonly query: string;
  readonly from: Ipv4;
  readonly method: string;
  /** Of POST. */
  readonly body?: string;
}

export interface RouteReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly mac?: Mac;
}

/** Small dynamic answers. What it throws becomes 500 or 503. */
export type HttpRoute = (request: RouteRequest) => Promise<RouteReply>;

export interface HttpParts {
  readonly ports: Pick<InterfacePorts, 'listen' | 'address'>;
  readonly port: number;
  readonly openBootFile: OpenBootFile;
  readonly append: Append;
  readonly onTransfer: OnTransfer;
  /** ms; only differences count. */
  readonly now: () => number;
  readonly limits?: Partial<HttpLimits>;
  /** By the beginning of the path, such as `/home/`; the longest that fits answers, before the resolver is asked. */
  readonly routes?: Readonly<Record<string, HttpRoute>>;
}

export function createHttpService(parts: HttpParts): Service {
  return new HttpService(parts);
}

class HttpService implements Service {
  readonly name = 'http';
  readonly #parts: HttpParts;
  readonly #limits: HttpLimits;
  readonly #connections: HttpConnections;
  readonly #buffers = new BufferPool(BUFFER_BYTES, KEPT_BUFFERS);
  readonly #routes: readonly (readonly [prefix: string, route: HttpRoute])[];
  readonly #underWay = new Set<Promise<void>>();
  readonly #told = new PerSecond(TROUBLES_PER_SECOND);
  #server: Server | undefined;

  constructor(parts: HttpParts) {
    this.#parts = parts;
    this.#limits = { ...DEFAULT_LIMITS, ...parts.limits };
    this.#connections = new HttpConnections(this.#limits);
    this.#routes = Object.entries(parts.routes ?? {}).sort(([a], [b]) => b.length - a.length);
  }

  async start(): Promise<void> {
    const { append, now } = this.#parts;
    const server = createServer({
      keepAliveTimeout: this.#limits.keepAliveMs,
      headersTimeout: this.#limits.headersMs,
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(this.#limits.headersMs, CHECK_HEADERS_EVERY_MS),
      maxHeaderSize: MAX_HEADER_BYTES,
      // Firmware forgets Host.
      requireHostHeader: false,
      noDelay: true,
      // A machine that was switched off says no goodbye.
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
    });
    // Small clients close their sending side after the request (`nc -N`, shutdown()); Node would cut the answer short. The
    // property has no type; without it such clients get nothing, all others the same.
    Object.assign(server, { httpAllowHalfOpen: true });
    this.#connections.watch(server);
    server.on('request', (request, response) => this.#onRequest(request, response));
    server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
      this.#onClientError(error, socket as Socket),
    );
    server.on('connect', (_request, socket) =>
      this.#connections.refuse(socket as Socket, 405, 'This is no proxy.', 'Allow: GET, HEAD\r\n'),
    );
    await this.#parts.ports.listen(server, this.#parts.port);
    // From here on only connections that cannot be accepted (no file descriptor left); those before are served on.
    server.on('error', ({ message }) => {
      if (this.#told.take(now())) append({ type: 'service.limited', service: 'http', why: message });
    });
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }
    await Promise.all(this.#underWay);
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    const { append, now } = this.#parts;
    const exchange = new HttpExchange(request, response, append, now);
    const { socket } = request;
    this.#connections.answering(socket, 1);
    const done = this.#answer(exchange)
      .catch((thrown: unknown) => exchange.fail(thrown))
      .finally(() => {
        this.#connections.answering(socket, -1);
        this.#underWay.delete(done);
      });
    this.#underWay.add(done);
  }

  async #answer(exchange: HttpExchange): Promise<void> {
    const { request, from, method } = exchange;
    if (this.#connections.tooMany(request.socket)) {
      return exchange.explain(503, 'Too many connections.', { Connection: 'close', 'Retry-After': '5' });
    }
    const target = parseHttpTarget(request.url ?? '', MAX_TARGET_LENGTH);
    if (target.kind === 'bad') return exchange.explain(target.status, target.why);
    const { path, query } = target;
    exchange.path = withoutTokens(path);
    const found = this.#routes.find(([prefix]) => path.startsWith(prefix));
    if (found) {
      const [prefix, route] = found;
      // What follows may be a secret, and events are shown and kept.
      exchange.path = `${prefix}…`;
      const body = method === 'POST' ? await readSmallBody(exchange.request) : undefined;
      if (body === 'too long') return exchange.explain(413, 'That is too much.', { Connection: 'close' });
      const reply = await route({ path, query, from, method, ...(body?.text && { body: body.text }) });
      exchange.mac = reply.mac;
      return exchange.reply(reply.status, reply.contentType, reply.body, { 'Cache-Control': 'no-store' });
    }
    if (method === 'POST' && isAskedByPost(path)) {
      if ((await readSmallBody(request)) === 'too long')
        return exchange.explain(413, 'That is too much.', { Connection: 'close' });
      return this.#answerFile(exchange, 'GET', path, query);
    }
    if (method !== 'GET' && method !== 'HEAD') {
      // Closed, because nobody is going to read the body that may follow.
      return exchange.explain(405, `${method} is not possible here.`, {
        Allow: 'GET, HEAD',
        Connection: 'close',
      });
    }
    return this.#answerFile(exchange, method, path, query);
  }

  async #answerFile(
    exchange: HttpExchange,
    method: 'GET' | 'HEAD',
    path: string,
    query: string,
  ): Promise<void> {
    const { from } = exchange;
    const overflow = method === 'GET' ? this.#rangeOverflow(exchange) : false;
    const answer = await this.#parts.openBootFile({
      via: 'http',
      path,
      ...(query !== '' && { query }),
      ...installerHeaders(exchange.request.headers),
      from,
      head: method === 'HEAD' || overflow,
    });
    exchange.mac = answer.mac;
    switch (answer.kind) {
      case 'missing':
        return exchange.explain(404, `Not found: ${answer.why}`);
      case 'refused':
        return exchange.explain(403, `Refused: ${answer.why}`);
      case 'file':
        try {
          return await sendFile(exchange, method, answer.file, { ...this.#parts, buffers: this.#buffers });
        } finally {
          await answer.file.close();
        }
    }
  }

  /** Logs it too: the technician should learn which image is too big for which loader. */
  #rangeOverflow({ request, range, from }: HttpExchange): boolean {
    const { range: asked, 'if-range': ifRange } = request.headers;
    // Beside an If-Range that does not hold the range counts for nothing, and who is sent a whole answer file has fetched it.
    if (asked === undefined || ifRange !== undefined) return false;
    const parsed = parseRange(asked);
    if (parsed.kind !== 'overflowed') return false;
    this.#appendMalformed({ what: `HTTP Range "${range}": ${parsed.why}`, offset: 0, from });
    return true;
  }

  #onClientError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket): void {
    const { code = '', rawPacket } = error;
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
      return this.#connections.refuse(socket, 408, 'The request did not come.');
    if (!code.startsWith('HPE_')) {
      // A connection that was reset: clients do that.
      socket.destroy();
      return;
    }
    const bytes = rawPacket && hexText(bytesWithoutTokens(rawPacket).subarray(0, LOGGED_BYTES));
    this.#appendMalformed({
      what: `HTTP request (${code})`,
      offset: 0,
      from: addressOf(socket),
      ...(bytes && { bytes }),
    });
    if (code === 'HPE_HEADER_OVERFLOW') this.#connections.refuse(socket, 431, 'The request is too long.');
    else this.#connections.refuse(socket, 400, 'This is not HTTP.');
  }

  #appendMalformed(found: { what: string; offset: number; from: Ipv4; bytes?: string }): void {
    if (this.#told.take(this.#parts.now())) this.#parts.append({ type: 'packet.malformed', ...found });
  }
}

function installerHeaders(sent: IncomingHttpHeaders): Pick<BootRequest, 'headers'> {
  const headers = Object.entries(sent).flatMap(([name, value]) =>
    isInstallerHeader(name) && value !== undefined ? [[name, String(value)] as const] : [],
  );
  return headers.length === 0 ? {} : { headers: Object.fromEntries(headers) };
}
