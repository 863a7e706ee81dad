/** What an answer file takes from its machine, and what else it could take. */
import { builtinVariable, VARIABLES } from '../../../shared/boot/answers/variables.ts';
import type { Config } from '../../../shared/model/config.ts';
import { useStore } from '../../store.ts';
import { said } from '../../texts/said.ts';
import { texts } from '../../texts/texts.ts';
import styles from './answers.module.css';

export interface VariableListProps {
  readonly used: readonly string[];
  /** Puts a text where the cursor is. */
  readonly onInsert: (text: string) => void;
}

export function VariableList({ used, onInsert }: VariableListProps) {
  const config = useStore((state) => state.config);
  const t = texts().answers;
  return (
    <>
      {used.length > 0 && (
        <section aria-label={t.variables}>
          <h2>{t.filledForEach}</h2>
          <ul className={styles.found}>
            {used.map((name) => {
              const where = whereFrom(name, config);
              return (
                <li key={name}>
                  <b className="mono">{name}</b>{' '}
                  <span className={where === undefined ? 'warn' : 'soft'}>{where ?? t.noValue}</span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <details>
        <summary className="soft">{t.whatCanBeFilled}</summary>
        <ul className={styles.found}>
          {VARIABLES.map(({ name, list, sentence }) => (
            <li key={name}>
              <button
                type="button"
                className="linklike mono"
                title={t.putAtCursor}
                onClick={() =>
                  onInsert(list ? `{% for one in ${name} %}{{ one }}{% endfor %}` : `{{ ${name} }}`)
                }
              >
                {name}
              </button>{' '}
              <span className="soft">{said(sentence)}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Undefined: nobody says what it is. */
function whereFrom(name: string, config: Config | undefined): string | undefined {
  const t = texts().answers;
  const known = builtinVariable(name);
  if (known) return said(known.sentence);
  if (!config) return undefined;
  const { variables, groups, machines } = config;
  if (Object.hasOwn(variables, name)) return t.setForAll;
  const has = (one: { readonly variables?: Config['variables'] | undefined }): boolean =>
    Object.hasOwn(one.variables ?? {}, name);
  if (Object.values(groups).some(has)) return t.setForGroups;
  return Object.values(machines).some(has) ? t.setForMachines : undefined;
}
