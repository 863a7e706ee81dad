/**
 * One field that finds everything and does everything: the WAI-ARIA combobox whose list is always open. The keyboard stays in
 * the field; arrows move the choice, Enter takes it.
 */
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Mac } from '../../shared/wire/address.ts';
import { useActionTools } from '../actions/use-action-tools.ts';
import { giveBack } from '../parts/give-back.ts';
import { Notices } from '../parts/notices.tsx';
import { openDialog } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { choicesOf } from './choices.ts';
import { entriesNow } from './entries.ts';
import type { Entry } from './entry.ts';
import { find } from './find.ts';
import styles from './palette.module.css';
import { remember } from './recent.ts';
import { Results } from './results.tsx';
import { useDeepSearch } from './use-deep-search.ts';

export interface PaletteProps {
  /** Something for these machines alone; absent: everything. */
  readonly choose?: 'image' | 'merge' | undefined;
  readonly macs?: readonly Mac[] | undefined;
}

export function Palette({ choose, macs = [] }: PaletteProps) {
  const words = texts().palette;
  const tools = useActionTools();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  // As things are when it opens: rows must not move while somebody reads them.
  const [{ title, entries }] = useState(() =>
    choose ? choicesOf(tools, choose, macs) : { title: words.title, entries: entriesNow(tools) },
  );
  const near = useMemo(() => find(text, entries, choose !== undefined), [text, entries, choose]);
  const { groups: deep, searching } = useDeepSearch(choose ? '' : text);
  const groups = useMemo(() => [...near, ...deep], [near, deep]);
  const rows = groups.flatMap((group) => group.entries);
  const at = Math.min(chosen, rows.length - 1);

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => giveBack(opener);
  }, []);

  const close = () => openDialog(undefined);
  const take = (row: Entry | undefined) => {
    if (!row) return;
    if (!choose) remember(row.id);
    // Away first, so that the keyboard is back where it was and goes on from there.
    close();
    setTimeout(() => void row.run());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: Math.min(rows.length - 1, at + PAGE),
      PageUp: Math.max(0, at - PAGE),
    };
    const next = moves[event.key];
    if (next !== undefined && rows.length > 0) setChosen((next + rows.length) % rows.length);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(rows[at]);
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClose={close}
      // The dark around it: what lies in the sheet has other targets.
      onMouseDown={(event) => event.target === dialog.current && close()}
    >
      <div className={styles.sheet}>
        {choose && <h1 className={styles.title}>{title}</h1>}
        <input
          className={styles.field}
          type="text"
          role="combobox"
          aria-label={title}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}list`}
          aria-activedescendant={rows[at] ? `${id}${at}` : undefined}
          placeholder={choose ? words.choosePlaceholder : words.placeholder}
          value={text}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Results id={id} groups={groups} chosen={at} onChoose={setChosen} onTake={take} />
        {rows.length === 0 && !searching && (
          <p className={styles.nothing}>
            {text.trim() === '' ? words.nothingToChoose : words.nothing(text.trim())}
          </p>
        )}
        <p className={styles.foot}>
          <span aria-hidden="true">
            <kbd>↑↓</kbd> {words.keysMove} <kbd>↵</kbd> {words.keysRun} <kbd>{texts().keys.names.Escape}</kbd>{' '}
            {words.keysClose}
          </span>
          <span role="status">{searching ? words.searching : words.count(rows.length)}</span>
        </p>
      </div>
      <Notices />
    </dialog>
  );
}

const PAGE = 8;
