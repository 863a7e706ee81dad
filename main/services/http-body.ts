/** The small body of a POST: scripts of installers send a form, or a log that nobody asked for. */
import type { IncomingMessage } from 'node:http';

const LONGEST_BYTES = 64 * 1024;
/** A machine that was switched off in the middle of it says no goodbye. */
const PATIENCE_MS = 10_000;

/** As UTF-8, with U+FFFD for what is none. What did not come in time is missing. */
export async function readSmallBody(
  request: IncomingMessage,
): Promise<{ readonly text: string } | 'too long'> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST_BYTES) return 'too long';
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(limit);
      // Not destroyed: the answer leaves by the same socket.
      request.removeListener('data', take);
      request.resume();
      resolve(length > LONGEST_BYTES ? 'too long' : { text: Buffer.concat(chunks).toString('utf8') });
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LONGEST_BYTES) end();
    };
    const limit = setTimeout(end, PATIENCE_MS);
    request.on('data', take);
    for (const event of ['end', 'error', 'close']) request.once(event, end);
  });
}
