/** What in an answer file erases disks, and what there is to look at, by line. */
import type { AnswerCheck } from '../../../shared/model/api.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import styles from './answers.module.css';

export interface CheckListsProps {
  readonly check: AnswerCheck;
  /** Makes of each line a button that leads there. */
  readonly onJump?: (line: number) => void;
}

export function CheckLists({ check: { wipes, warnings }, onJump }: CheckListsProps) {
  const t = texts().answers;
  return (
    <>
      {wipes.length > 0 && (
        <section aria-label={t.erases}>
          <h2>{t.erases}</h2>
          <ul className={styles.found}>
            {wipes.map(({ line, text }, index) => (
              <li key={`${line} ${index}`} className="warn">
                <Where line={line} onJump={onJump} /> <code className="mono">{said(text.trim())}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      {warnings.length > 0 && (
        <section aria-label={t.lookAt}>
          <h2>{t.lookAt}</h2>
          <ul className={`soft ${styles.found ?? ''}`}>
            {warnings.map(({ line, sentence }, index) => (
              <li key={`${line} ${index}`}>
                <Where line={line} onJump={onJump} /> {said(sentence)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Line 0 stands for the kernel's arguments. */
function Where({ line, onJump }: { line: number; onJump: CheckListsProps['onJump'] }) {
  const t = texts().answers;
  if (line === 0) return <>{t.inKernelArgs}</>;
  if (!onJump) return <>{t.line(line)}:</>;
  return (
    <button type="button" className="linklike" onClick={() => onJump(line)}>
      {t.line(line)}
    </button>
  );
}
