/** The images, what is on its way, and the three ways to add one: drop, choose, give a path. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { isUnderstood, isVague, pasteError, readPasted } from '../drops/pasted.ts';
import { pickFiles, pickFolder } from '../drops/pick.ts';
import { useEngine } from '../engine-context.ts';
import { notice, useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import styles from './files.module.css';
import { ImageCard } from './image-card.tsx';

export function Images() {
  const images = useStore((state) => state.images);
  const { intake } = useEngine();
  const t = texts().files;
  return (
    <section className={styles.section} aria-labelledby="images-title" data-drops="image">
      <h2 id="images-title">
        <span>{t.images}</span>
        <span className="faint">{images.length}</span>
      </h2>
      <div className={styles.drop}>
        <div className={styles.dropTitle}>{t.dropHere}</div>
        <div>{window.desktop ? t.dropHereMeans : t.dropMeans}</div>
        <div className={styles.dropButton}>
          <Button onClick={() => pickFiles(intake)}>{t.chooseFiles}</Button>
          <Button onClick={() => pickFolder(intake)}>{texts().drops.chooseFolder}</Button>
        </div>
      </div>
      <PathForm />
      <ul className={styles.cards}>
        {images.map((image) => (
          <ImageCard key={image.id} image={image} />
        ))}
      </ul>
      {images.length === 0 && <p className="soft">{t.noImage}</p>}
    </section>
  );
}

/** For a file that lies where the engine runs: read in place, nothing is sent or copied. */
function PathForm() {
  const { intake } = useEngine();
  const t = texts().files;
  const [open, setOpen] = useState(false);
  const [path, setPath] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    // What it is not sure of the engine judges, as an image.
    const items = readPasted(path).map((item) =>
      isUnderstood(item) || !isVague(item) ? item : { as: 'image' as const, path: item.text },
    );
    const refused = items.find((item) => !isUnderstood(item));
    if (refused && !isUnderstood(refused)) notice(pasteError(refused));
    const ends = await Promise.all(items.filter(isUnderstood).map((item) => intake.path(item.as, item.path)));
    setBusy(false);
    if (refused || ends.includes(undefined)) return;
    setPath('');
    setOpen(false);
  }

  if (!open) {
    return (
      <button type="button" className="linklike" onClick={() => setOpen(true)}>
        {t.byPath}
      </button>
    );
  }
  return (
    <form className={styles.pathForm} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t.path}
        placeholder="/srv/iso/debian-12.iso"
        value={path}
        autoFocus
        spellCheck={false}
        onChange={(event) => setPath(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={busy} disabled={path.trim() === ''}>
          {t.useIt}
        </Button>
        <Button onClick={() => setOpen(false)}>{texts().common.cancel}</Button>
      </div>
    </form>
  );
}
