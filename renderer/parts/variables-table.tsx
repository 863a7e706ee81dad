/**
 * Values of answer files: a name and a value each. What is written here is saved row by row; what comes from elsewhere is
 * shown below, as it would count without a row of its own.
 */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { builtinVariable, VARIABLES } from '../../shared/boot/answers/variables.ts';
import type { Variables } from '../../shared/model/config.ts';
import { variablesSchema } from '../../shared/model/config.ts';
import { said } from '../texts/said.ts';
import { texts } from '../texts/texts.ts';
import { undoable } from '../undo.ts';
import { Emphasis, strong } from './emphasis.tsx';
import { SavedText } from './saved-text.tsx';
import styles from './variables-table.module.css';

export interface Inherited {
  readonly name: string;
  readonly value: string;
  /** "group rack3", "all machines" */
  readonly from: string;
}

export interface VariablesTableProps {
  /** Whose they are: "all machines". */
  readonly of: string;
  readonly own: Variables;
  /** As they are at a later time, when this table may show nothing any more. */
  readonly ownNow: () => Variables;
  readonly inherited?: readonly Inherited[];
  readonly onChange: (variables: Variables) => void;
}

export function VariablesTable({ of, own, ownNow, inherited = [], onChange }: VariablesTableProps) {
  const words = texts().values;
  const names = Object.keys(own).sort();
  const others = inherited.filter(({ name }) => !Object.hasOwn(own, name));
  const remove = (name: string) => {
    const { [name]: value = '', ...rest } = own;
    undoable(texts().undo.variableRemoved(name, of), () => onChange({ ...ownNow(), [name]: value }));
    onChange(rest);
  };
  return (
    <section className={styles.box} aria-label={words.variablesOf(of)}>
      {names.length === 0 && others.length === 0 && (
        <p className="soft">
          <Emphasis text={words.noVariables(strong('{{ rack }}'))} as="code" className="mono" />
        </p>
      )}
      {names.length > 0 && (
        <ul className={styles.rows}>
          {names.map((name) => (
            <li key={name} className={styles.row}>
              <span className={`mono cut ${styles.name ?? ''}`} title={name}>
                {name}
              </span>
              <SavedText
                label={words.valueOf(name)}
                hideLabel
                value={own[name] ?? ''}
                maxLength={8000}
                onSave={(value) => onChange({ ...own, [name]: value })}
              />
              <Button aria-label={words.removeOf(name)} onClick={() => remove(name)}>
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className={styles.rows} aria-label={words.fromElsewhere}>
          {others.map(({ name, value, from }) => (
            <li key={name} className={`${styles.inherited ?? ''} soft`}>
              <span className="mono">{name}</span> = <span className="mono">{value}</span>{' '}
              <span className="faint">{words.from(from)}</span>
            </li>
          ))}
        </ul>
      )}
      <NewVariable taken={own} onAdd={(name, value) => onChange({ ...own, [name]: value })} />
    </section>
  );
}

function NewVariable({ taken, onAdd }: { taken: Variables; onAdd: (name: string, value: string) => void }) {
  const words = texts().values;
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const problem = useId();
  const settable = useId();
  const wrong = name === '' ? undefined : whatIsWrong(name, taken);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd(name, value);
    setName('');
    setValue('');
  };
  return (
    <form onSubmit={submit}>
      <div className={styles.row}>
        <TextInput
          aria-label={words.newVariable}
          placeholder={words.name}
          list={settable}
          className={styles.name}
          value={name}
          maxLength={40}
          spellCheck={false}
          aria-invalid={wrong !== undefined}
          aria-describedby={problem}
          onChange={(event) => setName(event.currentTarget.value.trim())}
        />
        <TextInput
          aria-label={words.itsValue}
          placeholder={words.value}
          className={styles.value}
          value={value}
          maxLength={8000}
          spellCheck={false}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name === '' || wrong !== undefined}>
          {words.add}
        </Button>
      </div>
      <datalist id={settable}>
        {VARIABLES.filter((one) => one.settable).map((one) => (
          <option key={one.name} value={one.name}>
            {said(one.sentence)}
          </option>
        ))}
      </datalist>
      <p id={problem} className="warn" role="status">
        {wrong}
      </p>
    </form>
  );
}

function whatIsWrong(name: string, taken: Variables): string | undefined {
  const words = texts().values;
  if (Object.hasOwn(taken, name)) return words.isThere(name);
  const known = builtinVariable(name);
  if (known && !known.settable) return words.filledIn(name, said(known.sentence));
  const found = variablesSchema.safeParse({ [name]: '' }).error?.issues[0];
  return found && words.badName;
}
