/** The HTTP service on loopback over files made up by a formula, with everything it does written down. */
import { connect } from 'node:net';
import type { Server, Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { HttpParts } from '../../main/services/http.ts';
import { createHttpService } from '../../main/services/http.ts';
import type {
  BootFile,
  BootFileAnswer,
  BootRequest,
  TransferProgress,
} from '../../shared/model/boot-file.ts';
import type { EventBody } from '../../shared/model/event.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { LOOPBACK, listeningDouble } from '../ports-double.ts';

export const MAC = '52:54:00:aa:bb:cc' as Mac;
export const MODIFIED = Date.UTC(2024, 1, 29, 12, 0, 0);

/** A prime, so that no buffer size hides a byte at the wrong place. */
const PERIOD = 65_521;
const pattern = Buffer.from(Uint8Array.from({ length: PERIOD }, (_, i) => (i * 131 + (i >> 8)) & 255));

/** What every made-up file holds at `start`. */
export function contentAt(start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  fillContent(bytes, start);
  return bytes;
}

function fillContent(target: Uint8Array, start: number): void {
  for (let at = 0; at < target.length;) {
    const from = (start + at) % PERIOD;
    const part = pattern.subarray(from, from + target.length - at);
    target.set(part, at);
    at += part.length;
  }
}

export type Answer = (request: BootRequest) => BootFileAnswer | Promise<BootFileAnswer>;

export interface RunningHttp {
  readonly service: Service;
  readonly port: number;
  /** The socket's side of it. */
  server(): Server;
  readonly url: string;
  readonly events: EventBody[];
  readonly transfers: TransferProgress[];
  readonly requests: BootRequest[];
  /** Files given out and not closed yet. */
  open(): number;
  /** Bytes read from all files so far. */
  bytesRead(): number;
  /** A file of this size, counted in `open()`; `fields` replace what it is made of. */
  file(sizeBytes: number, fields?: Partial<BootFile>): BootFileAnswer;
  served(): Extract<EventBody, { type: 'http.served' }>[];
  /** Waits until nothing is under way any more: as many events as requests, and every file closed. */
  settled(): Promise<void>;
}

export async function runHttp(
  files: Readonly<
    Record<
      string,
      (http: Pick<RunningHttp, 'file'>, request: BootRequest) => BootFileAnswer | Promise<BootFileAnswer>
    >
  >,
  options: Partial<Pick<HttpParts, 'limits' | 'routes' | 'now'>> = {},
): Promise<RunningHttp> {
  const ports = listeningDouble();
  const events: EventBody[] = [];
  const transfers: TransferProgress[] = [];
  const requests: BootRequest[] = [];
  let open = 0;
  let bytesRead = 0;

  const file = (sizeBytes: number, fields: Partial<BootFile> = {}): BootFileAnswer => {
    open++;
    let closed = false;
    const made: BootFile = {
      sizeBytes,
      version: `v${sizeBytes}`,
      modifiedAt: MODIFIED,
      generated: false,
      async read(target, position) {
        if (closed) throw new Error('read after close');
        const filled = Math.min(target.length, sizeBytes - position);
        fillContent(target.subarray(0, filled), position);
        bytesRead += filled;
        return filled;
      },
      async close() {
        if (closed) throw new Error('closed twice');
        closed = true;
        open--;
      },
      ...fields,
    };
    return { kind: 'file', file: made, mac: MAC };
  };

  const service = createHttpService({
    ports,
    port: 80,
    openBootFile: async (request) => {
      requests.push(request);
      const answer = files[request.path];
      return answer ? answer({ file }, request) : { kind: 'missing', why: 'no such file' };
    },
    append: (event) => void events.push(event),
    onTransfer: (progress) => void transfers.push(progress),
    now: () => performance.now(),
    ...options,
  });
  await service.start();
  onTestFinished(() => service.stop());
  const port = ports.port();
  const ended = (): number =>
    events.filter(({ type }) => type === 'http.served' || type === 'http.failed').length;
  return {
    server: ports.server,
    ...{ service, port, events, transfers, requests, file },
    url: `http://${LOOPBACK}:${port}`,
    open: () => open,
    bytesRead: () => bytesRead,
    served: () => events.filter((event) => event.type === 'http.served'),
    settled: () => eventually(() => open === 0 && ended() >= requests.length),
  };
}

/** Waits for what must become true; the test's own time limit ends it. */
export async function eventually(look: () => boolean): Promise<void> {
  while (!look()) await sleep(5);
}

export async function dial(port: number): Promise<Socket> {
  const socket = connect({ port, host: LOOPBACK, allowHalfOpen: true });
  // Resets by the server are seen as the end of what it sent.
  socket.on('error', () => socket.destroy());
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Sends `text` as it is and resolves with everything that comes until the server closes. */
export async function converse(port: number, text: string): Promise<Buffer> {
  const socket = await dial(port);
  socket.write(text, 'latin1');
  return readToEnd(socket);
}

export async function readToEnd(socket: Socket): Promise<Buffer> {
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  if (!socket.closed && !socket.readableEnded) {
    await new Promise((resolve) => {
      socket.once('end', resolve);
      socket.once('close', resolve);
    });
  }
  return Buffer.concat(parts);
}

export interface ParsedAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Answers that follow each other on one connection, each as long as its Content-Length; `heads` of them have no body. */
export function parseAnswers(
  bytes: Buffer,
  bodiless: (index: number, status: number) => boolean = () => false,
): ParsedAnswer[] {
  const answers: ParsedAnswer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end < 0) throw new Error(`no end of a header in ${bytes.subarray(at, at + 80).toString('latin1')}`);
    const [statusLine = '', ...lines] = bytes.subarray(at, end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
    if (!(status >= 100)) throw new Error(`not a status line: ${statusLine}`);
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
    );
    const length =
      bodiless(answers.length, status) || status === 304 ? 0 : Number(headers.get('content-length'));
    answers.push({ status, headers, body: bytes.subarray(end + 4, end + 4 + length) });
    at = end + 4 + length;
  }
  return answers;
}
