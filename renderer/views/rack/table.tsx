/** The machines as a table: out to a spreadsheet, and back after a look at what that would change. */
import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ImportRow } from '../../../shared/model/api.ts';
import { useRun } from '../../engine-context.ts';
import { saveFile } from '../../save-file.ts';
import { FileButton } from '../../parts/file-button.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { ImportRows } from './import-rows.tsx';
import styles from './rack.module.css';

/** @param brought a table that was dropped on the window: what it changes is shown at once */
export function Table({ brought }: { brought: string | undefined }) {
  const run = useRun();
  const t = texts().rack;
  const machines = useStore((state) => state.machines.size);
  const [csv, setCsv] = useState('');
  const [rows, setRows] = useState<readonly ImportRow[]>();
  const [applied, setApplied] = useState<number>();
  const box = useRef<HTMLElement>(null);

  const take = (text: string) => {
    setCsv(text);
    setRows(undefined);
    setApplied(undefined);
  };
  async function look(text: string): Promise<void> {
    take(text);
    const found = await run('machines.import', { csv: text, dryRun: true });
    setRows(found?.rows);
  }
  async function apply(): Promise<void> {
    const done = await run('machines.import', { csv, dryRun: false });
    if (!done) return;
    take('');
    setApplied(done.rows.filter(({ does }) => does === 'add' || does === 'change').length);
  }
  const looked = useRef(look);
  looked.current = look;
  useEffect(() => {
    if (brought !== undefined) void looked.current(brought);
  }, [brought]);
  useEffect(() => {
    const element = box.current;
    const dropped = (event: Event) => {
      const [file] = (event as CustomEvent<readonly File[]>).detail;
      if (file) void file.text().then((text) => looked.current(text));
    };
    element?.addEventListener('dropped-files', dropped);
    return () => element?.removeEventListener('dropped-files', dropped);
  }, []);

  return (
    <div className={styles.wide}>
      <section aria-label={t.export}>
        <h2>{t.export}</h2>
        <div className={styles.line}>
          <Button
            disabled={machines === 0}
            onClick={() =>
              void run('machines.export', {}).then(
                (out) => out && saveFile('machines.csv', [out.csv], 'text/csv;charset=utf-8'),
              )
            }
          >
            {t.saveTable}
          </Button>
          <span className="soft">{machines === 0 ? t.noMachine : t.exported(machines)}</span>
        </div>
      </section>
      <section ref={box} aria-label={t.import} data-drops="text">
        <h2>{t.import}</h2>
        <Textarea
          label={t.table}
          className={styles.csv}
          rows={5}
          value={csv}
          spellCheck={false}
          placeholder={'mac,name,group,address,notes\n00:25:90:96:c4:9a,esx-01,rack 3,10.77.0.51,'}
          onChange={(event) => take(event.currentTarget.value)}
        />
        <div className={styles.line}>
          <FileButton accept=".csv,text/csv" onFiles={([file]) => void file?.text().then(look)}>
            {t.chooseFile}
          </FileButton>
          <Button disabled={csv.trim() === ''} onClick={() => void look(csv)}>
            {t.showChanges}
          </Button>
        </div>
        <div role="status">{applied !== undefined && <p>{t.applied(applied)}</p>}</div>
        {rows && <ImportRows rows={rows} onApply={() => void apply()} />}
      </section>
    </div>
  );
}
