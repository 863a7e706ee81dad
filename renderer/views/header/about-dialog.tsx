/** The engine this page speaks to: which one, since when, where. */
import { timeText } from '../../format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { KeyValues } from '../../parts/key-values.tsx';
import { openDialog, useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from './question.module.css';

export function AboutDialog() {
  const words = texts().header.aboutEngine;
  const engine = useStore((state) => state.engine);
  if (!engine) return null;
  const services = engine.services.map(
    ({ name, state }) => `${name.toUpperCase()} ${state === 'running' ? words.running : words.failed}`,
  );
  return (
    <Dialog small title={texts().header.about} onClose={() => openDialog(undefined)}>
      <div className={styles.body}>
        <KeyValues
          rows={[
            { key: words.version, value: `Rackboot ${engine.version}` },
            { key: words.since, value: timeText(engine.startedAt) },
            { key: words.interface, value: engine.interface?.name },
            { key: words.bootFiles, value: engine.http, mono: true },
            { key: words.console, value: location.origin, mono: true },
            { key: words.services, value: services.length > 0 ? services.join(', ') : words.none },
          ]}
        />
      </div>
    </Dialog>
  );
}
