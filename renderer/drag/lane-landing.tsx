/** Over a lane, while something is dragged: where it would land, or why it cannot. */
import { useStore } from '../store.ts';
import type { Mac } from '../../shared/wire/address.ts';
import { landingAt, useDragged } from './dragged.ts';
import styles from './lane-landing.module.css';

export function LaneLanding({ mac }: { mac: Mac }) {
  const over = useDragged((state) => (state.dragged ? state.over : undefined));
  const isTarget = useStore(
    ({ marked }) => over === mac || (over !== undefined && marked.has(over) && marked.has(mac)),
  );
  if (over === undefined || !isTarget) return null;
  const landing = landingAt(over);
  if (!landing) return null;
  return (
    <div
      className={`${styles.landing ?? ''} ${landing.fits ? '' : (styles.refused ?? '')}`}
      data-landing={landing.fits ? 'fits' : 'refused'}
    >
      {over === mac && <span className={styles.sentence}>{landing.sentence}</span>}
    </div>
  );
}
