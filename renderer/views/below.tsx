/** The lower part of the window: what happened, in events or packet by packet. */
import { useState } from 'react';
import { Tabs } from '../parts/tabs.tsx';
import { Events } from './events.tsx';
import styles from './events.module.css';
import { Packets } from './packets/packets.tsx';

type Page = 'events' | 'packets';

const PAGES = [
  { id: 'events', word: 'Events' },
  { id: 'packets', word: 'Packets' },
] as const satisfies readonly { id: Page; word: string }[];

export function Below() {
  const [page, setPage] = useState<Page>('events');
  return (
    <footer className={styles.footer}>
      <Tabs label="What is shown below" tabs={PAGES} chosen={page} onChoose={setPage}>
        {page === 'events' ? <Events /> : <Packets />}
      </Tabs>
    </footer>
  );
}
