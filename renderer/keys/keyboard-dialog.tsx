/** Every key there is, and whether single letters are keys. */
import { Dialog } from '../parts/dialog.tsx';
import { prefer, usePreferences } from '../preferences.ts';
import { openDialog } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { keyTexts } from './key-text.ts';
import styles from './keyboard-dialog.module.css';
import type { Shortcut, Where } from './shortcuts.ts';
import { SHORTCUTS } from './shortcuts.ts';

const PLACES: readonly Where[] = ['window', 'machines', 'lanes', 'lists', 'edges'];

export function KeyboardDialog() {
  const words = texts().keys;
  const letters = usePreferences((state) => state.letterKeys);
  return (
    <Dialog small title={words.title} onClose={() => openDialog(undefined)}>
      <div className={styles.body} tabIndex={0} role="region" aria-label={words.title}>
        {PLACES.map((where) => (
          <section key={where} aria-labelledby={`keys-${where}`}>
            <h2 id={`keys-${where}`}>{words.where[where]}</h2>
            <dl className={styles.keys}>
              {shortcutsIn(where).map((shortcut) => (
                <div key={shortcut} className={styles.row}>
                  <dt>
                    <Keys shortcut={shortcut} />
                  </dt>
                  <dd>{words.does[shortcut]}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label className={styles.letters}>
          <input
            type="checkbox"
            checked={letters}
            onChange={(event) => prefer({ letterKeys: event.currentTarget.checked })}
          />
          <span>
            {words.letters}
            <span className="soft"> {words.lettersMeans}</span>
          </span>
        </label>
      </div>
    </Dialog>
  );
}

function Keys({ shortcut }: { shortcut: Shortcut }) {
  return keyTexts(shortcut).map((key, index) => (
    <span key={key}>
      {index > 0 && <span className="soft"> {texts().keys.or} </span>}
      <kbd className={styles.key}>{key}</kbd>
    </span>
  ));
}

function shortcutsIn(where: Where): readonly Shortcut[] {
  return (Object.keys(SHORTCUTS) as Shortcut[]).filter((name) => SHORTCUTS[name].where === where);
}
