/** The thread of lease-store.ts: opens the lease database and commits what it is told, one batch after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { reportError } from '../../shared/model/error.ts';
import type { LeaseDatabase, LeaseDatabaseOptions } from './lease-database.ts';
import { openLeaseDatabase } from './lease-database.ts';
import type { FromLeaseThread, ToLeaseThread } from './lease-store.ts';

function tell(message: FromLeaseThread): void {
  parentPort?.postMessage(message);
}

function serve(database: LeaseDatabase): void {
  parentPort?.on('message', (message: ToLeaseThread) => {
    if (message === 'close') {
      database.close();
      parentPort?.close();
      return;
    }
    try {
      database.commit(message.commit);
      tell('committed');
    } catch (error) {
      tell({ failed: reportError(error) });
    }
  });
}

try {
  const database = openLeaseDatabase(workerData as LeaseDatabaseOptions);
  serve(database);
  tell({ opened: database.load(), ...(database.setAside !== undefined && { setAside: database.setAside }) });
} catch (error) {
  tell({ failed: reportError(error) });
}
