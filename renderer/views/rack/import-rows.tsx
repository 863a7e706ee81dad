/** What importing a table does, a row for each of its lines. Nothing has happened yet. */
import { Button } from '@mantine/core';
import type { ImportRow } from '../../../shared/model/api.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import styles from './rack.module.css';

/** A table of ten thousand lines is imported whole, but not drawn whole. */
const DRAWN = 500;

export function ImportRows({ rows, onApply }: { rows: readonly ImportRow[]; onApply: () => void }) {
  const t = texts().rack;
  const count = (does: ImportRow['does']): number => rows.filter((row) => row.does === does).length;
  const work = count('add') + count('change');
  // What needs a look first; what stays as it is last.
  const order: readonly ImportRow['does'][] = ['refused', 'change', 'add', 'nothing'];
  const sorted = rows.toSorted((a, b) => order.indexOf(a.does) - order.indexOf(b.does) || a.line - b.line);
  return (
    <>
      <div className={styles.line}>
        <b>{t.importCounts(count('add'), count('change'), count('nothing'), count('refused'))}</b>
        <Button variant="filled" disabled={work === 0} onClick={onApply}>
          {t.importMachines(work)}
        </Button>
        {count('refused') > 0 && <span className="warn">{t.refusedLeftOut}</span>}
      </div>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t.whatItChanges}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.columns.line}</th>
              <th scope="col">{t.columns.machine}</th>
              <th scope="col">{t.columns.does}</th>
              <th scope="col">{t.columns.changes}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, DRAWN).map((row) => (
              <tr key={row.line}>
                <td className="mono">{row.line}</td>
                <td className="mono">{row.mac}</td>
                <td className={row.does === 'refused' ? 'warn' : row.does === 'nothing' ? 'faint' : ''}>
                  {t.does[row.does]}
                </td>
                <td>
                  {row.changes.map(({ field, from, to }) => (
                    <div key={field}>
                      <span className="soft">{field}:</span>{' '}
                      {from !== '' && (
                        <>
                          <del className={styles.from}>{from}</del> →{' '}
                        </>
                      )}
                      {to === '' ? <i>{t.takenAway}</i> : <ins className={styles.to}>{to}</ins>}
                    </div>
                  ))}
                  {row.sentence !== undefined && (
                    <div className={row.does === 'refused' ? 'warn' : 'soft'}>{said(row.sentence)}</div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length > DRAWN && <p className="soft">{t.notShown(sorted.length - DRAWN)}</p>}
    </>
  );
}
