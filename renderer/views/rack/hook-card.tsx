/** One hook: what it does, its last result, and a try with a machine of your choice. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Outputs } from '../../../shared/model/api.ts';
import type { Hook } from '../../../shared/model/config.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import { useRun } from '../../engine-context.ts';
import { countText, timeText } from '../../format.ts';
import { useNames } from '../../names.ts';
import { useStore } from '../../store.ts';
import styles from './rack.module.css';

export interface HookCardProps {
  readonly hook: Hook;
  readonly onEdit: () => void;
  readonly onChange: (hook: Hook) => void;
  readonly onRemove: () => void;
}

export function HookCard({ hook, onEdit, onChange, onRemove }: HookCardProps) {
  const what = hook.does === 'webhook' ? `POST ${hook.url}` : [hook.command, ...hook.args].join(' ');
  return (
    <section className={styles.card} aria-label={`Hook ${hook.id}`}>
      <div className={styles.cardHead}>
        <b className="cut">{hook.id}</b>
        <span className="soft">{hook.stage === '*' ? 'at every call' : `at “${hook.stage}”`}</span>
        <span className={styles.space} />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={hook.enabled}
            onChange={(event) => onChange({ ...hook, enabled: event.currentTarget.checked })}
          />
          On
        </label>
        <Button aria-label={`Edit hook ${hook.id}`} onClick={onEdit}>
          Edit…
        </Button>
        <Button aria-label={`Remove hook ${hook.id}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
      <p className={`mono soft ${styles.wrap ?? ''}`}>{what}</p>
      <LastResult id={hook.id} />
      <Try hook={hook} />
    </section>
  );
}

function LastResult({ id }: { id: string }) {
  const last = useStore((state) => state.hookResults.get(id));
  const names = useNames();
  if (!last) return <p className="faint">Not run since this page was opened.</p>;
  return (
    <div>
      <span className={last.ok ? '' : 'warn'}>
        Last for {names.machine(last.mac)} at {timeText(last.at)}: {resultText(last)}
      </span>
      {last.output !== '' && <pre className={styles.output}>{last.output}</pre>}
    </div>
  );
}

function Try({ hook }: { hook: Hook }) {
  const run = useRun();
  const names = useNames();
  const order = useStore((state) => state.order);
  const [chosen, setChosen] = useState<Mac>();
  const [busy, setBusy] = useState(false);
  const mac = chosen ?? order[0];
  if (mac === undefined) return <p className="soft">It can be tried as soon as a machine is known.</p>;
  async function tryIt(of: Mac): Promise<void> {
    setBusy(true);
    // What came of it is told by its event, which everybody sees.
    await run('hooks.try', { mac: of, id: hook.id });
    setBusy(false);
  }
  return (
    <div className={styles.line}>
      <NativeSelect
        aria-label={`Machine to try hook ${hook.id} with`}
        value={mac}
        onChange={(event) => setChosen(event.currentTarget.value as Mac)}
      >
        {order.map((one) => (
          <option key={one} value={one}>
            {names.machine(one)}
          </option>
        ))}
      </NativeSelect>
      <Button loading={busy} aria-label={`Try hook ${hook.id}`} onClick={() => void tryIt(mac)}>
        Try now
      </Button>
    </div>
  );
}

function resultText({ ok, tries, status }: Pick<Outputs['hooks.try'], 'ok' | 'tries' | 'status'>): string {
  const code = status === undefined ? '' : ` (${status})`;
  return `${ok ? 'done' : 'failed'}${code}${tries > 1 ? `, ${countText(tries, 'try', 'tries')}` : ''}`;
}
