/** Which interface Rackboot is on, how that one is, and the choice of another. */
import { Popover } from '@mantine/core';
import { useRef, useState } from 'react';
import type { EngineStatus, InterfaceInfo } from '../../../shared/model/api.ts';
import type { Warning } from '../../network/cards.ts';
import { hasLink, warningsOf } from '../../network/cards.ts';
import { cardNamed, useNetwork } from '../../network/network-state.ts';
import { useCards } from '../../network/use-cards.ts';
import { useNetworkActions } from '../../network/use-network.ts';
import { openDialog, select, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import header from '../header.module.css';
import { InterfaceList, speedText } from '../setup/interface-list.tsx';
import styles from './network-button.module.css';

/** Often enough to see that a cable was pulled. */
const WATCH_MS = 15_000;

export function NetworkButton({ engine }: { engine: EngineStatus }) {
  const words = texts().header;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { pick } = useNetworkActions();
  const cards = useCards(WATCH_MS);
  const going = useNetwork((state) => state.going) ?? engine.changing;
  const now = here(engine, cards);

  const onPick = (card: InterfaceInfo): void => {
    setOpen(false);
    // The list goes away; a dialog gives the keyboard back to what had it.
    button.current?.focus();
    if (card.addresses.length === 0) openDialog({ dialog: 'give-address', interface: card.name });
    else if (card.name !== engine.interface?.name) void pick(card.name);
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width="min(480px, calc(100vw - 32px))"
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.dropdown ?? '' }}
    >
      <Popover.Target>
        <button
          ref={button}
          type="button"
          className={styles.button}
          title={describe(engine, now)}
          aria-disabled={going !== undefined}
          onClick={() => setOpen(!open && going === undefined)}
        >
          {now ? <Chosen engine={engine} card={now.card} warnings={now.warnings} /> : <None />}
          <span aria-hidden="true">▾</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.interfaces}>
        <p className="soft">{words.onOneOnly}</p>
        <InterfaceList chosen={engine.interface?.name} onPick={onPick} />
        <button
          type="button"
          className="linklike"
          onClick={() => {
            setOpen(false);
            select(undefined);
          }}
        >
          {words.networkDetails}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface Here {
  readonly card: InterfaceInfo;
  readonly warnings: readonly Warning[];
}

/** The engine says what it was when it was chosen, the list what it is now. */
function here(
  { interface: chosen }: EngineStatus,
  cards: readonly InterfaceInfo[] | undefined,
): Here | undefined {
  if (!chosen) return undefined;
  const card = cardNamed(chosen.name, cards);
  if (cards && !card) return { card: chosen, warnings: ['gone'] };
  return { card: card ?? chosen, warnings: warningsOf(card ?? chosen) };
}

function Chosen({ engine, card, warnings }: { engine: EngineStatus } & Here) {
  const words = texts().header;
  const bad = warnings.some((one) => one === 'gone' || one === 'off' || one === 'noLink');
  const prefix = card.addresses.find((one) => one.address === engine.address)?.prefixLength;
  return (
    <>
      <span className={bad ? header.down : header.up} />
      {/* A name by the words that are seen, so that whoever speaks to the page can say them. */}
      <span className="unseen">{words.networkIs}</span> <b className={styles.name}>{card.name}</b>{' '}
      {card.speed !== undefined && hasLink(card) && <span className="soft">{speedText(card.speed)}</span>}{' '}
      {engine.address !== undefined && (
        <span className="mono">
          {engine.address}
          {prefix === undefined ? '' : `/${prefix}`}
        </span>
      )}{' '}
      {warnings.length > 0 && (
        <span className="warn">{warnings.map((one) => words.warning[one]).join(', ')}</span>
      )}
    </>
  );
}

function None() {
  const left = useStore((state) => state.config?.network?.interface);
  const words = texts().header;
  return (
    <>
      <span className={header.none} />
      <span>{words.chooseNetwork}</span>{' '}
      {left !== undefined && (
        <span className="warn">
          {left} {words.warning.gone}
        </span>
      )}
    </>
  );
}

/** All that the button says by colour and a word, in sentences. */
function describe(engine: EngineStatus, now: Here | undefined): string {
  const words = texts().header;
  if (!now) return words.chooseNetwork;
  const { card, warnings } = now;
  const facts = [
    `${words.networkIs} ${card.name}`,
    card.speed === undefined ? undefined : speedText(card.speed),
    engine.address,
    card.mac,
  ].filter((one) => one !== undefined);
  return [facts.join(', '), ...warnings.map((one) => words.warningMeans[one])].join('. ');
}
