/** The lower part of the window: what happened, in events or packet by packet. */
import { Tabs } from '../parts/tabs.tsx';
import type { BelowPage } from '../store.ts';
import { useStore } from '../store.ts';
import { Events } from './events.tsx';
import styles from './events.module.css';
import { Packets } from './packets/packets.tsx';

const PAGES = [
  { id: 'events', word: 'Events' },
  { id: 'packets', word: 'Packets' },
] as const satisfies readonly { id: BelowPage; word: string }[];

export function Below() {
  const page = useStore((state) => state.below);
  return (
    <footer className={styles.footer}>
      <Tabs
        label="What is shown below"
        tabs={PAGES}
        chosen={page}
        onChoose={(below) => useStore.setState({ below })}
      >
        {page === 'events' ? <Events /> : <Packets />}
      </Tabs>
    </footer>
  );
}
