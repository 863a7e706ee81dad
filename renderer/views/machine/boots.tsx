/** The boots of a machine, newest first: what it was given, how far it came, and what called home. */
import type { Boot, Machine } from '../../../shared/model/machine.ts';
import { durationText, whenText } from '../../format.ts';
import type { Names } from '../../names.ts';
import { useNames } from '../../names.ts';
import { texts } from '../../texts/texts.ts';
import styles from '../panel.module.css';
import { wordOf } from '../../wording-machine.ts';

export function Boots({ machine: { boots = [] }, now }: { machine: Machine; now: number }) {
  const names = useNames();
  if (boots.length === 0) return null;
  return (
    <details className={styles.more}>
      <summary>
        {texts().machinePanel.history} <span className="soft">{boots.length}</span>
      </summary>
      <ol className={styles.boots}>
        {boots.toReversed().map((boot) => (
          <OneBoot key={boot.startedAt} boot={boot} names={names} now={now} />
        ))}
      </ol>
    </details>
  );
}

function OneBoot({ boot, names, now }: { boot: Boot; names: Names; now: number }) {
  const { startedAt, image, answer, reached, reachedAt, calls } = boot;
  const t = texts().machinePanel;
  const { word, tone } = wordOf(reached);
  return (
    <li>
      <div>
        <span className="mono">{whenText(startedAt, now)}</span>{' '}
        <span className={`tone-${tone} ${styles.stage ?? ''}`}>{word}</span>{' '}
        <span className="faint">{t.after(durationText(reachedAt - startedAt))}</span>
      </div>
      {image !== undefined && (
        <div className="soft">
          {answer === undefined ? names.image(image) : t.withAnswer(names.image(image), names.answer(answer))}
        </div>
      )}
      {calls.length > 0 && (
        <ul className="soft" aria-label={t.callsHome}>
          {calls.map(({ stage, at }) => (
            <li key={`${stage} ${at}`}>
              {t.calledHome(stage)} <span className="faint">{t.after(durationText(at - startedAt))}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
