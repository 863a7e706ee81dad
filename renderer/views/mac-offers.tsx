/** What Macs are offered when they ask for an address: one switch, for firmware that wants it the other way. */
import { NativeSelect } from '@mantine/core';
import type { Config } from '../../shared/model/config.ts';
import { useConfigChange } from '../config-change.ts';
import { useRun } from '../engine-context.ts';
import styles from './panel.module.css';

type Offer = Config['bsdp']['offer'];

export function MacOffers({ config: { bsdp } }: { config: Config }) {
  const run = useRun();
  const changeConfig = useConfigChange();
  const set = (offer: Offer) =>
    changeConfig(
      (before) => ({ ...before, bsdp: { ...before.bsdp, offer } }),
      () => run('config.update', { bsdp: { ...bsdp, offer } }),
    );
  return (
    <section className={styles.fields} aria-label="Macs">
      <NativeSelect
        id="mac-offers"
        label="Macs that ask for an address are offered"
        value={bsdp.offer}
        onChange={(event) => void set(event.currentTarget.value as Offer)}
      >
        <option value="plain">an address; they ask for images next</option>
        <option value="combined">an address and an image together</option>
      </NativeSelect>
      <p className="soft">
        {bsdp.offer === 'plain'
          ? 'Right for nearly every Intel Mac. Where one of before 2011 asks for nothing after its address, try the other.'
          : 'For Macs of before 2011. Newer ones boot with it too, but Apple’s specification dropped it.'}
      </p>
    </section>
  );
}
