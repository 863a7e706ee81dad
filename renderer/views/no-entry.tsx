/** Before the first state: connecting, nobody there, or the wrong link. */
import type { Connection } from '../client.ts';
import styles from './no-entry.module.css';

export function NoEntry({ connection }: { connection: Connection }) {
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>Rackboot</h1>
      <div role="status">
        {connection === 'refused' ? (
          <>
            <p className="strong">This page needs the link of the running engine.</p>
            <p className="soft">
              Open the link that Rackboot printed when it started: it begins with http:// and ends with a
              token. Every run has a new one, and each new tab needs it once.
            </p>
          </>
        ) : connection === 'gone' ? (
          <>
            <p className="strong">The engine does not answer.</p>
            <p className="soft">
              Start Rackboot again and open the link it prints. This page tries again by itself.
            </p>
          </>
        ) : (
          <p className="soft">Connecting to the engine…</p>
        )}
      </div>
    </main>
  );
}
