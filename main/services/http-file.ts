/** A boot file as an HTTP answer: whole, in part, unchanged, or only its header. */
import type { HttpDecision } from '../../shared/boot/http-range.ts';
import { decideHttp } from '../../shared/boot/http-range.ts';
import { contentTypeOf } from '../../shared/boot/http-type.ts';
import type { BootFile, OnTransfer } from '../../shared/model/boot-file.ts';
import type { BufferPool } from './buffer-pool.ts';
import type { HttpExchange } from './http-exchange.ts';
import { streamBody } from './http-stream.ts';

const PROGRESS_EVERY_MS = 200;

export interface SendParts {
  readonly buffers: BufferPool;
  readonly onTransfer: OnTransfer;
  /** ms; only differences count. */
  readonly now: () => number;
}

/** Answers with `file`, or with the part or the refusal the request's header asks for. The caller closes it. */
export async function sendFile(
  exchange: HttpExchange,
  method: 'GET' | 'HEAD',
  file: BootFile,
  parts: SendParts,
): Promise<void> {
  const { headers: asked } = exchange.request;
  const decision = decideHttp(
    {
      method,
      range: asked.range,
      ifRange: [asked['if-range']].flat()[0],
      ifMatch: asked['if-match'],
      ifNoneMatch: asked['if-none-match'],
      ifModifiedSince: asked['if-modified-since'],
      ifUnmodifiedSince: asked['if-unmodified-since'],
    },
    file,
  );
  const { status } = decision;
  switch (status) {
    case 304:
      return exchange.replyEmpty(status, decision.headers);
    case 412:
      return exchange.explain(status, 'It has changed.', decision.headers);
    case 416:
      return exchange.explain(status, `The file has ${file.sizeBytes} bytes.`, decision.headers);
    case 200:
    case 206: {
      const contentType = file.contentType ?? contentTypeOf(exchange.path);
      const headers = { 'Content-Type': contentType, ...decision.headers };
      if (method === 'HEAD' || decision.length === 0) return exchange.replyEmpty(status, headers);
      return sendBody(exchange, file, decision, headers, parts);
    }
  }
}

async function sendBody(
  exchange: HttpExchange,
  file: BootFile,
  { status, start, length }: HttpDecision,
  headers: Record<string, string>,
  { buffers, onTransfer, now }: SendParts,
): Promise<void> {
  const { path, from, mac, response, gone } = exchange;
  let sent = 0;
  let toldAt = now();
  const tell = (done: boolean): void =>
    onTransfer({
      via: 'http',
      path,
      from,
      ...(mac && { mac }),
      bytes: sent,
      start,
      totalBytes: file.sizeBytes,
      done,
    });
  try {
    const outcome = await streamBody({
      ...{ source: file, start, length, buffers, gone },
      write: (bytes, done) => response.write(bytes, done),
      begin: () => response.writeHead(status, headers),
      onSent: (bytes) => {
        sent = bytes;
        if (bytes === length || now() - toldAt < PROGRESS_EVERY_MS) return;
        toldAt = now();
        tell(false);
      },
    });
    if (outcome === 'finished') await exchange.end();
    exchange.served(status, sent, outcome === 'aborted');
  } finally {
    tell(true);
  }
}
