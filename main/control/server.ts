/**
 * The console: static page, WebSocket at /ws and uploads at /upload/… on one port. Who may talk to it: guard.ts.
 * The page itself holds no secret and is given to anybody who reaches us by a name of ours; everything that reads or
 * changes the engine needs the token.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { STATUS_CODES, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { EngineApi } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import { PROTOCOL, refusal, sameToken, tokenOf } from './guard.ts';
import { noEntryPage } from './pages.ts';
import type { SessionOptions } from './session.ts';
import { SESSION_LIMITS, runSession } from './session.ts';
import { sendPage, serveStatic } from './static.ts';
import { handleUpload, refuseUpload } from './upload.ts';

export interface ConsoleOptions {
  readonly api: EngineApi;
  /** Address or name to listen on; 127.0.0.1 unless another computer is to use the console. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly token: string;
  /** Where the built renderer lies. */
  readonly staticDir: string;
  readonly now: () => number;
  /** Only tests change these. */
  readonly limits?: Partial<Pick<SessionOptions, 'highWaterBytes' | 'maxEvents' | 'heartbeatMs'>>;
}

export interface Console {
  /** What a technician opens: with the token. */
  readonly url: string;
  readonly port: number;
  /** Ends every session; idempotent. */
  close(): Promise<void>;
}

/** Frames from a client are commands; the largest is an answer file's text. */
const MAX_FRAME_BYTES = 8 * 1024 * 1024;
const MAX_SESSIONS = 64;
const NEEDS_TOKEN = 'The token is missing or from an earlier run.';

/** Rejects with PORT_IN_USE, NEEDS_PRIVILEGE or BAD_ADDRESS; nothing stays open then. */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { api, host, token, staticDir } = options;
  const sessionOptions: SessionOptions = { ...SESSION_LIMITS, ...options.limits, api, now: options.now };
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });

  // No limit on the whole request: an ISO over a slow link takes long. Idle bodies are cut in upload.ts.
  const server = createServer({ requestTimeout: 0, headersTimeout: 30_000 });
  const refusedBecause = (request: IncomingMessage) =>
    refusal({
      host: request.headers.host,
      origin: request.headers.origin,
      localAddress: request.socket.localAddress,
      consoleHost: host,
    });

  server.on('request', (request, response) => {
    answerRequest(request, response).catch((thrown: unknown) => {
      response.destroy(thrown instanceof Error ? thrown : undefined);
    });
  });

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refusedBecause(request);
    const url = urlOf(request);
    if (refused !== undefined || !url)
      return sendPage(response, 403, noEntryPage(refused ?? 'The address cannot be read.'));
    const allowed = sameToken(tokenOf(request), token);
    if (url.pathname.startsWith('/upload/') && request.method === 'POST') {
      if (allowed) return handleUpload(api, request, response, url);
      return refuseUpload(request, response, {
        code: 'FORBIDDEN',
        message: NEEDS_TOKEN,
        hint: 'Send the token of this run as "Authorization: Bearer …".',
      });
    }
    // Lets the page tell "the engine is gone" from "this tab's token is of an earlier run": a WebSocket cannot.
    if (url.pathname === '/token') {
      response.writeHead(allowed ? 204 : 403, { 'cache-control': 'no-store' });
      response.end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD', connection: 'close' });
      response.end();
      return;
    }
    const inQuery = url.searchParams.get('token');
    if (inQuery !== null && !sameToken(inQuery, token))
      return sendPage(response, 403, noEntryPage(NEEDS_TOKEN));
    return serveStatic(staticDir, url.pathname, request, response);
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refused = refusedBecause(request);
    if (refused !== undefined) return refuseUpgrade(socket, 403, refused);
    if (urlOf(request)?.pathname !== '/ws') return refuseUpgrade(socket, 404, 'The WebSocket is at /ws.');
    if (!sameToken(tokenOf(request), token)) return refuseUpgrade(socket, 403, NEEDS_TOKEN);
    if (sockets.clients.size >= MAX_SESSIONS)
      return refuseUpgrade(socket, 503, 'Too many consoles are open.');
    sockets.handleUpgrade(request, socket, head, (webSocket) => runSession(webSocket, sessionOptions));
  });

  const port = await listen(server, host, options.port);
  let closing: Promise<void> | undefined;
  return {
    url: `http://${hostForLink(host)}:${port}/?token=${token}`,
    port,
    close: () => (closing ??= closeAll(server, sockets)),
  };
}

function urlOf(request: IncomingMessage): URL | undefined {
  return URL.parse(request.url ?? '/', 'http://console') ?? undefined;
}

function refuseUpgrade(socket: Duplex, status: number, why: string): void {
  const body = status === 403 ? noEntryPage(why) : `${why}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nCache-Control: no-store\r\n` +
      `Content-Type: ${status === 403 ? 'text/html' : 'text/plain'}; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** The wildcard is no address to open; on this machine the loopback is the same place. */
function hostForLink(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIP(host) === 6 ? `[${host}]` : host;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  const place = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new AppError(
        'PORT_IN_USE',
        `The console cannot use ${place}: another program has it.`,
        'Choose another with --console HOST:PORT, or port 0 for any free one.',
        { cause: error },
      );
    case 'EACCES':
      return new AppError(
        'NEEDS_PRIVILEGE',
        `The console may not use ${place}.`,
        'Ports below 1024 need privilege: choose a higher one with --console HOST:PORT.',
        { cause: error },
      );
    default:
      return new AppError(
        'BAD_ADDRESS',
        `The console cannot listen on ${place}: ${error.message}.`,
        'Give an address of this machine with --console HOST:PORT.',
        { cause: error },
      );
  }
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) {
    socket.close(1001, 'The engine is stopping.');
    socket.terminate();
  }
  sockets.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
