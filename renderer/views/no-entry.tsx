/** Before the first state: connecting, nobody there, or the wrong link. */
import type { Connection } from '../client.ts';
import { texts } from '../texts/texts.ts';
import styles from './no-entry.module.css';

export function NoEntry({ connection }: { connection: Connection }) {
  const words = texts().header.entry;
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>Rackboot</h1>
      <div role="status">
        {connection === 'refused' ? (
          <>
            <p className="strong">{words.needsLink}</p>
            <p className="soft">{words.needsLinkDo}</p>
          </>
        ) : connection === 'gone' ? (
          <>
            <p className="strong">{words.gone}</p>
            <p className="soft">{words.goneDo}</p>
          </>
        ) : (
          <p className="soft">{words.connecting}</p>
        )}
      </div>
    </main>
  );
}
