/** A setting that is one of a few: all of them in sight, one of them on. */
import styles from './settings.module.css';

export interface ChoiceProps<T extends string> {
  /** The same in every language, so that the keyboard stays on it when that changes. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly word: string; readonly lang?: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

export function Choice<T extends string>({ id, label, options, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <div className={styles.options}>
        {options.map(({ value, word, lang }) => (
          <label key={value} className={styles.option} lang={lang}>
            <input
              type="radio"
              id={`${id}-${value}`}
              name={id}
              value={value}
              checked={value === chosen}
              data-first={value === chosen ? '' : undefined}
              onChange={() => onChoose(value)}
            />
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
