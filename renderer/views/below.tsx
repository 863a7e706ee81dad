/** The lower part of the window: what happened, in events or packet by packet. */
import { PLACES } from '../parts/skip-links.tsx';
import { ContextMenu } from '../menu/context-menu.tsx';
import { Tabs } from '../parts/tabs.tsx';
import type { BelowPage } from '../store.ts';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { Events } from './events.tsx';
import styles from './events.module.css';
import { Packets } from './packets/packets.tsx';

export function Below() {
  const page = useStore((state) => state.below);
  const { events, packets, page: words } = texts();
  const tabs: readonly { id: BelowPage; word: string }[] = [
    { id: 'events', word: events.events },
    { id: 'packets', word: packets.packets },
  ];
  return (
    <footer id={PLACES.below} tabIndex={-1} className={styles.footer}>
      <Tabs
        label={words.whatIsBelow}
        tabs={tabs}
        chosen={page}
        onChoose={(below) => useStore.setState({ below })}
      >
        {page === 'events' ? <Events /> : <Packets />}
      </Tabs>
      {/* It lies above everything; its place here is for those who go from landmark to landmark. */}
      <ContextMenu />
    </footer>
  );
}
