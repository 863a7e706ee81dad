/** What a hostile or odd client can do that `fetch` and `ws` will not: any header, any byte, hanging up at will. */
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { once } from 'node:events';

export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => socket.destroy());
  return socket;
}

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends a request head (and body) as written and reads until the server ends the answer or begins a WebSocket. */
export async function rawRequest(port: number, lines: readonly string[], body = ''): Promise<RawAnswer> {
  const socket = await dial(port);
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  const answer = await readAnswer(socket);
  socket.destroy();
  return answer;
}

/** Up to the end of the body as Content-Length gives it, or the end of the stream. */
export async function readAnswer(socket: Socket): Promise<RawAnswer> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const answer = parseAnswer(text);
    if (answer) return answer;
  }
  return parseAnswer(text, true) ?? { status: 0, head: text, body: '' };
}

function parseAnswer(text: string, ended = false): RawAnswer | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  const length = Number(
    /^content-length: (\d+)$/im.exec(head)?.[1] ?? (status === 101 || status === 204 ? 0 : Infinity),
  );
  return ended || Buffer.byteLength(body) >= length ? { status, head, body } : undefined;
}

/** The lines of a WebSocket handshake (RFC 6455 §4.1) with headers changed; `undefined` leaves one out. */
export function handshake(headers: Readonly<Record<string, string | undefined>>, path = '/ws'): string[] {
  const all: Record<string, string | undefined> = {
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== undefined);
  return [`GET ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value ?? ''}`)];
}
