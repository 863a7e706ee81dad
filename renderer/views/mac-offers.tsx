/** What Macs are offered when they ask for an address: one switch, for firmware that wants it the other way. */
import { NativeSelect } from '@mantine/core';
import type { Config } from '../../shared/model/config.ts';
import { useConfigChange } from '../config-change.ts';
import { useRun } from '../engine-context.ts';
import { texts } from '../texts/texts.ts';
import styles from './panel.module.css';

type Offer = Config['bsdp']['offer'];

export function MacOffers({ config: { bsdp } }: { config: Config }) {
  const run = useRun();
  const t = texts().boot;
  const changeConfig = useConfigChange();
  const set = (offer: Offer) =>
    changeConfig(
      (before) => ({ ...before, bsdp: { ...before.bsdp, offer } }),
      () => run('config.update', { bsdp: { ...bsdp, offer } }),
    );
  return (
    <section className={styles.fields} aria-label={t.macs}>
      <NativeSelect
        id="mac-offers"
        label={t.macsOffered}
        value={bsdp.offer}
        onChange={(event) => void set(event.currentTarget.value as Offer)}
      >
        <option value="plain">{t.offers.plain}</option>
        <option value="combined">{t.offers.combined}</option>
      </NativeSelect>
      <p className="soft">{t.offersMean[bsdp.offer]}</p>
    </section>
  );
}
