/** In the header: opens the palette, and shows its key. */
import { ariaKeys, keyText } from '../keys/key-text.ts';
import { openDialog } from '../store.ts';
import { texts } from '../texts/texts.ts';
import styles from './palette-button.module.css';

export function PaletteButton() {
  return (
    <button
      type="button"
      className={styles.button}
      aria-keyshortcuts={ariaKeys('palette')}
      onClick={() => openDialog({ dialog: 'palette' })}
    >
      <span>{texts().palette.button}</span>
      <kbd className={styles.key}>{keyText('palette')}</kbd>
    </button>
  );
}
