/** One hook: what it does, its last result, and a try with a machine of your choice. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Hook } from '../../../shared/model/config.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import { useRun } from '../../engine-context.ts';
import { timeText } from '../../format.ts';
import { useNames } from '../../names.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from './rack.module.css';

export interface HookCardProps {
  readonly hook: Hook;
  readonly onEdit: () => void;
  readonly onChange: (hook: Hook) => void;
  readonly onRemove: () => void;
}

export function HookCard({ hook, onEdit, onChange, onRemove }: HookCardProps) {
  const t = texts().rack;
  const what = hook.does === 'webhook' ? `POST ${hook.url}` : [hook.command, ...hook.args].join(' ');
  return (
    <section className={styles.card} aria-label={t.hookNamed(hook.id)}>
      <div className={styles.cardHead}>
        <b className="cut">{hook.id}</b>
        <span className="soft">{hook.stage === '*' ? t.atEveryCall : t.atStage(hook.stage)}</span>
        <span className={styles.space} />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={hook.enabled}
            onChange={(event) => onChange({ ...hook, enabled: event.currentTarget.checked })}
          />
          {t.on}
        </label>
        <Button aria-label={t.editHook(hook.id)} onClick={onEdit}>
          {t.edit}
        </Button>
        <Button aria-label={t.removeHook(hook.id)} onClick={onRemove}>
          {t.remove}
        </Button>
      </div>
      <p className={`mono soft ${styles.wrap ?? ''}`}>{what}</p>
      <LastResult id={hook.id} />
      <Try hook={hook} />
    </section>
  );
}

function LastResult({ id }: { id: string }) {
  const t = texts().rack;
  const last = useStore((state) => state.hookResults.get(id));
  const names = useNames();
  if (!last) return <p className="faint">{t.notRun}</p>;
  return (
    <div>
      <span className={last.ok ? '' : 'warn'}>
        {t.lastResult(names.machine(last.mac), timeText(last.at), t.result(last.ok, last.status, last.tries))}
      </span>
      {last.output !== '' && <pre className={styles.output}>{last.output}</pre>}
    </div>
  );
}

function Try({ hook }: { hook: Hook }) {
  const run = useRun();
  const t = texts().rack;
  const names = useNames();
  const order = useStore((state) => state.order);
  const [chosen, setChosen] = useState<Mac>();
  const [busy, setBusy] = useState(false);
  const mac = chosen ?? order[0];
  if (mac === undefined) return <p className="soft">{t.noMachineToTry}</p>;
  async function tryIt(of: Mac): Promise<void> {
    setBusy(true);
    // What came of it is told by its event, which everybody sees.
    await run('hooks.try', { mac: of, id: hook.id });
    setBusy(false);
  }
  return (
    <div className={styles.line}>
      <NativeSelect
        aria-label={t.machineToTry(hook.id)}
        value={mac}
        onChange={(event) => setChosen(event.currentTarget.value as Mac)}
      >
        {order.map((one) => (
          <option key={one} value={one}>
            {names.machine(one)}
          </option>
        ))}
      </NativeSelect>
      <Button loading={busy} aria-label={t.tryHook(hook.id)} onClick={() => void tryIt(mac)}>
        {t.tryNow}
      </Button>
    </div>
  );
}
