/** What a person chooses for the page, section by section. */
import type { ComponentType } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { openDialog } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { Appearance } from './appearance.tsx';
import { Language } from './language.tsx';
import { Notifications } from './notifications.tsx';
import styles from './settings.module.css';

/** Kept in the browser. */
const OF_THE_PAGE: readonly ComponentType[] = [Appearance, Language, Notifications];

export function SettingsDialog() {
  const t = texts().settings;
  return (
    <Dialog small title={t.title} onClose={() => openDialog(undefined)}>
      <div className={styles.page}>
        {OF_THE_PAGE.map((Section, index) => (
          <Section key={index} />
        ))}
        <p className="soft">{t.keptHere}</p>
      </div>
    </Dialog>
  );
}
