/**
 * Apple property lists, XML or binary, read by the package `plist` in a thread of its own: a broken file of a mebibyte keeps
 * it busy for seconds, in which DHCP must not stop.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** The largest that is read; those of NetBoot images have a few kilobytes. */
export const MAX_PLIST_BYTES = 1024 * 1024;

const LIMIT_MS = 5000;

/** What plist-thread.ts answers. */
export type FromPlistThread = { readonly value: unknown } | { readonly failed: string };

/** Objects, arrays, strings, numbers, booleans, dates and bytes. Rejects with an Error that says why it cannot be read. */
export async function readPropertyList(bytes: Uint8Array): Promise<unknown> {
  const thread = new Worker(new URL(`./plist-thread${extname(import.meta.url)}`, import.meta.url), {
    workerData: bytes,
    // Flags of the main program (--input-type, --cpu-prof) are not for it.
    execArgv: [],
  });
  let limit: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<FromPlistThread>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      limit = setTimeout(() => reject(new Error('it takes too long to read')), LIMIT_MS);
    });
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.value;
  } finally {
    clearTimeout(limit);
    await thread.terminate();
  }
}
