/** An answer file as one machine would get it: every byte, what was filled in, and who says so. */
import { NativeSelect } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { AnswerPreview as Preview } from '../../../shared/model/api.ts';
import { reportError } from '../../../shared/model/error.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import { useEngine } from '../../engine-context.ts';
import { useNames } from '../../names.ts';
import { notice, useStore } from '../../store.ts';
import styles from './answers.module.css';
import { LineDiff } from './line-diff.tsx';

export interface AnswerPreviewProps {
  readonly id: string;
  /** As it stands in the editor. */
  readonly text: string;
  readonly mac: Mac | undefined;
  readonly onJump: (line: number) => void;
}

export function AnswerPreview({ id, text, mac: first, onJump }: AnswerPreviewProps) {
  const macs = useMachinesFor(id);
  const names = useNames();
  const [chosen, setChosen] = useState(first);
  const [exact, setExact] = useState(false);
  const mac = chosen ?? macs[0];
  const preview = usePreview(id, text, mac);
  if (mac === undefined)
    return (
      <p className={styles.empty}>
        No machine is known yet. Power one on, or import a table of machines: then you see here what it would
        get.
      </p>
    );
  return (
    <div className={styles.preview}>
      <div className={styles.previewBar}>
        <NativeSelect
          aria-label="Machine"
          value={mac}
          onChange={(event) => setChosen(event.currentTarget.value as Mac)}
        >
          {macs.map((one) => (
            <option key={one} value={one}>
              {names.machine(one) === one ? one : `${names.machine(one)}, ${one}`}
            </option>
          ))}
        </NativeSelect>
        <label className={styles.exact}>
          <input
            type="checkbox"
            checked={exact}
            onChange={(event) => setExact(event.currentTarget.checked)}
          />
          Only what it gets
        </label>
      </div>
      {preview && (
        <div className={styles.edit}>
          <Text preview={preview} exact={exact} />
          <aside className={styles.side} aria-label="Values">
            {preview.problems.length > 0 && (
              <section aria-label="Cannot be served">
                <h2>Cannot be served yet</h2>
                <ul className={styles.found}>
                  {preview.problems.map(({ line, sentence }) => (
                    <li key={`${line} ${sentence}`} className="warn">
                      <button type="button" className="linklike" onClick={() => onJump(line)}>
                        line {line}
                      </button>{' '}
                      {sentence}
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <Values values={preview.values} />
          </aside>
        </div>
      )}
    </div>
  );
}

function Text({ preview: { text, template }, exact }: { preview: Preview; exact: boolean }) {
  if (text === undefined)
    return <LineDiff label="The file on the shelf" before={template} after={template} />;
  if (!exact) return <LineDiff label="What it gets, with changes" before={template} after={text} />;
  return (
    <pre className={styles.exactText} tabIndex={0} role="region" aria-label="What it gets">
      {text}
    </pre>
  );
}

const FROM: Readonly<Record<Preview['values'][number]['from'], string>> = {
  machine: 'this machine',
  group: 'its group',
  all: 'all machines',
  builtin: 'Rackboot',
  default: 'default in the file',
};

function Values({ values }: { values: Preview['values'] }) {
  if (values.length === 0)
    return <p className="soft">Nothing is filled in: every machine gets the same text.</p>;
  return (
    <section aria-label="Filled in">
      <h2>Filled in</h2>
      <ul className={styles.values}>
        {values.map(({ name, value, from }) => (
          <li key={name}>
            <div>
              <b>{name}</b> <span className="faint">{FROM[from]}</span>
            </div>
            <div className={`mono ${styles.value ?? ''}`}>{value === '' ? '(empty)' : value}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those that are set to use it first. */
function useMachinesFor(id: string): readonly Mac[] {
  const order = useStore((state) => state.order);
  const config = useStore((state) => state.config);
  return useMemo(() => {
    const uses = (mac: Mac): boolean => config?.assignments[mac]?.answer === id;
    return [...order.filter(uses), ...order.filter((mac) => !uses(mac))];
  }, [order, config, id]);
}

function usePreview(id: string, text: string, mac: Mac | undefined): Preview | undefined {
  const { client } = useEngine();
  const config = useStore((state) => state.config);
  const passwords = useStore((state) => state.passwords);
  const [preview, setPreview] = useState<Preview>();
  useEffect(() => {
    let current = true;
    if (mac === undefined) return undefined;
    client.call('answers.preview', { mac, id, text }).then(
      (found) => {
        if (current) setPreview(found);
      },
      (thrown: unknown) => {
        if (current) notice(reportError(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [client, id, text, mac, config, passwords]);
  return preview;
}
