/** An answer file as one machine would get it: every byte, what was filled in, and who says so. */
import { NativeSelect } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { AnswerPreview as Preview } from '../../../shared/model/api.ts';
import { reportError } from '../../../shared/model/error.ts';
import type { Mac } from '../../../shared/wire/address.ts';
import { useEngine } from '../../engine-context.ts';
import { useNames } from '../../names.ts';
import { notice, useStore } from '../../store.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
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
  const t = texts().answers;
  const macs = useMachinesFor(id);
  const names = useNames();
  const [chosen, setChosen] = useState(first);
  const [exact, setExact] = useState(false);
  const mac = chosen ?? macs[0];
  const preview = usePreview(id, text, mac);
  if (mac === undefined) return <p className={styles.empty}>{t.noMachine}</p>;
  return (
    <div className={styles.preview}>
      <div className={styles.previewBar}>
        <NativeSelect
          aria-label={t.machine}
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
          {t.onlyWhatItGets}
        </label>
      </div>
      {preview && (
        <div className={styles.edit}>
          <Text preview={preview} exact={exact} />
          <aside className={styles.side} aria-label={t.values}>
            {preview.problems.length > 0 && (
              <section aria-label={t.cannotBeServed}>
                <h2>{t.cannotBeServedYet}</h2>
                <ul className={styles.found}>
                  {preview.problems.map(({ line, sentence }) => (
                    <li key={`${line} ${sentence}`} className="warn">
                      <button type="button" className="linklike" onClick={() => onJump(line)}>
                        {t.line(line)}
                      </button>{' '}
                      {said(sentence)}
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
  const t = texts().answers;
  if (text === undefined) return <LineDiff label={t.fileOnShelf} before={template} after={template} />;
  if (!exact) return <LineDiff label={t.withChanges} before={template} after={text} />;
  return (
    <pre className={styles.exactText} tabIndex={0} role="region" aria-label={t.whatItGets}>
      {text}
    </pre>
  );
}

function Values({ values }: { values: Preview['values'] }) {
  const t = texts().answers;
  if (values.length === 0) return <p className="soft">{t.nothingFilled}</p>;
  return (
    <section aria-label={t.filledIn}>
      <h2>{t.filledIn}</h2>
      <ul className={styles.values}>
        {values.map(({ name, value, from }) => (
          <li key={name}>
            <div>
              <b>{name}</b> <span className="faint">{t.from[from]}</span>
            </div>
            <div className={`mono ${styles.value ?? ''}`}>{value === '' ? t.empty : value}</div>
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
