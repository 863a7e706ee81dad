/**
 * Leases on disk without waiting for the disk: the database works in a thread of its own (lease-thread.ts).
 *
 * A DHCPACK must not leave before its lease is on disk (RFC 2131 §3.1 step 4: "commits the binding to persistent
 * storage"), and a flush takes from 50 µs to 50 ms (an SD card in a Raspberry Pi). On the engine's own thread every ACK
 * would hold up TFTP and HTTP for all other machines that long; here only the replies concerned wait. What is handed in
 * during a flush goes out together with the next one (group commit).
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ErrorReport } from '../../shared/model/error.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Lease } from '../../shared/model/machine.ts';
import type { LeaseDatabaseOptions } from './lease-database.ts';

export interface LeaseStore {
  /** What was saved when it was opened, expired records too: a machine gets the address again that it had. */
  readonly saved: readonly Lease[];
  /** Where a file that was no lease database was moved to. */
  readonly setAside?: string;
  /** Resolves when they are on disk. Rejects with AppError DISK_FULL or DATA_UNWRITABLE when none of them is. */
  commit(leases: readonly Lease[]): Promise<void>;
  /** Idempotent; what was handed in before is written first. */
  close(): Promise<void>;
}

/** From the store to its thread. */
export type ToLeaseThread = { readonly commit: readonly Lease[] } | 'close';

/** From the thread: one `opened` or `failed` first, then one `committed` or `failed` per commit. */
export type FromLeaseThread =
  | { readonly opened: readonly Lease[]; readonly setAside?: string }
  | 'committed'
  | { readonly failed: ErrorReport };

interface Commit {
  readonly leases: readonly Lease[];
  readonly resolve: () => void;
  readonly reject: (error: AppError) => void;
}

/** Rejects with AppError DATA_IN_USE (another Rackboot holds it), DATA_UNWRITABLE or DISK_FULL; nothing stays open then. */
export async function openLeaseStore(options: LeaseDatabaseOptions): Promise<LeaseStore> {
  // `.ts` in a checkout, `.js` once compiled.
  const thread = new Worker(new URL(`./lease-thread${extname(import.meta.url)}`, import.meta.url), {
    workerData: options,
    // Flags of the main program (--input-type, --cpu-prof) are not for it.
    execArgv: [],
  });
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  const first = await firstMessage(thread);
  if (first === 'committed' || 'failed' in first) {
    await ended;
    throw first === 'committed' ? threadEnded() : toAppError(first.failed);
  }

  let waiting: Commit[] = [];
  let underWay: Commit[] = [];
  let isOpen = true;
  let reason: unknown;

  function add(leases: readonly Lease[]): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ leases, resolve, reject });
      writeNext();
    });
  }

  function writeNext(): void {
    if (underWay.length > 0 || waiting.length === 0) return;
    underWay = waiting;
    waiting = [];
    tell(thread, { commit: underWay.flatMap((one) => one.leases) });
  }

  function finish(error: AppError | undefined): void {
    const finished = underWay;
    underWay = [];
    for (const one of finished) {
      if (error) one.reject(error);
      else one.resolve();
    }
    writeNext();
  }

  thread.on('message', (message: FromLeaseThread) => {
    finish(message === 'committed' || 'opened' in message ? undefined : toAppError(message.failed));
  });
  thread.on('error', (error) => {
    reason = error;
  });
  thread.on('exit', () => {
    isOpen = false;
    underWay = [...underWay, ...waiting];
    waiting = [];
    finish(threadEnded(reason));
  });

  return {
    saved: first.opened,
    ...(first.setAside !== undefined && { setAside: first.setAside }),
    async commit(leases) {
      if (!isOpen) throw threadEnded(reason);
      if (leases.length > 0) await add(leases);
    },
    async close() {
      if (isOpen) {
        isOpen = false;
        // An empty commit comes after all others, whether they succeed or not.
        await add([]).catch(() => undefined);
        tell(thread, 'close');
      }
      await ended;
    },
  };
}

function firstMessage(thread: Worker): Promise<FromLeaseThread> {
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

function tell(thread: Worker, message: ToLeaseThread): void {
  thread.postMessage(message);
}

function toAppError({ code, message, hint }: ErrorReport): AppError {
  return new AppError(code, message, hint);
}

function threadEnded(reason?: unknown): AppError {
  const because = reason instanceof Error ? `: ${reason.message}` : '';
  return new AppError(
    'DATA_UNWRITABLE',
    `The thread that saves leases has ended${because}.`,
    'Start Rackboot again.',
  );
}
