/** The console's own files (the built renderer): path-safe, under a strict content policy, never framed. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { notBuiltPage } from './pages.ts';

/**
 * On every response. No inline script or style: the page sets styles through the DOM only. `connect-src 'self'` covers the
 * WebSocket of the same host and port (CSP level 3 §6.7.2.8).
 */
export const SAFETY_HEADERS: OutgoingHttpHeaders = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The path segments of a URL path, decoded, or undefined where one of them could leave the folder: `..`, a slash or
 * back-slash or NUL that was percent-encoded, a drive letter, a hidden file.
 */
export function safeSegments(path: string): readonly string[] | undefined {
  const segments: string[] = [];
  for (const part of path.split('/')) {
    if (part === '') continue;
    let segment: string;
    try {
      segment = decodeURIComponent(part);
    } catch {
      return undefined;
    }
    if (segment.startsWith('.') || /[/\\:\0]/.test(segment)) return undefined;
    segments.push(segment);
  }
  return segments;
}

export function sendPage(response: ServerResponse, status: number, html: string): void {
  send(response, status, TYPES['.html'], html);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, TYPES['.txt'], text);
}

function send(response: ServerResponse, status: number, type: string | undefined, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(status, {
    ...SAFETY_HEADERS,
    'content-type': type,
    'content-length': body.length,
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** Answers GET and HEAD of a file below `folder`; `/` is index.html. `path` is the URL's path, still encoded. */
export async function serveStatic(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const segments = safeSegments(path);
  const name = segments?.length === 0 ? 'index.html' : segments?.join('/');
  const type = name === undefined ? undefined : TYPES[extname(name)];
  const body =
    name !== undefined && type !== undefined ? await readOrUndefined(join(folder, name)) : undefined;
  if (body === undefined || type === undefined) {
    if (name === 'index.html') return sendPage(response, 503, notBuiltPage());
    sendText(response, 404, 'No such file.\n');
    return;
  }
  response.writeHead(200, {
    ...SAFETY_HEADERS,
    'content-type': type,
    'content-length': body.length,
    // What vite writes to assets/ has a hash in its name; index.html names them and must always be fresh.
    'cache-control': segments?.[0] === 'assets' ? 'public, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function readOrUndefined(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
