/** The top of the window: which network, how it is answered, who else is there, and the menu. */
import type { EngineStatus } from '../../shared/model/api.ts';
import { engineClock } from '../engine-clock.ts';
import { sizeText } from '../format.ts';
import { useNow } from '../now.ts';
import { PaletteButton } from '../palette/palette-button.tsx';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { ModeSwitch } from './header/mode-switch.tsx';
import { MoreMenu } from './header/more-menu.tsx';
import { Neighbours } from './header/neighbours.tsx';
import { NetworkButton } from './header/network-button.tsx';
import { StartStop } from './header/start-stop.tsx';
import styles from './header.module.css';

/** How often the throughput is told anew. */
const RATE_MS = 1000;

export function Header() {
  const engine = useStore((state) => state.engine) as EngineStatus;
  const machines = useStore((state) => state.machines.size);
  const words = texts().header;
  return (
    <header className={styles.header}>
      <h1 className={styles.brand}>Rackboot</h1>
      <NetworkButton engine={engine} />
      <ModeSwitch engine={engine} />
      <Neighbours engine={engine} />
      <PaletteButton />
      <span className={`mono soft ${styles.counts ?? ''}`}>
        {words.machines(machines)}
        <Rate />
      </span>
      <Connected />
      <MoreMenu />
      <StartStop engine={engine} />
    </header>
  );
}

/** What leaves for the machines now; nothing is said while nothing does. */
function Rate() {
  const pageNow = useNow(RATE_MS);
  const { throughput, machines } = useStore.getState();
  const rate = throughput.rate(machines.values(), engineClock.now(pageNow));
  const words = texts().header;
  return rate < 1 ? null : <span title={words.rateMeans}>, {words.rate(sizeText(rate))}</span>;
}

/** Seen only while something is wrong; those who do not see the page are told both. */
function Connected() {
  const connection = useStore((state) => state.connection);
  const words = texts().header;
  if (connection === 'open')
    return (
      <span className="unseen" role="status">
        {words.connected}
      </span>
    );
  return (
    <span className={styles.connection} role="status">
      <span className={styles.down} />
      {connection === 'refused' ? words.oldLink : words.reconnecting}
    </span>
  );
}
