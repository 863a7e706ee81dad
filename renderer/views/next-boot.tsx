/** What the machine would get now and why: asked of the engine, which decides it, each time something about it changed. */
import { useEffect, useState } from 'react';
import type { BootPlan, Machine } from '../../shared/model/machine.ts';
import { useEngine } from '../engine-context.ts';
import { useNames } from '../names.ts';
import { useStore } from '../store.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import { planSentence } from '../wording-machine.ts';
import styles from './panel.module.css';

export function NextBoot({ machine }: { machine: Machine }) {
  const { client } = useEngine();
  const config = useStore((state) => state.config);
  const images = useStore((state) => state.images);
  const answers = useStore((state) => state.answers);
  const connection = useStore((state) => state.connection);
  const names = useNames();
  const [plan, setPlan] = useState<BootPlan>();
  const { mac, install } = machine;

  useEffect(() => {
    let current = true;
    if (connection !== 'open') return undefined;
    client.call('machines.plan', { mac }).then(
      (answer) => {
        if (current) setPlan(answer);
      },
      // The panel of a machine that was forgotten meanwhile: it closes by itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, connection, mac, install, config, images, answers]);

  if (!plan) return null;
  return (
    <section aria-label={texts().boot.nextBoot}>
      <h2>{texts().boot.nextNetworkBoot}</h2>
      <p className="strong">{planSentence(plan, names)}</p>
      <ul className={`soft ${styles.why ?? ''}`}>
        {plan.why.map((reason) => (
          <li key={reason}>{said(reason)}</li>
        ))}
      </ul>
    </section>
  );
}
