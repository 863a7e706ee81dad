/** What is wrong with the engine as a whole and stays so until it changes. */
import { Button } from '@mantine/core';
import { useRun } from '../engine-context.ts';
import { useStore } from '../store.ts';
import styles from './banners.module.css';
import { comingNames } from './rack/next-name.ts';

export function Banners() {
  const connection = useStore((state) => state.connection);
  const services = useStore((state) => state.engine?.services);
  const state = useStore((store) => store.engine?.state);
  const failed = services?.filter((service) => service.state === 'failed') ?? [];
  return (
    <div className={styles.banners} role="status">
      {connection === 'refused' && (
        <p className={styles.banner}>
          <b>Rackboot was started again.</b> This page belongs to the earlier run: open the link that the new
          one printed.
        </p>
      )}
      {(connection === 'gone' || connection === 'connecting') && (
        <p className={styles.banner}>
          <b>The engine does not answer.</b> What you see is what was last known. Trying again by itself.
        </p>
      )}
      {connection === 'open' && state === 'stopping' && (
        <p className={styles.banner}>
          <b>Rackboot is stopping.</b> Machines get no more answers.
        </p>
      )}
      <NamingBanner />
      {failed.map(({ name, error }) => (
        <p key={name} className={styles.banner}>
          <b>
            {name.toUpperCase()} does not work. {error?.message}
          </b>{' '}
          {error?.hint} {error && <span className="mono">{error.code}</span>}
        </p>
      ))}
    </div>
  );
}

/** Whoever switches machines on looks here for the name of the next. */
function NamingBanner() {
  const run = useRun();
  const config = useStore((state) => state.config);
  const naming = config?.naming;
  if (!naming) return null;
  return (
    <p className={`${styles.banner ?? ''} ${styles.naming ?? ''}`}>
      <span>
        <b>Naming by power-on order.</b> The next new machine becomes{' '}
        <b className="mono">{comingNames(naming, config, 1)[0] ?? 'nothing: the numbers are used up'}</b>
        {naming.group !== undefined && <> in group {naming.group}</>}.
      </span>
      <Button onClick={() => void run('naming.stop', {})}>Stop naming</Button>
    </p>
  );
}
