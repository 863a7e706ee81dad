/** The interfaces to choose from, with what speaks for and against each. */
import type { InterfaceInfo } from '../../../shared/model/api.ts';
import { cardsToChoose, hasLink, kindOf, warningsOf } from '../../network/cards.ts';
import { useCards } from '../../network/use-cards.ts';
import { texts } from '../../texts/texts.ts';
import header from '../header.module.css';
import styles from './interface-list.module.css';

/** Somebody who looks at the list plugs an adapter in. */
const WATCH_MS = 3000;

export interface InterfaceListProps {
  readonly chosen: string | undefined;
  readonly disabled?: boolean;
  readonly onPick: (card: InterfaceInfo) => void;
}

export function InterfaceList({ chosen, disabled = false, onPick }: InterfaceListProps) {
  const words = texts().header;
  const cards = useCards(WATCH_MS);
  if (!cards) return <p className="soft">{words.looking}</p>;
  const shown = cardsToChoose(cards);
  if (shown.length === 0) return <p className="warn">{words.noInterfaces}</p>;
  return (
    <ul className={styles.list} aria-label={words.interfaces}>
      {shown.map((card) => (
        <li key={card.name}>
          <Card card={card} chosen={card.name === chosen} disabled={disabled} onPick={() => onPick(card)} />
        </li>
      ))}
    </ul>
  );
}

interface CardProps {
  readonly card: InterfaceInfo;
  readonly chosen: boolean;
  readonly disabled: boolean;
  readonly onPick: () => void;
}

function Card({ card, chosen, disabled, onPick }: CardProps) {
  const words = texts().header;
  const kind = kindOf(card);
  const warnings = warningsOf(card).filter((one) => one !== 'noAddress');
  const hasAddress = card.addresses.length > 0;
  return (
    <button
      type="button"
      className={`${styles.card ?? ''} ${chosen ? (styles.chosen ?? '') : ''}`}
      aria-current={chosen}
      aria-disabled={disabled}
      onClick={() => !disabled && onPick()}
    >
      <span className={hasLink(card) ? header.up : header.down} />
      <span className={styles.facts}>
        <b className={styles.name}>{card.name}</b>
        {card.speed !== undefined && hasLink(card) && <span className="soft">{speedText(card.speed)}</span>}
        <span className={hasAddress ? 'mono' : 'warn'}>
          {hasAddress
            ? card.addresses.map(({ address, prefixLength }) => `${address}/${prefixLength}`).join(', ')
            : words.warning.noAddress}
        </span>
      </span>
      <span className={`${styles.act ?? ''} ${chosen && hasAddress ? 'soft' : (styles.link ?? '')}`}>
        {hasAddress ? (chosen ? words.inUse : words.choose) : words.giveAddress}
      </span>
      <span className={`soft ${styles.more ?? ''}`}>
        {card.mac !== undefined && <span className="mono">{card.mac}</span>}
        {kind !== undefined && <> {words.kind[kind]}</>}
      </span>
      {warnings.map((one) => (
        <span key={one} className={`warn ${styles.more ?? ''}`}>
          {words.warningMeans[one]}
        </span>
      ))}
    </button>
  );
}

/** Mb/s → "1 Gb/s" */
export function speedText(megabits: number): string {
  const words = texts().header;
  return megabits >= 1000 ? words.gigabits(megabits / 1000) : words.megabits(megabits);
}
