/** Where Rackboot answers, how, and who else does. */
import { Button } from '@mantine/core';
import type { EngineStatus } from '../../shared/model/api.ts';
import type { Mode } from '../../shared/model/config.ts';
import { useRun } from '../engine-context.ts';
import { engineClock } from '../engine-clock.ts';
import { countText, sizeText } from '../format.ts';
import { useNow } from '../now.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { PaletteButton } from '../palette/palette-button.tsx';
import { openDialog, select, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import styles from './header.module.css';

/** How often the throughput is told anew. */
const RATE_MS = 1000;

const MODES: Readonly<Record<Mode, { readonly word: string; readonly means: string }>> = {
  listen: { word: 'Listen only', means: 'Answers nobody: shows machines and other servers.' },
  beside: { word: 'Beside DHCP', means: 'Another server gives the addresses; Rackboot says what to boot.' },
  own: { word: 'Own this network', means: 'Gives addresses and says what to boot.' },
};

export function Header() {
  const engine = useStore((state) => state.engine) as EngineStatus;
  const connection = useStore((state) => state.connection);
  const machines = useStore((state) => state.machines.size);
  const selected = useStore((state) => state.selected);
  const run = useRun();
  const { interface: card, mode } = engine;
  const prefix = card?.addresses.find((one) => one.address === engine.address)?.prefixLength;
  const connected = connection === 'open';
  return (
    <header className={styles.header}>
      <h1 className={styles.brand}>Rackboot</h1>
      {card && (
        <div className={styles.chip} title={`Interface ${card.name}${card.mac ? `, ${card.mac}` : ''}`}>
          <span className={card.up ? styles.up : styles.down} />
          <b className={styles.name}>{card.name}</b>
          {card.speed !== undefined && <span className="soft">{speedText(card.speed)}</span>}
          <span className="mono">
            {engine.address}
            {prefix === undefined ? '' : `/${prefix}`}
          </span>
          {!card.up && <span className="warn">no link</span>}
        </div>
      )}
      <div className={styles.chip} title={MODES[mode].means}>
        {MODES[mode].word}
      </div>
      <Neighbours engine={engine} />
      <PaletteButton />
      <span className="mono soft">
        {countText(machines, 'machine')}
        <Rate />
      </span>
      <span className={styles.connection} role="status">
        <span className={connected ? styles.up : styles.down} />
        {connected ? 'Connected' : connection === 'refused' ? 'Link is old' : 'Reconnecting…'}
      </span>
      <Button onClick={() => openDialog({ dialog: 'rack', tab: 'variables' })}>Rack…</Button>
      <Button aria-label={texts().settings.title} onClick={() => openDialog({ dialog: 'settings' })}>
        ⚙
      </Button>
      <Button onClick={() => select(undefined)} aria-pressed={selected === undefined}>
        Network
      </Button>
      <ConfirmButton
        label="Stop"
        variant="filled"
        question="Stop answering machines?"
        disabled={!connected}
        onConfirm={() => void run('engine.stop', {})}
      />
    </header>
  );
}

/** What leaves for the machines now; nothing is said while nothing does. */
function Rate() {
  const pageNow = useNow(RATE_MS);
  const { throughput, machines } = useStore.getState();
  const rate = throughput.rate(machines.values(), engineClock.now(pageNow));
  return rate < 1 ? null : (
    <span title="Sent to machines, over the last 3 seconds">, {sizeText(rate)}/s</span>
  );
}

function Neighbours({ engine }: { engine: EngineStatus }) {
  const { neighbours, mode } = engine;
  const addresses = (isBsdp: boolean): string =>
    neighbours
      .filter(({ kind }) => (kind === 'bsdp') === isBsdp)
      .map(({ address }) => address)
      .join(', ');
  const who = addresses(false);
  const dhcp =
    who === ''
      ? 'No other DHCP server answers here.'
      : mode === 'own'
        ? `Another DHCP server answers here: ${who}. Machines may listen to it instead.`
        : `DHCP server on this network: ${who}.`;
  const netBoot = addresses(true);
  const text = netBoot === '' ? dhcp : `${dhcp} Macs are shown images by ${netBoot} too.`;
  return (
    <span
      className={`cut ${styles.neighbours ?? ''} ${mode === 'own' && who !== '' ? 'warn strong' : 'soft'}`}
      title={text}
    >
      {text}
    </span>
  );
}

/** Mb/s → "1 Gb/s" */
function speedText(megabits: number): string {
  return megabits >= 1000 ? `${megabits / 1000} Gb/s` : `${megabits} Mb/s`;
}
