/** What is wrong with the engine as a whole, or waits for somebody, and stays so until it changes. */
import { Button } from '@mantine/core';
import type { EngineStatus } from '../../shared/model/api.ts';
import { useRun } from '../engine-context.ts';
import { useNetwork } from '../network/network-state.ts';
import { useStore } from '../store.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import styles from './banners.module.css';
import { useStart } from './header/start-stop.tsx';
import { comingNames } from './rack/next-name.ts';
import { useSetupShown } from './setup/setup-shown.ts';

export function Banners() {
  const connection = useStore((state) => state.connection);
  const services = useStore((state) => state.engine?.services);
  const state = useStore((store) => store.engine?.state);
  const failed = services?.filter((service) => service.state === 'failed') ?? [];
  const words = texts().header.banner;
  return (
    <div className={styles.banners} role="status">
      {connection === 'refused' && (
        <p className={styles.banner}>
          <b>{words.startedAgain}</b> {words.startedAgainDo}
        </p>
      )}
      {(connection === 'gone' || connection === 'connecting') && (
        <p className={styles.banner}>
          <b>{words.gone}</b> {words.goneDo}
        </p>
      )}
      {connection === 'open' && state === 'stopping' && (
        <p className={styles.banner}>
          <b>{words.stopping}</b> {words.stoppingDo}
        </p>
      )}
      {connection === 'open' && state === 'running' && <ListeningBanner />}
      <NamingBanner />
      {failed.map(({ name, error }) => (
        <p key={name} className={styles.banner}>
          <b>
            {words.serviceFailed(name.toUpperCase())} {error && said(error.message)}
          </b>{' '}
          {error && said(error.hint)} {error && <span className="mono">{error.code}</span>}
        </p>
      ))}
    </div>
  );
}

/** Rackboot starts where it was left, but answers only after a click. While the first steps say the same, it would be twice. */
function ListeningBanner() {
  const engine = useStore((state) => state.engine);
  const going = useNetwork((state) => state.going) ?? engine?.changing;
  const setup = useSetupShown();
  const words = texts().header;
  if (!engine?.interface || engine.mode !== 'listen' || going || setup === 'page') return null;
  return (
    <p className={`${styles.banner ?? ''} ${styles.note ?? ''}`}>
      <span>
        <b>{words.banner.onlyListening(engine.interface.name)}</b> {words.banner.onlyListeningDo}
      </span>
      <StartServing engine={engine} />
    </p>
  );
}

function StartServing({ engine }: { engine: EngineStatus }) {
  const start = useStart(engine);
  const words = texts().header;
  if (!start) return null;
  return (
    <Button title={words.startMeans(start.mode)} onClick={() => void start.now()}>
      {words.banner.startServing}
    </Button>
  );
}

/** Whoever switches machines on looks here for the name of the next. */
function NamingBanner() {
  const run = useRun();
  const config = useStore((state) => state.config);
  const naming = config?.naming;
  const words = texts().header.banner;
  if (!naming) return null;
  return (
    <p className={`${styles.banner ?? ''} ${styles.note ?? ''}`}>
      <span>
        <b>{words.naming}</b> {words.nextBecomes}{' '}
        <b className="mono">{comingNames(naming, config, 1)[0] ?? words.numbersUsedUp}</b>
        {naming.group !== undefined && <> {words.inGroup(naming.group)}</>}.
      </span>
      <Button onClick={() => void run('naming.stop', {})}>{words.stopNaming}</Button>
    </p>
  );
}
