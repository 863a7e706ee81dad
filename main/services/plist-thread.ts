/** The thread of property-list.ts: reads the one property list it is given, answers and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'plist';
import { unfoldedBytes } from '../../shared/wire/binary-plist.ts';
import type { FromPlistThread } from './property-list.ts';
import { MAX_PLIST_BYTES } from './property-list.ts';

/** A thread that runs out of memory takes the whole process with it, so this is looked at before. */
const MAX_UNFOLDED_BYTES = 4 * MAX_PLIST_BYTES;

// The reader of XML writes every complaint to the console as well, for some files a million of them.
console.error = () => undefined;

function read(bytes: Uint8Array): unknown {
  // The package takes binary ones as bytes and the others as text.
  if (Buffer.from(bytes.subarray(0, 6)).toString('latin1') !== 'bplist')
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  if (unfoldedBytes(bytes) > MAX_UNFOLDED_BYTES) throw new Error('what it holds is larger than itself');
  return parse(bytes);
}

function answer(): FromPlistThread {
  try {
    return { value: read(workerData as Uint8Array) };
  } catch (error) {
    // It may name every tag of the file.
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] as string;
    return { failed: reason.length > 100 ? `${reason.slice(0, 100)}…` : reason };
  }
}

parentPort?.postMessage(answer());
