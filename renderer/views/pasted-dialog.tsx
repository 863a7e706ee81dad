/** What a pasted text or a dragged link was taken for, line by line; nothing happens before it is added. */
import { Button, NativeSelect } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Pasted, PastedAs } from '../drops/pasted.ts';
import { isUnderstood } from '../drops/pasted.ts';
import { useEngine } from '../engine-context.ts';
import { Dialog } from '../parts/dialog.tsx';
import { openDialog } from '../store.ts';
import { texts } from '../texts/texts.ts';
import styles from './pasted-dialog.module.css';

const BY_PATH: readonly PastedAs[] = ['image', 'answer', 'firmware'];

export function PastedDialog({ items }: { items: readonly Pasted[] }) {
  const { intake } = useEngine();
  const words = texts().drops;
  const [kinds, setKinds] = useState<ReadonlyMap<string, PastedAs>>(new Map());
  const understood = items.filter(isUnderstood);
  const kindOf = ({ as, path }: { as: PastedAs; path: string }): PastedAs => kinds.get(path) ?? as;
  const close = (): void => openDialog(undefined);

  function add(event: FormEvent): void {
    event.preventDefault();
    close();
    for (const item of understood) void intake.path(kindOf(item), item.path);
  }

  return (
    <Dialog title={words.pasted} onClose={close} small>
      <form className={styles.form} onSubmit={add}>
        <ul className={styles.list} aria-label={words.pastedList}>
          {items.map((item) => (
            <li key={isUnderstood(item) ? item.path : item.text} className={styles.row}>
              {isUnderstood(item) ? (
                <>
                  <span className={`mono ${styles.path ?? ''}`}>{item.path}</span>
                  {item.as === 'chain' ? (
                    <span className="soft">{words.chainTo}</span>
                  ) : (
                    <NativeSelect
                      aria-label={words.takenAs(item.path)}
                      value={kindOf(item)}
                      data={BY_PATH.map((value) => ({ value, label: words.kinds[value] }))}
                      onChange={(event) =>
                        setKinds(new Map(kinds).set(item.path, event.currentTarget.value as PastedAs))
                      }
                    />
                  )}
                </>
              ) : (
                <>
                  <span className={`mono ${styles.path ?? ''}`}>{item.text}</span>
                  <span className="warn">{words.pasteRefused(item.why)}</span>
                </>
              )}
            </li>
          ))}
        </ul>
        <div className={styles.actions}>
          <Button type="submit" variant="filled" disabled={understood.length === 0} data-first>
            {words.addPasted(understood.length)}
          </Button>
          <Button onClick={close}>{texts().common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
