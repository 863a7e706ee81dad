/** For who goes by the Tab key: past what comes first. Seen while the keyboard is on them. */
import type { MouseEvent } from 'react';
import { texts } from '../texts/texts.ts';
import styles from './skip-links.module.css';

/** Ids of the elements that are gone to. */
export const PLACES = { machines: 'machines', panel: 'panel', below: 'below' } as const;

export function SkipLinks() {
  const t = texts().reach;
  const go = (event: MouseEvent<HTMLAnchorElement>): void => {
    // Without a change of the address, which a reload would take up.
    event.preventDefault();
    document.getElementById(event.currentTarget.hash.slice(1))?.focus();
  };
  return (
    <nav className={styles.links} aria-label={t.skipTo}>
      {(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => (
        <a key={place} href={`#${PLACES[place]}`} onClick={go}>
          {t[place]}
        </a>
      ))}
    </nav>
  );
}
