/** POST /upload/<kind>?name=…: the body goes to the engine as it comes; nothing is gathered here. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EngineApi } from '../../shared/model/api.ts';
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError, reportError } from '../../shared/model/error.ts';
import { SAFETY_HEADERS } from './static.ts';

type UploadKind = Parameters<EngineApi['upload']>[0];
const KINDS: readonly UploadKind[] = ['image', 'answer', 'firmware', 'nbi'];

/** A body that sends nothing for this long belongs to a client that is gone. */
const IDLE_MS = 120_000;
/** After an early refusal the rest of the body is read and thrown away for this long, so that the answer gets through. */
const DRAIN_MS = 10_000;

export async function handleUpload(
  api: EngineApi,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  // The HTTP server destroys a socket that times out; the body then ends as broken off.
  request.socket.setTimeout(IDLE_MS);
  try {
    const kind = kindOf(url.pathname);
    const name = nameOf(url.searchParams.get('name'));
    const length = request.headers['content-length'];
    const output = await api.upload(
      kind,
      name,
      length === undefined ? undefined : Number(length),
      bodyOf(request, name),
    );
    sendJson(request, response, 200, { ok: true, output });
  } catch (thrown) {
    const error = reportError(thrown);
    sendJson(request, response, error.code === 'INTERNAL' ? 500 : 422, { ok: false, error });
  }
}

/** For a refusal before the body was looked at. */
export function refuseUpload(request: IncomingMessage, response: ServerResponse, error: ErrorReport): void {
  sendJson(request, response, 403, { ok: false, error });
}

/** The body in chunks; ends with CANCELLED when the client goes away before the last byte. */
async function* bodyOf(request: IncomingMessage, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    // Not destroyed when the engine stops reading early: the socket is still needed for the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk as Uint8Array;
  } catch (cause) {
    throw new AppError(
      'CANCELLED',
      `The upload of ${name} was broken off.`,
      'Nothing was kept; drop the file again.',
      { cause },
    );
  }
  // What the engine does with the file from here on may take its time.
  request.socket.setTimeout(0);
}

function kindOf(path: string): UploadKind {
  const kind = KINDS.find((one) => path === `/upload/${one}`);
  if (kind) return kind;
  throw new AppError(
    'BAD_ARGUMENT',
    `There is no ${path}.`,
    `Upload to ${KINDS.map((one) => `/upload/${one}`).join(', ')}.`,
  );
}

/** A bare file name: what a browser sends, and nothing that could point elsewhere. */
function nameOf(given: string | null): string {
  const name = given?.trim() ?? '';
  const printable = [...name].every(
    (character) => (character.codePointAt(0) as number) >= 0x20 && character !== '\x7f',
  );
  if (name === '' || name.length > 255 || !printable || /[/\\]/.test(name) || /^\.+$/.test(name)) {
    throw new AppError(
      'BAD_ARGUMENT',
      'name: not a file name.',
      'Give it as ?name=debian.iso: no folders, at most 255 characters.',
    );
  }
  return name;
}

/**
 * Answers, also while the client is still sending. Closing at once would make the kernel answer the rest with a reset that
 * overtakes our words (RFC 9112 §9.6), so the rest is read and thrown away for a while first.
 */
function sendJson(request: IncomingMessage, response: ServerResponse, status: number, value: unknown): void {
  if (response.destroyed || request.socket.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  const early = !request.complete;
  response.writeHead(status, {
    ...SAFETY_HEADERS,
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
    ...(early && { connection: 'close' }),
  });
  if (!early) {
    response.end(body);
    return;
  }
  response.write(body);
  const over = () => {
    clearTimeout(limit);
    response.end();
  };
  const limit = setTimeout(over, DRAIN_MS);
  const drop = () => {
    while (request.read() !== null);
  };
  request.once('end', over).once('error', over);
  request.once('close', () => clearTimeout(limit));
  // Not resume(): an engine that left the body half read still listens for `readable`, and then nothing flows.
  request.on('readable', drop);
  drop();
}
