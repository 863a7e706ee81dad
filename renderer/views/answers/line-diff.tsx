/** Two texts, line by line: what stands on the shelf and what a machine gets. */
import { diffLines } from 'diff';
import { useMemo } from 'react';
import { texts } from '../../texts/texts.ts';
import styles from './answers.module.css';

interface Line {
  readonly sign: '+' | '−' | ' ';
  /** Its place in the text it stands in, from 1. */
  readonly number: number;
  readonly text: string;
}

export function LineDiff({ label, before, after }: { label: string; before: string; after: string }) {
  const lines = useMemo(() => linesOf(before, after), [before, after]);
  return (
    <div className={styles.diff} role="region" aria-label={label} tabIndex={0}>
      <div className={styles.diffLines}>
        {lines.map(({ sign, number, text }) => (
          <div key={`${sign} ${number}`} className={SIGN_CLASS[sign]}>
            <span className={styles.number} aria-hidden="true">
              {number}
            </span>
            <span className={styles.sign}>
              <span aria-hidden="true">{sign}</span>
              {sign !== ' ' && (
                <span className="unseen">
                  {sign === '+' ? texts().answers.itGets : texts().answers.inTheFile}
                </span>
              )}
            </span>
            <span>{text}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

const SIGN_CLASS: Readonly<Record<Line['sign'], string | undefined>> = {
  '+': styles.added,
  '−': styles.removed,
  ' ': undefined,
};

function linesOf(before: string, after: string): Line[] {
  let [old, now] = [0, 0];
  return diffLines(before, after).flatMap(({ value, added, removed }) => {
    const texts = value.replace(/\n$/, '').split('\n');
    return texts.map((text): Line => {
      if (removed) return { sign: '−', number: ++old, text };
      if (!added) old++;
      return { sign: added ? '+' : ' ', number: ++now, text };
    });
  });
}
