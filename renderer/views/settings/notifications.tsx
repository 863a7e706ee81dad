/** What is told outside of the page, and whether the browser lets it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { NEWS_KINDS } from '../../notify/news.ts';
import { askPermission, permission } from '../../notify/send.ts';
import { prefer, usePreferences } from '../../preferences.ts';
import { texts } from '../../texts/texts.ts';
import styles from './settings.module.css';

export function Notifications() {
  const words = texts().notify;
  const { notify } = usePreferences();
  const [may, setMay] = useState(permission);
  return (
    <fieldset className={styles.choice}>
      <legend>{words.title}</legend>
      {may === 'default' && <Button onClick={() => void askPermission().then(setMay)}>{words.allow}</Button>}
      {may === 'denied' && <p className="soft">{isSecureContext ? words.denied : words.insecure}</p>}
      <div className={styles.options}>
        {NEWS_KINDS.map((kind) => (
          <label key={kind} className={styles.option}>
            <input
              type="checkbox"
              id={`notify-${kind}`}
              checked={notify[kind]}
              disabled={may === 'denied'}
              onChange={(event) => prefer({ notify: { ...notify, [kind]: event.currentTarget.checked } })}
            />
            {words.kinds[kind]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
