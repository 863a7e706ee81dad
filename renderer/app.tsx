/** The window: header, files at the left, machines in the middle, what was chosen at the right, events below. */
import { useEffect } from 'react';
import styles from './app.module.css';
import { DropTarget } from './parts/drop-target.tsx';
import { Notices } from './parts/notices.tsx';
import { Region } from './parts/region.tsx';
import { useStore } from './store.ts';
import { Banners } from './views/banners.tsx';
import { Events } from './views/events.tsx';
import { Files } from './views/files.tsx';
import { Header } from './views/header.tsx';
import { MachinePanel } from './views/machine-panel.tsx';
import { Machines } from './views/machines.tsx';
import { NetworkPanel } from './views/network-panel.tsx';
import { NoEntry } from './views/no-entry.tsx';

export function App() {
  const connection = useStore((state) => state.connection);
  const engine = useStore((state) => state.engine);
  const selected = useStore((state) => (state.selected ? state.machines.get(state.selected) : undefined));
  const interfaceName = engine?.interface.name;

  useEffect(() => {
    document.title = interfaceName ? `Rackboot ${interfaceName}` : 'Rackboot';
  }, [interfaceName]);

  if (!engine) return <NoEntry connection={connection} />;
  return (
    <div className={styles.window}>
      <Header />
      <Banners />
      <div className={styles.middle}>
        <Region name="The files">
          <Files />
        </Region>
        <Region name="The list of machines">
          <Machines />
        </Region>
        <aside className={styles.right} aria-label={selected ? 'Chosen machine' : 'This network'}>
          <Region key={selected?.mac ?? ''} name="This panel">
            {selected ? <MachinePanel machine={selected} /> : <NetworkPanel />}
          </Region>
        </aside>
      </div>
      <Region name="The events">
        <Events />
      </Region>
      <DropTarget />
      <Notices />
    </div>
  );
}
